-- name: add(id, unit, kind, subject, data, member, at, key)!
insert into facts (id, unit, kind, subject, data, member, at, key)
values (:id, :unit, :kind, :subject, :data, :member, :at, :key);

-- name: newest(unit)
select id, unit, kind, subject, data, member, at, key
from facts
where (unit = :unit or :unit is null) and not exists (
    select 1
    from facts as later
    where later.unit = facts.unit
        and later.kind = facts.kind
        and later.subject = facts.subject
        and later.id > facts.id
)
order by id;

-- name: history(unit, kind, subject)
select id, unit, kind, subject, data, member, at, key
from facts
where unit = :unit and kind = :kind and subject = :subject
order by id;

-- name: next_number(kind)$
select coalesce(max(number), 0) + 1 as number from tasks where kind = :kind;

-- name: save(kind, number, unit, body, source, text, due, status, common, note, member, at)!
insert into tasks (
    kind, number, unit, body, source, text, due, status, common, note, member, at
)
values (
    :kind, :number, :unit, :body, :source, :text, :due, :status, :common, :note, :member, :at
)
on conflict (kind, number) do update set
    text = excluded.text,
    due = excluded.due,
    status = excluded.status,
    note = excluded.note;

-- name: get(kind, number)^
select kind, number, unit, body, source, text, due, status, common, note, member, at
from tasks
where kind = :kind and number = :number;

-- name: listed(kind, unit)
select kind, number, unit, body, source, text, due, status, common, note, member, at
from tasks
where (kind = :kind or :kind is null) and (unit = :unit or :unit is null)
order by kind, number;

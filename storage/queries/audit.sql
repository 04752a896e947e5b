-- name: add(id, at, member, role, action, object, old, new, key)!
insert into audit (id, at, member, role, action, object, old, new, key)
values (:id, :at, :member, :role, :action, :object, :old, :new, :key);

-- name: of_objects_between(first, end, limit)
select id, at, member, role, action, object, old, new, key
from audit
where object >= :first and object < :end
order by at desc, id desc
limit :limit;

-- name: of_tasks(unit, kind, objects)
-- A number is said with two digits or more, as congress.tasks.Task.code says it.
select audit.id, audit.at, audit.member, audit.role, audit.action, audit.object, audit.old,
    audit.new, audit.key
from tasks
join audit on audit.object =
    :objects || case when tasks.number < 10 then '0' else '' end || cast(tasks.number as text)
where tasks.unit = :unit and tasks.kind = :kind;

-- name: add(id, at, member, role, action, object, old, new, key)!
insert into audit (id, at, member, role, action, object, old, new, key)
values (:id, :at, :member, :role, :action, :object, :old, :new, :key);

-- name: of_objects_between(first, end, limit)
select id, at, member, role, action, object, old, new, key
from audit
where object >= :first and object < :end
order by at desc, id desc
limit :limit;

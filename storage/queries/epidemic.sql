-- name: add_change(id, area, regime, since, until, basis, basis_on, member, at)!
insert into regime_changes (id, area, regime, since, until, basis, basis_on, member, at)
values (:id, :area, :regime, :since, :until, :basis, :basis_on, :member, :at);

-- name: add_push(change, unit, member, at, acknowledged_at)!
insert into guidance_pushes (change, unit, member, at, acknowledged_at)
values (:change, :unit, :member, :at, :acknowledged_at)
on conflict (change, unit, member) do nothing;

-- name: acknowledge(change, unit, member, at)<!
update guidance_pushes set acknowledged_at = :at
where change = :change and unit = :unit and member = :member and acknowledged_at is null
returning change;

-- name: pushes(change)
select change, unit, member, at, acknowledged_at
from guidance_pushes
where change = :change
order by unit, member;

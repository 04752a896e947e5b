-- name: add(about, unit, member, at, acknowledged_at)!
insert into pushes (about, unit, member, at, acknowledged_at)
values (:about, :unit, :member, :at, :acknowledged_at)
on conflict (about, unit, member) do nothing;

-- name: acknowledge(about, unit, member, at)<!
update pushes set acknowledged_at = :at
where about = :about and unit = :unit and member = :member and acknowledged_at is null
returning about;

-- name: of(about)
select about, unit, member, at, acknowledged_at
from pushes
where about = :about
order by unit, member;

-- name: next_number()$
select coalesce(max(number), 0) + 1 as number from trips;

-- name: add(number, unit, team, on_day, findings, member, at)!
insert into trips (number, unit, team, on_day, findings, member, at)
values (:number, :unit, :team, :on_day, :findings, :member, :at);

-- name: listed(unit)
select number, unit, team, on_day, findings, member, at
from trips
where unit = :unit or :unit is null
order by on_day desc, number desc;

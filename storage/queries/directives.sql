-- name: add(unit, number, issuer, dated, title)!
insert into directives (unit, number, issuer, dated, title)
values (:unit, :number, :issuer, :dated, :title)
on conflict (unit, number) do nothing;

-- name: listed(unit)
select number, issuer, dated, title
from directives
where unit = :unit
order by dated desc, number;

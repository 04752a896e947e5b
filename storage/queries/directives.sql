-- name: add(number, issuer, dated, title)!
insert into directives (number, issuer, dated, title)
values (:number, :issuer, :dated, :title)
on conflict (number) do nothing;

-- name: listed()
select number, issuer, dated, title
from directives
order by dated desc, number;

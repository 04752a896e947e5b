-- name: next_number()$
select coalesce(max(number), 0) + 1 as number from lessons;

-- name: add(number, unit, kind, area, text, sent, member, at)!
insert into lessons (number, unit, kind, area, text, sent, member, at)
values (:number, :unit, :kind, :area, :text, :sent, :member, :at);

-- name: mark_sent(number, sent)!
update lessons set sent = :sent where number = :number and sent is null;

-- name: drop_unsent(number)!
delete from lessons where number = :number and sent is null;

-- name: listed()
select number, unit, kind, area, text, sent, member, at
from lessons
order by number;

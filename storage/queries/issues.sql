-- name: next_number()$
select coalesce(max(number), 0) + 1 as number from issues;

-- name: add(number, unit, item, text, state, owner, raised_by, at)!
insert into issues (number, unit, item, text, state, owner, raised_by, at)
values (:number, :unit, :item, :text, :state, :owner, :raised_by, :at);

-- name: save_state(number, state)!
update issues set state = :state where number = :number;

-- name: get(number)^
select number, unit, item, text, state, owner, raised_by, at
from issues
where number = :number;

-- name: open_issues()
select number, unit, item, text, state, owner, raised_by, at
from issues
where state in ('new', 'in_progress', 'escalated')
order by number;

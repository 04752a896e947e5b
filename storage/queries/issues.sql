-- name: next_number()$
select coalesce(max(number), 0) + 1 as number from issues;

-- name: add(number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note)!
insert into issues (
    number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note
)
values (
    :number, :unit, :item, :text, :state, :owner, :raised_by, :at, :category, :complex, :blocking,
    :due, :note
);

-- name: save(number, item, text, state, owner, category, complex, blocking, due, note)!
update issues set
    item = :item,
    text = :text,
    state = :state,
    owner = :owner,
    category = :category,
    complex = :complex,
    blocking = :blocking,
    due = :due,
    note = :note
where number = :number;

-- name: get(number)^
select
    number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note
from issues
where number = :number;

-- name: open_issues()
select
    number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note
from issues
where state in ('new', 'in_progress', 'escalated')
order by number;

-- name: settled_issues()
select
    number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note
from issues
where state in ('resolved', 'closed')
order by number desc;

-- name: of_unit(unit)
select
    number, unit, item, text, state, owner, raised_by, at, category, complex, blocking, due, note
from issues
where unit = :unit
order by number;

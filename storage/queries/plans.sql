-- name: save_item(unit, code, title, short, stream, gate, decided, weekly, baseline_due, due, due_time, due_version, position)!
insert into plan_items (
    unit, code, title, short, stream, gate, decided, weekly, baseline_due, due, due_time,
    due_version, position
)
values (
    :unit, :code, :title, :short, :stream, :gate, :decided, :weekly, :baseline_due, :due,
    :due_time, :due_version, :position
)
on conflict (unit, code) do update set
    title = excluded.title,
    short = excluded.short,
    stream = excluded.stream,
    gate = excluded.gate,
    decided = excluded.decided,
    weekly = excluded.weekly,
    due = excluded.due,
    due_time = excluded.due_time,
    due_version = excluded.due_version,
    position = excluded.position;

-- name: set_due(unit, item, due, due_version)!
update plan_items set due = :due, due_version = :due_version
where unit = :unit and code = :item;

-- name: save_progress(unit, item, status, percent, expected_on, note, reported_at, reported_by, report)!
update plan_items set
    status = :status,
    percent = :percent,
    expected_on = :expected_on,
    note = :note,
    reported_at = :reported_at,
    reported_by = :reported_by,
    report = :report
where unit = :unit and code = :item;

-- name: progress_of(unit)
select
    unit, code as item, status, percent, expected_on, note, reported_at, reported_by, report
from plan_items
where unit = :unit and (status <> 'not_started' or reported_at is not null);

-- name: statuses_of(unit)
select code as item, status
from plan_items
where unit = :unit and status <> 'not_started';

-- name: progress_of_item(unit, item)^
select
    unit, code as item, status, percent, expected_on, note, reported_at, reported_by, report
from plan_items
where unit = :unit and code = :item;

-- name: progress_all()
select
    unit, code as item, status, percent, expected_on, note, reported_at, reported_by, report
from plan_items
where status <> 'not_started'
order by unit, code;

-- name: save(unit, state, opens_on, closes_on, held_on, until_on)!
insert into congresses (unit, state, opens_on, closes_on, held_on, until_on)
values (:unit, :state, :opens_on, :closes_on, :held_on, :until_on)
on conflict (unit) do update set
    state = excluded.state,
    opens_on = excluded.opens_on,
    closes_on = excluded.closes_on,
    held_on = excluded.held_on,
    until_on = excluded.until_on;

-- name: add_event(id, unit, kind, opens_on, closes_on, happened_on, basis, basis_on, reason, member, at, key, number, until_on)!
insert into congress_events (
    id, unit, kind, opens_on, closes_on, happened_on, basis, basis_on, reason, member, at, key,
    number, until_on
)
values (
    :id, :unit, :kind, :opens_on, :closes_on, :happened_on, :basis, :basis_on, :reason, :member,
    :at, :key, :number, :until_on
);

-- name: events(unit, since, until)
select
    id, unit, kind, opens_on, closes_on, happened_on, basis, basis_on, reason, member, at, key,
    number, until_on
from congress_events
where (unit = :unit or :unit is null)
    and (at >= :since or :since is null)
    and (at < :until or :until is null)
order by at, id;

-- name: proposal(number)^
select
    id, unit, kind, opens_on, closes_on, happened_on, basis, basis_on, reason, member, at, key,
    number, until_on
from congress_events
where number = :number;

-- name: proposals()
select
    id, unit, kind, opens_on, closes_on, happened_on, basis, basis_on, reason, member, at, key,
    number, until_on
from congress_events
where kind = 'proposed'
order by at, id;

-- name: next_proposal()$
select coalesce(max(number), 0) + 1 as number from congress_events;

-- name: held_until(day)
select unit, happened_on
from congress_events
where kind = 'held' and happened_on <= :day and not exists (
    select 1
    from congress_events as later
    where later.unit = congress_events.unit
        and later.kind in ('held', 'held_withdrawn')
        and later.id > congress_events.id
);

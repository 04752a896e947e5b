-- name: save(id, unit, round, meets_on, chair, attendees, papers_sent_on, outcome, basis, basis_on, member, at)!
insert into reviews (
    id, unit, round, meets_on, chair, attendees, papers_sent_on, outcome, basis, basis_on, member,
    at
)
values (
    :id, :unit, :round, :meets_on, :chair, :attendees, :papers_sent_on, :outcome, :basis,
    :basis_on, :member, :at
)
on conflict (unit, round) do update set
    meets_on = excluded.meets_on,
    chair = excluded.chair,
    attendees = excluded.attendees,
    papers_sent_on = excluded.papers_sent_on,
    outcome = excluded.outcome,
    basis = excluded.basis,
    basis_on = excluded.basis_on;

-- name: listed(unit)
select
    id, unit, round, meets_on, chair, attendees, papers_sent_on, outcome, basis, basis_on, member,
    at
from reviews
where unit = :unit or :unit is null
order by unit, round;

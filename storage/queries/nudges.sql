-- name: claim(kind, unit, item, rung, due_version, member, outbox, at)<!
insert into nudges (kind, unit, item, rung, due_version, member, outbox, at)
values (:kind, :unit, :item, :rung, :due_version, :member, :outbox, :at)
on conflict (kind, unit, item, rung, due_version, member) do nothing
returning unit;

-- name: claim_digest(kind, day, member, outbox, as_of, snapshot)<!
insert into digests (kind, day, member, outbox, as_of, snapshot)
values (:kind, :day, :member, :outbox, :as_of, :snapshot)
on conflict (kind, day, member) do nothing
returning day;

-- name: last_digest(kind, member, before)^
select as_of, snapshot
from digests
where kind = :kind and member = :member and day < :before
order by day desc
limit 1;

-- name: standing_claims(since, today)
-- What is beside the plans has its day for a version.
select n.kind, n.unit, n.item, n.rung, n.due_version, n.member, n.outbox, n.at, o.state
from nudges n
join outbox o on o.id = n.outbox
join members m on m.id = n.member
left join plan_items p on p.unit = n.unit and p.code = n.item
where n.kind in ('overdue', 'upcoming', 'silence')
    and (
        n.at >= :since
        or (
            n.kind = 'upcoming'
            and p.due_version = n.due_version
            and p.status not in ('done', 'not_applicable')
        )
        or (n.kind = 'upcoming' and p.code is null and n.due_version >= :today)
        or m.role in ('office', 'organisation_dept', 'standing_board')
    );

-- name: release(outbox)!
delete from nudges
where outbox = :outbox
    and exists (
        select 1 from outbox o where o.id = :outbox and o.state in ('cancelled', 'expired')
    );

-- name: digest_readers(day)
select distinct member from digests where day = :day;

-- name: unanswered(member, since)
-- The newest nudge of each thing the person was told of and nobody has chased since; of an item
-- only while nobody has spoken of it. Whether what is beside the plans is done is asked elsewhere.
select n.kind, n.unit, n.item, n.rung, n.due_version, n.member, n.outbox
from nudges n
left join plan_items p on p.unit = n.unit and p.code = n.item
where n.member = :member
    and n.at >= :since
    and n.kind in ('overdue', 'upcoming')
    and (
        p.code is null
        or (
            p.status not in ('done', 'submitted', 'not_applicable')
            and (p.reported_at < n.at or p.reported_at is null)
        )
    )
    and not exists (
        select 1
        from nudges later
        where later.unit = n.unit
            and later.item = n.item
            and later.at >= n.at
            and (
                later.kind = 'asked'
                or later.member = n.member and (later.kind = 'chased' or later.at > n.at)
            )
    )
order by n.outbox, p.due nulls last, n.unit, p.position, n.item;

-- name: find(kind, unit, item, rung)$
select unit from nudges where kind = :kind and unit = :unit and item = :item and rung = :rung;

-- name: add(id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects)!
insert into reports (
    id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
)
values (
    :id, :unit, :kind, :item, :status, :percent, :expected_on, :note, :member, :at, :key,
    :corrects
);

-- name: get(id)^
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where id = :id;

-- name: last_by_member(member)^
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where member = :member
order by at desc, id desc
limit 1;

-- name: of_item(unit, item, limit)
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where unit = :unit and item = :item
order by at desc, id desc
limit :limit;

-- name: of_unit(unit, limit)
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where unit = :unit
order by at desc, id desc
limit :limit;

-- name: since(at)
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where at > :at
order by at, id;

-- name: last_sign_of_life()
select
    unit,
    max(at) filter (where kind <> 'nothing_new') as reported_at,
    max(at) filter (where kind = 'nothing_new') as nothing_new_at
from (
    select unit, kind, at from reports
    union all
    select facts.unit, facts.kind, facts.at
    from facts
    inner join members on members.id = facts.member
    where members.role in ('unit_reporter', 'group_leader', 'group_member')
    union all
    select issues.unit, issues.category, issues.at
    from issues
    inner join members on members.id = issues.raised_by
    where members.role in ('unit_reporter', 'group_leader', 'group_member')
) as signs
group by unit;

-- name: last_status_by_member(member)^
select id, unit, kind, item, status, percent, expected_on, note, member, at, key, corrects
from reports
where member = :member and kind = 'status'
order by at desc, id desc
limit 1;

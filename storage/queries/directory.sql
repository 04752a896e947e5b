-- name: version()$
select version from directory_version;

-- name: units()
select
    code, name, kind, block, parent, "group", old_names, is_pilot, is_merged,
    direct_election, planned_on, position, contents
from units
order by position, code;

-- name: groups()
select code, name, position from groups order by position, code;

-- name: members()
select id, title, role, unit, "group", is_head, active, wants_digest, quiet_from, quiet_to
from members
order by id;

-- name: identities()
select channel, sender, member, chat, blocked_at from identities;

-- name: group_chats()
select channel, chat, "group" from group_chats;

-- name: items()
select
    unit, code, title, short, stream, gate, decided, weekly, baseline_due, due, due_time,
    due_version, position
from plan_items
order by unit, position, code;

-- name: congresses()
select unit, state, opens_on, closes_on, held_on, until_on from congresses;

-- name: regimes()
select id, area, regime, since, until, basis, basis_on, member, at
from regime_changes
order by id;

-- name: profile()
select key, value from profile;

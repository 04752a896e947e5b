-- name: save_member(id, title, role, unit, group, is_head, active, wants_digest, quiet_from, quiet_to)!
insert into members (
    id, title, role, unit, "group", is_head, active, wants_digest, quiet_from, quiet_to
)
values (
    :id, :title, :role, :unit, :group, :is_head, :active, :wants_digest, :quiet_from, :quiet_to
)
on conflict (id) do update set
    title = excluded.title,
    role = excluded.role,
    unit = excluded.unit,
    "group" = excluded."group",
    is_head = excluded.is_head,
    active = excluded.active,
    wants_digest = excluded.wants_digest,
    quiet_from = excluded.quiet_from,
    quiet_to = excluded.quiet_to;

-- name: set_title(member, title)!
update members set title = :title where id = :member;

-- name: deactivate(member)!
update members set active = false where id = :member;

-- name: bind_identity(channel, sender, member, chat, blocked_at)!
insert into identities (channel, sender, member, chat, blocked_at)
values (:channel, :sender, :member, :chat, :blocked_at)
on conflict (channel, sender) do update set
    member = excluded.member,
    chat = excluded.chat,
    blocked_at = excluded.blocked_at;

-- name: set_blocked(channel, sender, at)!
update identities set blocked_at = :at where channel = :channel and sender = :sender;

-- name: add_invitation(id, code_hash, role, unit, group, expires_at, created_by, created_at, used_at, used_by)!
insert into invitations (
    id, code_hash, role, unit, "group", expires_at, created_by, created_at, used_at, used_by
)
values (
    :id, :code_hash, :role, :unit, :group, :expires_at, :created_by, :created_at, :used_at,
    :used_by
);

-- name: find_invitation(code_hash)^
select
    id, code_hash, role, unit, "group", expires_at, created_by, created_at, used_at, used_by
from invitations
where code_hash = :code_hash;

-- name: use_invitation(id, member, at)<!
update invitations set used_at = :at, used_by = :member
where id = :id and used_at is null
returning id;

-- name: note_try(channel, sender, at, window)$
insert into strangers (channel, sender, tries, since)
values (:channel, :sender, 1, :at)
on conflict (channel, sender) do update set
    tries = case when strangers.since > :window then strangers.tries + 1 else 1 end,
    since = case when strangers.since > :window then strangers.since else excluded.since end
returning tries;

-- name: greet_once(channel, sender, day, since)<!
insert into strangers (channel, sender, tries, since, greeted_on)
values (:channel, :sender, 0, :since, :day)
on conflict (channel, sender) do update set greeted_on = excluded.greeted_on
where strangers.greeted_on is distinct from excluded.greeted_on
returning sender;

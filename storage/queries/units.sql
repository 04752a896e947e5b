-- name: save_group(code, name, position)!
insert into groups (code, name, position)
values (:code, :name, :position)
on conflict (code) do update set name = excluded.name, position = excluded.position;

-- name: save_unit(code, name, kind, block, parent, group, old_names, is_pilot, is_merged, direct_election, planned_on, position, contents)!
insert into units (
    code, name, kind, block, parent, "group", old_names, is_pilot, is_merged,
    direct_election, planned_on, position, contents
)
values (
    :code, :name, :kind, :block, :parent, :group, :old_names, :is_pilot, :is_merged,
    :direct_election, :planned_on, :position, :contents
)
on conflict (code) do update set
    name = excluded.name,
    kind = excluded.kind,
    block = excluded.block,
    parent = excluded.parent,
    "group" = excluded."group",
    old_names = excluded.old_names,
    is_pilot = excluded.is_pilot,
    is_merged = excluded.is_merged,
    direct_election = excluded.direct_election,
    planned_on = excluded.planned_on,
    position = excluded.position,
    contents = excluded.contents;

-- name: set_profile(key, value)!
insert into profile (key, value)
values (:key, :value)
on conflict (key) do update set value = excluded.value;

-- name: bind_chat(channel, chat, group, bound_by, bound_at)!
insert into group_chats (channel, chat, "group", bound_by, bound_at)
values (:channel, :chat, :group, :bound_by, :bound_at)
on conflict (channel, chat) do update set
    "group" = excluded."group",
    bound_by = excluded.bound_by,
    bound_at = excluded.bound_at;

-- name: unbind_chat(channel, chat)!
delete from group_chats where channel = :channel and chat = :chat;

-- name: move_binding(channel, old, new)!
update group_chats set chat = :new
where channel = :channel and chat = :old and not exists (
    select 1 from group_chats as other where other.channel = :channel and other.chat = :new
);

-- name: move_letters(channel, old, new)!
update outbox set chat = :new
where state in ('queued', 'sending') and channel = :channel and chat = :old;

-- name: move_identities(channel, old, new)!
update identities set chat = :new where channel = :channel and chat = :old;

-- name: move_dialogs(channel, old, new)!
update dialogs set chat = :new
where channel = :channel and chat = :old and not exists (
    select 1
    from dialogs as other
    where other.channel = :channel and other.chat = :new and other.sender = dialogs.sender
);

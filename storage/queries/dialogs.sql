-- name: get(channel, chat, sender)^
select name, data, menu, updated_at
from dialogs
where channel = :channel and chat = :chat and sender = :sender;

-- name: save(channel, chat, sender, name, data, menu, updated_at)!
insert into dialogs (channel, chat, sender, name, data, menu, updated_at)
values (:channel, :chat, :sender, :name, :data, :menu, :updated_at)
on conflict (channel, chat, sender) do update set
    name = excluded.name,
    data = excluded.data,
    menu = excluded.menu,
    updated_at = excluded.updated_at;

-- name: offer_menu(channel, chat, sender, data, menu, updated_at, oldest)!
insert into dialogs (channel, chat, sender, data, menu, updated_at)
values (:channel, :chat, :sender, :data, :menu, :updated_at)
on conflict (channel, chat, sender) do update set
    name = case when dialogs.updated_at >= :oldest then dialogs.name end,
    data = case when dialogs.updated_at >= :oldest then dialogs.data else excluded.data end,
    menu = excluded.menu,
    updated_at = excluded.updated_at;

-- name: clear(channel, chat, sender)!
delete from dialogs
where channel = :channel and chat = :chat and sender = :sender;

-- name: clear_old(before)!
delete from dialogs where updated_at < :before;

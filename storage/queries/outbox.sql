-- "state in ('queued', 'sending')" is said beside the exact state, word for word as in the partial
-- index of waiting rows: SQLite uses that index only then.

-- name: queue(id, channel, chat, member, kind, html, rows, attachment, replaces, priority, not_before, expires_at, unique_key, created_at)!
insert into outbox (
    id, channel, chat, member, kind, html, rows, attachment, replaces, priority,
    not_before, expires_at, unique_key, state, created_at
)
values (
    :id, :channel, :chat, :member, :kind, :html, :rows, :attachment, :replaces, :priority,
    :not_before, :expires_at, :unique_key, 'queued', :created_at
);

-- name: queue_once(id, channel, chat, member, kind, html, rows, attachment, replaces, priority, not_before, expires_at, unique_key, created_at)<!
insert into outbox (
    id, channel, chat, member, kind, html, rows, attachment, replaces, priority,
    not_before, expires_at, unique_key, state, created_at
)
values (
    :id, :channel, :chat, :member, :kind, :html, :rows, :attachment, :replaces, :priority,
    :not_before, :expires_at, :unique_key, 'queued', :created_at
)
on conflict (unique_key) do nothing
returning id;

-- name: due(now, lowest, after, after_id, limit)
-- attempts count this try.
select
    id, channel, chat, member, kind, html, rows, attachment, replaces, priority,
    expires_at, attempts + 1 as attempts, last_error, not_before > created_at as waited
from outbox
where state in ('queued', 'sending')
    and state = 'queued'
    and (priority, id) > (:after, :after_id)
    and priority <= :lowest
    and not_before <= :now
    and (expires_at > :now or expires_at is null)
order by priority, id
limit :limit;

-- name: mark_sending(id)!
update outbox set state = 'sending', attempts = attempts + 1 where id = :id;

-- name: mark_sent(id, message, sent_at, not_kept)!
-- What was for the reader's eyes only is not kept once it has arrived; buttons may repeat it.
update outbox set
    state = 'sent',
    message = :message,
    sent_at = :sent_at,
    html = case when kind = :not_kept then '' else html end,
    rows = case when kind = :not_kept then '[]' else rows end
where id = :id;

-- name: requeue(id, not_before, error, unknown)!
update outbox set
    state = 'queued',
    not_before = :not_before,
    last_error = case when last_error = :unknown then last_error else :error end
where id = :id;

-- name: end(id, state, error)!
update outbox set state = :state, last_error = :error where id = :id;

-- name: expire(now)!
update outbox set state = 'expired'
where state in ('queued', 'sending') and state = 'queued' and expires_at <= :now;

-- name: cancel(id)!
update outbox set state = 'cancelled' where id = :id and state = 'queued';

-- name: withdraw(member)!
update outbox set state = 'cancelled'
where state in ('queued', 'sending') and state = 'queued' and member = :member;

-- name: clear_words(before, reply, not_kept)!
-- What we said by ourselves and arrived stays: it tells who was told what.
update outbox set html = '', rows = '[]'
where created_at < :before
    and (html <> '' or rows <> '[]')
    and (
        state in ('failed', 'unknown', 'cancelled', 'expired')
        or (state = 'sent' and kind in (:reply, :not_kept))
    );

-- name: left_sending()
select
    id, channel, chat, member, kind, html, rows, attachment, replaces, priority,
    expires_at, attempts, last_error, not_before > created_at as waited
from outbox
where state in ('queued', 'sending') and state = 'sending'
order by priority, id;

-- name: give_up_sending(unknown)!
update outbox set state = 'unknown'
where state in ('queued', 'sending') and state = 'sending' and last_error = :unknown;

-- name: requeue_sending(unknown)!
update outbox set state = 'queued', last_error = :unknown
where state in ('queued', 'sending') and state = 'sending';

-- name: counts()
select state, count(*) as letters from outbox group by state;

-- name: next_wake(now)$
select min(not_before) as wake
from outbox
where state in ('queued', 'sending') and state = 'queued' and not_before > :now;

-- name: failed_people()
select member
from outbox
where member is not null
group by member
having max(id) filter (where state = 'failed')
    > coalesce(max(id) filter (where state = 'sent'), 0);

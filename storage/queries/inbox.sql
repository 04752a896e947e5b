-- name: store(id, channel, bot, key, payload, received_at)!
insert into inbox (id, channel, bot, key, payload, received_at, state)
values (:id, :channel, :bot, :key, :payload, :received_at, 'pending')
on conflict (channel, bot, key) do nothing;

-- name: take(limit)
select
    id, bot, key, payload, attempts,
    coalesce((select version from directory_version), 0) as directory_version
from inbox
where state = 'pending'
order by id
limit :limit;

-- name: mark_done(id)!
-- Once answered, the words are not needed; the key stays, so that a repeat is known.
update inbox set state = 'done', payload = '{}' where id = :id;

-- name: mark_failed(id, error)!
update inbox set state = 'failed', error = :error where id = :id;

-- name: clear_failed(before)!
update inbox set payload = '{}' where state = 'failed' and received_at < :before;

-- name: count_attempt(id)!
update inbox set attempts = attempts + 1 where id = :id;

-- name: counts()
select state, count(*) as updates from inbox group by state;

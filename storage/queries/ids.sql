-- name: last()$
-- The three tables that grow with everything people do and everything we say.
select max(id) as last
from (
    select max(id) as id from inbox
    union all
    select max(id) as id from outbox
    union all
    select max(id) as id from audit
) as newest;

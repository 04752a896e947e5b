-- name: add_notice(id, kind, subject, basis, units, member, at)!
insert into notices (id, kind, subject, basis, units, member, at)
values (:id, :kind, :subject, :basis, :units, :member, :at);

-- name: get_notice(id)^
select id, kind, subject, basis, units, member, at from notices where id = :id;

-- name: notices(kind, since)
select id, kind, subject, basis, units, member, at
from notices
where (kind = :kind or :kind is null) and (at >= :since or :since is null)
order by id desc;

-- name: add(about, unit, member, at, acknowledged_at)!
insert into pushes (about, unit, member, at, acknowledged_at)
values (:about, :unit, :member, :at, :acknowledged_at)
on conflict (about, unit, member) do nothing;

-- name: acknowledge(about, unit, member, at)<!
update pushes set acknowledged_at = :at
where about = :about and unit = :unit and member = :member and acknowledged_at is null
returning about;

-- name: of(about)
select about, unit, member, at, acknowledged_at
from pushes
where about = :about
order by unit, member;

-- name: of_notices(kind, since)
select p.about, p.unit, p.member, p.at, p.acknowledged_at
from pushes p
join notices n on n.id = p.about
where (n.kind = :kind or :kind is null) and (n.at >= :since or :since is null)
order by p.about, p.unit, p.member;

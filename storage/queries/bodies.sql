-- name: save(code, kind, name, unit)!
insert into bodies (code, kind, name, unit)
values (:code, :kind, :name, :unit)
on conflict (code) do update set kind = excluded.kind, name = excluded.name;

-- name: listed()
select code, kind, name, unit from bodies order by code;

-- name: get(code)^
select code, kind, name, unit from bodies where code = :code;

-- name: add_member(id, body, title, post, left_at)!
insert into body_members (id, body, title, post, left_at)
values (:id, :body, :title, :post, :left_at);

-- name: members()
select id, body, title, post, left_at from body_members where left_at is null order by id;

-- name: leave(id, left_at)!
update body_members set left_at = :left_at where id = :id and left_at is null;

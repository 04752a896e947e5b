-- name: bump()!
insert into directory_version (one, version)
values (1, 1)
on conflict (one) do update set version = directory_version.version + 1;

-- name: add_change(id, area, regime, since, until, basis, basis_on, member, at)!
insert into regime_changes (id, area, regime, since, until, basis, basis_on, member, at)
values (:id, :area, :regime, :since, :until, :basis, :basis_on, :member, :at);

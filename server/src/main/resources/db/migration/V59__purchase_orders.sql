-- What a pharmacy put down for a person to buy (购药订单) is a visit with its lines, not settled until the person pays.
alter table visit add column ordered boolean not null default false;

-- Messages name an order without its person; no institution uses a number twice.
create index visit_ordered on visit (visit_id) where ordered;
create index visit_ordered_by_number on visit (institution, number) where ordered;

-- Catalogue entries are told to institutions, page by page: by a number of their own, and by what changed since they last
-- asked. Of what is there already nobody knows when it came: it counts as of now.
alter table catalogue_entry
    add column record      bigint       not null generated always as identity,
    add column added_at    timestamptz  not null default now(),
    add column changed_at  timestamptz  not null default now();

create unique index catalogue_entry_by_record on catalogue_entry (record);
create index catalogue_entry_by_name on catalogue_entry (region, name varchar_pattern_ops);
create index catalogue_entry_by_change on catalogue_entry (region, changed_at);

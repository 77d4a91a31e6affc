-- A stay may be settled in parts (中途结算). stay_part counts them from 1, within what stands; stay_interim: the stay went
-- on. stay_uploads: the uploads whose lines it settled; null: all of the visit, as of what was settled before there were
-- parts. stay_from, stay_until: the days of those lines.
alter table settlement
    add column stay_part integer not null default 1,
    add column stay_interim boolean not null default false,
    add column stay_uploads bigint[],
    add column stay_from date,
    add column stay_until date;
alter table settlement
    alter column stay_part set statistics 0,
    alter column stay_interim set statistics 0,
    alter column stay_uploads set statistics 0,
    alter column stay_from set statistics 0,
    alter column stay_until set statistics 0;

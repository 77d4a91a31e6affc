-- Requests that changed something, so that one sent twice takes effect once. The key is the caller's own; the row is
-- written in the commit of the effect. content tells whether two requests ask the same, and which field differs.

create table request (
    key          varchar(64)  not null primary key,
    content      bytea        not null,
    response     bytea        not null,
    answered_at  timestamptz  not null
);

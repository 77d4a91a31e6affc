-- Who may sign in, with what, and what was done about it.
--
-- password: Argon2id with its salt and costs; empty for who signs in elsewhere or only by token. failures: wrong passwords
-- since the last right one. locked_until: until then no password is right.
create table users (
    name          varchar(60)  not null primary key check (name ~ '^[a-z0-9][a-z0-9._@-]*$'),
    role          varchar(13)  not null check (role in ('insured', 'cashier', 'clerk', 'reviewer', 'analyst', 'auditor',
                                                        'administrator')),
    scope         varchar(30)  not null,
    password      varchar(200) not null,
    failures      integer      not null default 0 check (failures >= 0),
    locked_until  timestamptz,
    disabled      boolean      not null default false,
    created_at    timestamptz  not null,
    check ((role in ('insured', 'cashier', 'clerk', 'reviewer')) = (scope <> ''))
);

-- What was done about users, only added to. name: empty where somebody tried a name that nobody has; what was typed is not
-- kept, it may be a password. done_by: a user, the command line, an import; empty where nobody was signed in.
create table user_event (
    id       bigint       generated always as identity primary key,
    at       timestamptz  not null,
    name     varchar(60)  not null,
    event    varchar(20)  not null,
    done_by  varchar(60)  not null
);

create index user_event_of_name on user_event (name, id);

-- What is shown in place of a password: sessions of browsers, tokens of programs. Only SHA-256 of the secret is kept.
-- expires_at: of a session moves on with its use.
create table user_token (
    id          bigint       not null primary key,
    kind        varchar(7)   not null check (kind in ('session', 'token')),
    name        varchar(60)  not null references users,
    purpose     varchar(60)  not null,
    hash        bytea        not null unique,
    issued_at   timestamptz  not null,
    used_at     timestamptz  not null,
    expires_at  timestamptz  not null
);

create index user_token_of_name on user_token (name);
create index user_token_by_expiry on user_token (expires_at);

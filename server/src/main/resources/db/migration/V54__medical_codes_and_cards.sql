-- What a person shows at an institution: a medical code (医保码), good for one minute and once, or a social security card (社会保障卡).

-- The key that medical codes are signed with, made when the first one is issued.
create table medical_code_key (
    id       smallint     not null primary key check (id = 1),
    secret   bytea        not null check (length(secret) = 32),
    made_at  timestamptz  not null
);

-- A code that was issued, asked for by the person's app or a clerk; with used_at, the token (电子凭证令牌) that an institution got for it.
create table medical_code (
    serial       bigint       not null primary key,
    psn_no       varchar(30)  not null,
    asked_by     varchar(60)  not null,
    issued_at    timestamptz  not null,
    used_at      timestamptz,
    institution  varchar(30),
    token        varchar(50)  unique,
    check ((used_at is null) = (institution is null) and (used_at is null) = (token is null))
);

create index medical_code_unused on medical_code (issued_at) where used_at is null;

-- recognition: 卡识别码, which a reader reads from the card. state: active, lost or blocked.
create table card (
    number       varchar(50)  not null primary key,
    psn_no       varchar(30)  not null,
    recognition  varchar(32)  not null,
    state        varchar(10)  not null
);

create index card_of_person on card (psn_no);

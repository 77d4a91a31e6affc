-- Who had a person's name and number shown in clear, when, and the reason given. Only added to.
create table revealed (
    psn_no      varchar(30)   not null,
    revealed_at timestamptz   not null,
    seen_by     varchar(60)   not null,
    role        varchar(20)   not null,
    reason      varchar(200)  not null
);

create index revealed_of_person on revealed (psn_no, revealed_at);
create index revealed_to on revealed (seen_by, revealed_at);

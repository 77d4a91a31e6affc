-- Settlement lists (医疗保障基金结算清单) as institutions sent them: content is the whole input, with the persons whom it
-- names. A list that is sent again is a further version; rows are only added. finding_checks, finding_values: what our
-- checks noted of a version, by which version of the checks.
create table settlement_list (
    psn_no varchar(30) not null,
    settlement_id varchar(30) not null,
    version integer not null,
    list_id varchar(30) not null,
    visit_id varchar(30) not null,
    institution varchar(30) not null,
    settled_at timestamp not null,
    uploaded_at timestamptz not null,
    checks_version integer not null,
    finding_checks text[] not null,
    finding_values text[] not null,
    content text not null,
    primary key (psn_no, settlement_id, version)
);
create index settlement_list_by_settlement on settlement_list (settlement_id);
create index settlement_list_of_institution on settlement_list (institution, settled_at);

-- Whether a list is submitted: the last row counts.
create table settlement_list_status (
    psn_no varchar(30) not null,
    settlement_id varchar(30) not null,
    number integer not null,
    submitted boolean not null,
    changed_at timestamptz not null,
    operator text not null,
    primary key (psn_no, settlement_id, number)
);

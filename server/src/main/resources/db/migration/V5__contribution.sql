-- What was paid for a person's insurance: the facts from which standing is computed and accounts are credited. Rows are
-- only added. Of a person's month in a scheme the row with the highest seq holds; the others say what was believed before,
-- and until when. A resident pays for a whole coverage year: month is its January then.
--
-- The key begins with the person, so that a person's history is read at once. Crediting reads a region's months.

create table contribution (
    psn_no        varchar(30)  not null,
    scheme        varchar(20)  not null,
    month         date         not null check (extract(day from month) = 1),
    seq           integer      not null check (seq > 0),
    region        char(6)      not null,
    kind          varchar(20)  not null,
    base_fen      bigint       not null check (base_fen >= 0),
    employee_fen  bigint       not null check (employee_fen >= 0),
    employer_fen  bigint       not null check (employer_fen >= 0),
    fixed_fen     bigint       not null check (fixed_fen >= 0),
    paid_on       date         not null,
    recorded_at   timestamptz  not null,
    clerk         varchar(60)  not null,
    reason        varchar(200) not null,
    primary key (psn_no, scheme, month, seq)
);

create index contribution_by_region on contribution (region, month, psn_no);

-- The uniform social credit code (统一社会信用代码) of an institution, which software asks for; empty where it is not known.
alter table institution add column credit_code varchar(18) not null default '';

-- What an institution says is special of a visit (就医特殊属性). Rows are only added. kind and mark: codes of the sender's
-- region. number: the institution's own number of the visit. region: where it says it is, else empty. Asked for by the
-- institution that sent it, page by page, or by person or visit.
create table visit_mark (
    psn_no       varchar(30)  not null,
    mark_id      varchar(40)  not null,
    visit_id     varchar(30)  not null,
    institution  varchar(30)  not null,
    number       varchar(30)  not null,
    kind         varchar(6)   not null,
    mark         varchar(6)   not null,
    region       varchar(6)   not null,
    made_at      timestamptz  not null,
    details      text         not null,
    primary key (psn_no, mark_id)
);

create index visit_mark_by_institution on visit_mark (institution, made_at, mark_id);

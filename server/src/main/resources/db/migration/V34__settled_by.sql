-- How a bill reached the fund (结算方式): settled at the institution, or paid by the person and claimed afterwards. A claim
-- is settled as any other bill, but what is paid goes to the person, and no institution sees it.

alter table settlement add column settled_by varchar(20) not null default 'direct'
    check (settled_by in ('direct', 'manual-claim'));

create index settlement_claimed on settlement (batch) where settled_by = 'manual-claim';

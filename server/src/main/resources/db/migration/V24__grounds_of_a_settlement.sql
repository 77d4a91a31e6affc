-- What a settlement was decided on beside its bill, so that it can be decided again on the same when a change of the
-- person's insurance comes late: as what the person was insured, and what the books held before it.
--
-- continuity: years without a break, years without a claim, breaks. year_before: the year to date in fen, as deductible,
-- pool, inpatient pool, the family's pool, admissions (a count), burden, catastrophic, large sum, civil servant,
-- assistance, paid for care of the same day. relatives_before: each account that might pay, in its order, as 'relation
-- region standing current prior limit owner', amounts in fen.
--
-- All are null of a reversal, and of settlements made before this migration: of these too little was kept to decide them
-- again, and none of it is made up here.
alter table settlement
    add column status             varchar(20),
    add column standing           varchar(20),
    add column tier               varchar(1),
    add column assistance         varchar(20),
    add column civil_servant      boolean,
    add column age                integer,
    add column sex                varchar(10),
    add column family_members     integer,
    add column continuity         integer[],
    add column bound_institution  varchar(30),
    add column disease            varchar(30),
    add column account_use        varchar(20),
    add column year_before        bigint[],
    add column wallet_before_fen  bigint,
    add column relatives_before   text[];

-- A region's settlements are looked through person by person.
create index settlement_by_region on settlement (region, psn_no);

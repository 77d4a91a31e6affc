-- What a settlement costs the database beside itself. No query searches, joins, groups or sorts by these columns, so
-- statistics of them help none; and of long texts and arrays they took a fifth of the database's processor time while
-- tables grew.
alter table visit
    alter column number set statistics 0,
    alter column category set statistics 0,
    alter column disease_code set statistics 0,
    alter column disease_name set statistics 0,
    alter column details set statistics 0;

alter table fee_upload
    alter column serials set statistics 0,
    alter column codes set statistics 0,
    alter column names set statistics 0,
    alter column categories set statistics 0,
    alter column grades set statistics 0,
    alter column amounts_fen set statistics 0,
    alter column ceilings_fen set statistics 0,
    alter column first_pay_millionths set statistics 0,
    alter column details set statistics 0;

alter table settlement
    alter column layers_fen set statistics 0,
    alter column step_kinds set statistics 0,
    alter column step_rules set statistics 0,
    alter column step_bases_fen set statistics 0,
    alter column step_amounts_fen set statistics 0,
    alter column step_ratios set statistics 0,
    alter column step_reasons set statistics 0,
    alter column step_details set statistics 0,
    alter column line_parts_fen set statistics 0,
    alter column details set statistics 0,
    alter column family_owners set statistics 0,
    alter column family_current_fen set statistics 0,
    alter column family_prior_fen set statistics 0,
    alter column continuity set statistics 0,
    alter column year_before set statistics 0,
    alter column relatives_before set statistics 0;

alter table message
    alter column content set statistics 0,
    alter column response set statistics 0;

alter table journal alter column hash set statistics 0;
alter table ledger alter column head set statistics 0;

-- A reversal is rare; of all other settlements the index held a null each.
drop index settlement_reversed_once;
create unique index settlement_reversed_once on settlement (psn_no, reverses) where reverses is not null;

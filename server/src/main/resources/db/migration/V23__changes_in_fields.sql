-- The trail of enrolment says field by field what was and what became, so that what was believed at any time can be told
-- from it. subject: what the change is about: empty for the person, 'employee 2020-01-01' for the participation of that
-- first day, 'employee 2025-03' for the contribution of a month. An empty value stands for nothing.
--
-- Rows of before said it in one line: of a death '- -> 2025-05-20', of a contribution 'Contribution[employee 2025-03]',
-- whose amounts are in its row.
alter table enrolment_change
    add column subject        varchar(60),
    add column fields         text[],
    add column before_values  text[],
    add column after_values   text[];

update enrolment_change set
    subject = case kind when 'contribution' then substring(said from '\[(.*)\]') else '' end,
    fields = case kind when 'death' then array['died'] else array[]::text[] end,
    before_values = case kind when 'death' then array[coalesce(nullif(split_part(said, ' -> ', 1), '-'), '')]
        else array[]::text[] end,
    after_values = case kind when 'death' then array[split_part(said, ' -> ', 2)] else array[]::text[] end;

alter table enrolment_change
    alter column subject set not null,
    alter column fields set not null,
    alter column before_values set not null,
    alter column after_values set not null,
    drop column said;

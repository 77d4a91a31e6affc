-- The months paid in a row (contributed) are made from the contributions. V21 made the table and left it empty: what had
-- been recorded before then counted as unpaid for whoever asked for a standing, and the next month recorded began anew. All
-- of them are made again here, as the server makes them: months that follow each other in one region and one way are one
-- run, if they were paid as they came due or on the day of the first. That day is kept. As due: not before the first day of
-- the month before, and not after the event.

delete from contributed;

do $$
declare
    member record;
    paid   contribution;
    first  contribution;
    last   date;
    runs   text[];
begin
    for member in
        select c.psn_no, c.scheme, array_agg(c order by c.month) as months
        from contribution c
        where not exists (
            select 1 from contribution later
            where later.psn_no = c.psn_no and later.scheme = c.scheme and later.month = c.month and later.seq > c.seq)
        group by c.psn_no, c.scheme
    loop
        runs := '{}';
        foreach paid in array member.months loop
            continue when paid.kind in ('fixed', 'withdrawn');
            if runs = '{}' or paid.scheme = 'resident' or paid.kind <> first.kind or paid.region <> first.region
                    or paid.month <> last + interval '1 month'
                    or (paid.paid_on <> first.paid_on and (paid.kind = 'back-payment'
                        or first.paid_on < first.month - interval '1 month'
                        or paid.paid_on < paid.month - interval '1 month')) then
                first := paid;
                runs := array_append(runs, '');
            end if;
            last := paid.month + case paid.scheme when 'resident' then interval '11 months' else interval '0' end;
            runs[cardinality(runs)] := to_char(first.month, 'YYYY-MM') || '/' || to_char(last, 'YYYY-MM') || ' '
                || first.region || ' ' || first.kind || ' ' || first.paid_on;
        end loop;
        insert into contributed values (member.psn_no, member.scheme, array_to_string(runs, ';'));
    end loop;
end
$$;

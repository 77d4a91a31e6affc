package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Cursor;
import org.openyibao.server.database.Proofs.Proof;

/// SQL of the proofs. The caller's connection has autocommit off.
final class ClearingBooksStore {

    static final List<String> TABLES = List.of("clearing_item", "clearing_entry");

    static final List<Proof> PROOFS = List.of(
            new Proof(new Text("清算日合计与其明细之和不符", "a day's sums are not those of its items"), """
                        select concat_ws(' ', coalesce(d.day, i.day), coalesce(d.home, i.home), coalesce(d.place, i.place))
                        from clearing_day d
                        full join (
                            select day, home, place, run, count(*) as items, count(reverses) as reversals,
                                sum(total_fen) as total_fen, sum(funds_fen) as funds_fen,
                                sum(account_fen) as account_fen, sum(family_fen) as family_fen
                            from clearing_item group by day, home, place, run
                        ) i on i.day = d.day and i.home = d.home and i.place = d.place and i.run = d.run
                        where d.day is null or i.day is null or d.items <> i.items or d.reversals <> i.reversals
                            or d.total_fen <> i.total_fen or d.funds_fen <> i.funds_fen
                            or d.account_fen <> i.account_fen or d.family_fen <> i.family_fen
                        order by 1 limit 1"""),
            new Proof(new Text("清算日批次的笔数与其明细不符", "a run does not count its items"), """
                        select concat_ws(' ', r.day, r.run)
                        from clearing_run r
                        left join (select day, run, sum(items) as items from clearing_day group by day, run) d
                            on d.day = r.day and d.run = r.run
                        where r.items <> coalesce(d.items, 0)
                        order by 1 limit 1"""),
            new Proof(new Text("地区间一笔往来合计不为零", "a posting between two regions does not add up to zero"), """
                        select min(posting_id)
                        from clearing_entry
                        group by posting_id
                        having count(*) <> 2 or sum(amount_fen) <> 0 or min(region) <> min(counterpart)
                            or max(region) <> max(counterpart)
                        order by 1 limit 1"""),
            new Proof(new Text("地区间往来与其依据不符", "a posting between two regions is not what it rests on"), """
                        select coalesce(e.posting_id, b.posting_id)
                        from clearing_entry e
                        full join (
                            select r.posting_id, side.region, side.counterpart, side.sign * r.amount_fen as amount_fen,
                                r.why, r.booked_on
                            from (
                                select concat_ws(':', 'day', day, run, home, place) as posting_id, place as creditor,
                                    home as debtor, funds_fen + account_fen + family_fen as amount_fen, 'day' as why,
                                    day as booked_on
                                from clearing_day
                                union all
                                select 'adjustment:' || adjustment_id, creditor, debtor, amount_fen, 'adjustment',
                                    booked_on
                                from clearing_adjustment
                                union all
                                select 'payment:' || payment_id, payer, payee, amount_fen, 'payment', paid_on
                                from clearing_payment
                                union all
                                select 'prefund:' || prefund_id, home, place,
                                    case direction when 'deposit' then amount_fen else -amount_fen end, 'prefund',
                                    paid_on
                                from clearing_prefund
                            ) r
                            cross join lateral (values (r.creditor, r.debtor, 1), (r.debtor, r.creditor, -1))
                                as side(region, counterpart, sign)
                        ) b on b.posting_id = e.posting_id and b.region = e.region
                        where e.posting_id is null or b.posting_id is null or e.counterpart <> b.counterpart
                            or e.amount_fen <> b.amount_fen or e.why <> b.why or e.booked_on <> b.booked_on
                        order by 1 limit 1"""),
            new Proof(new Text("轧差各部分不符", "the parts of a netting do not add up"), """
                        select concat_ws(' ', to_char(month, 'YYYY-MM'), payer, payee)
                        from clearing_netting
                        where net_fen <> owed_fen - owed_back_fen + adjusted_fen
                            or net_fen <> from_prefund_fen + due_fen
                        order by 1 limit 1"""),
            new Proof(new Text("轧差与当月各日及调整不符", "a netting is not what its days and adjustments come to"), """
                        select coalesce(n.named, m.named)
                        from (
                            select concat_ws(' ', to_char(month, 'YYYY-MM'), least(payer, payee), greatest(payer, payee))
                                    as named,
                                sum(case when payer < payee then owed_fen else owed_back_fen end) as owed,
                                sum(case when payer < payee then owed_back_fen else owed_fen end) as owed_back,
                                sum(case when payer < payee then adjusted_fen else -adjusted_fen end) as adjusted
                            from clearing_netting group by 1
                        ) n
                        full join (
                            select concat_ws(' ', to_char(d.booked_on, 'YYYY-MM'), least(d.debtor, d.creditor),
                                    greatest(d.debtor, d.creditor)) as named,
                                sum(case when d.debtor < d.creditor then d.owed else 0 end) as owed,
                                sum(case when d.debtor < d.creditor then 0 else d.owed end) as owed_back,
                                sum(case when d.debtor < d.creditor then d.adjusted else -d.adjusted end) as adjusted
                            from (
                                select home as debtor, place as creditor, day as booked_on,
                                    funds_fen + account_fen + family_fen as owed, 0 as adjusted
                                from clearing_day
                                union all
                                select debtor, creditor, booked_on, 0, amount_fen from clearing_adjustment
                            ) d
                            join clearing_month m on m.month = date_trunc('month', d.booked_on)::date
                            group by 1
                        ) m on m.named = n.named
                        where n.named is null or m.named is null or n.owed <> m.owed or n.owed_back <> m.owed_back
                            or n.adjusted <> m.adjusted
                        order by 1 limit 1"""),
            new Proof(new Text("已付超过轧差应付", "more was paid than was due"), """
                        select concat_ws(' ', to_char(p.month, 'YYYY-MM'), p.payer, p.payee)
                        from clearing_payment p
                        left join clearing_netting n on n.month = p.month and n.payer = p.payer and n.payee = p.payee
                        group by p.month, p.payer, p.payee
                        having sum(p.amount_fen) > coalesce(max(n.due_fen), 0)
                        order by 1 limit 1"""),
            new Proof(new Text("预付金低于零", "a prefund is below zero"), """
                        select concat_ws(' ', home, place)
                        from (
                            select home, place, case direction when 'deposit' then amount_fen else -amount_fen end as amount
                            from clearing_prefund
                            union all
                            select payer, payee, -from_prefund_fen from clearing_netting
                        ) movement
                        group by home, place having sum(amount) < 0
                        order by 1 limit 1"""),
            new Proof(new Text("争议与其调整不符", "a dispute is not what its adjustment says"), """
                        select coalesce(d.id, a.dispute)
                        from (
                            select concat_ws('-', d.settlement_id, d.number) as id, s.adjustment, d.amount_fen, d.home,
                                d.place
                            from clearing_dispute d
                            join clearing_dispute_step s using (settlement_id, number)
                            where s.kind = 'upheld'
                        ) d
                        full join (select * from clearing_adjustment where dispute <> '') a
                            on a.adjustment_id = d.adjustment and a.dispute = d.id
                        where d.id is null or a.dispute is null or a.amount_fen <> d.amount_fen
                            or a.creditor <> d.home or a.debtor <> d.place
                        order by 1 limit 1"""));

    List<LocalDate> days(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                    select day from clearing_run union select day from clearing_item order by day""");
                var rows = select.executeQuery()) {
            var days = new ArrayList<LocalDate>();
            while (rows.next()) {
                days.add(rows.getObject(1, LocalDate.class));
            }
            return days;
        }
    }

    /// A day's items, by home, place and settlement in the order of their bytes.
    Cursor<Item> items(Connection connection, LocalDate day) throws SQLException {
        var select =
                connection.prepareStatement(ClearingStore.ITEMS + " where day = ? order by home, place, settlement_id");
        select.setObject(1, day);
        return new Cursor<>(select, ClearingStore::item);
    }
}

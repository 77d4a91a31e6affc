package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BooksReport;

/// Proves the settlements: their parts add up, they equal their journal entries, reversals negate what they reverse, the
/// years to date are their sums, and every one has the message that asked for it.
public final class SettlementBooks {

    /// A query whose first row, if any, names an offender.
    private record Proof(Text offence, String sql) {}

    private static final List<Proof> PROOFS = List.of(
        new Proof(new Text("结算各部分之和与总额不符", "the parts of a settlement do not add up to its total"), """
                        select settlement_id from settlement
                        where own_pay_fen + over_limit_fen + first_pay_fen + in_scope_fen <> total_fen
                            or pool_fen + account_current_fen + account_prior_fen + cash_fen
                                + (select coalesce(sum(layer), 0) from unnest(layers_fen) as layer) <> total_fen
                            or (reverses is null and least(own_pay_fen, over_limit_fen, first_pay_fen, in_scope_fen,
                                pool_fen, account_current_fen, account_prior_fen, cash_fen) < 0)
                        order by settlement_id limit 1"""),
        new Proof(new Text("结算与其分录不符", "a settlement is not what its journal entries say"), """
                        select coalesce(s.settlement_id, j.reference)
                        from settlement s
                        full join (
                            select psn_no, reference,
                                sum(amount_fen) filter (where source like 'fund:%' or target like 'fund:%') as funds,
                                sum(amount_fen) filter (where 'current' in (source, target)) as current,
                                sum(amount_fen) filter (where 'prior' in (source, target)) as prior,
                                sum(amount_fen) filter (where 'cash' in (source, target)) as cash,
                                bool_and(target like 'institution:%') as pays,
                                bool_and(source like 'institution:%') as returns
                            from journal where why in ('SETTLEMENT', 'REVERSAL') group by psn_no, reference
                        ) j on j.psn_no = s.psn_no and j.reference = s.settlement_id
                        where s.settlement_id is null or j.reference is null
                            or coalesce(j.funds, 0) <> abs(s.pool_fen
                                + (select coalesce(sum(layer), 0) from unnest(s.layers_fen) as layer))
                            or coalesce(j.current, 0) <> abs(s.account_current_fen)
                            or coalesce(j.prior, 0) <> abs(s.account_prior_fen)
                            or coalesce(j.cash, 0) <> abs(s.cash_fen)
                            or not (case when s.reverses is null then j.pays else j.returns end)
                        order by 1 limit 1"""),
        new Proof(new Text("撤销与被撤销的结算不符", "a reversal does not negate what it reverses"), """
                        select r.settlement_id
                        from settlement r
                        left join settlement s on s.psn_no = r.psn_no and s.settlement_id = r.reverses
                        where r.reverses is not null and (s.settlement_id is null or s.reverses is not null
                            or r.total_fen <> -s.total_fen or r.pool_fen <> -s.pool_fen or r.cash_fen <> -s.cash_fen
                            or r.account_current_fen <> -s.account_current_fen
                            or r.account_prior_fen <> -s.account_prior_fen)
                        order by 1 limit 1"""),
        new Proof(new Text("同一收费批次有多笔有效结算", "a batch has more than one standing settlement"), """
                        select min(s.settlement_id)
                        from settlement s
                        where s.reverses is null and not exists (
                            select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                        group by s.psn_no, s.visit_id, s.batch having count(*) > 1
                        order by 1 limit 1"""),
        new Proof(new Text("年度累计与各结算之和不符", "a year to date is not the sum of its settlements"), """
                        select coalesce(y.psn_no, s.psn_no) || ' ' || coalesce(y.scheme, s.scheme) || ' '
                            || coalesce(y.benefit_year, s.benefit_year)
                        from year_to_date y
                        full join (
                            select psn_no, scheme, benefit_year, sum(year_deductible_fen) as deductible,
                                sum(pool_fen) filter (where visit_kind <> 'inpatient') as pool,
                                sum(pool_fen) filter (where visit_kind = 'inpatient') as inpatient_pool,
                                sum(case when reverses is null then 1 else -1 end)
                                    filter (where visit_kind = 'inpatient') as admissions,
                                sum(year_burden_fen) as burden, sum(layers_fen[1]) as catastrophic
                            from settlement group by psn_no, scheme, benefit_year
                        ) s on s.psn_no = y.psn_no and s.scheme = y.scheme and s.benefit_year = y.benefit_year
                        where y.psn_no is null or s.psn_no is null
                            or y.deductible_fen <> s.deductible or y.pool_fen <> coalesce(s.pool, 0)
                            or y.inpatient_pool_fen <> coalesce(s.inpatient_pool, 0)
                            or y.admissions <> coalesce(s.admissions, 0)
                            or y.burden_fen <> s.burden or y.catastrophic_fen <> s.catastrophic
                        order by 1 limit 1"""),
        new Proof(new Text("结算没有对应的报文", "a settlement without the message that asked for it"), """
                        select s.settlement_id
                        from settlement s
                        left join message m on m.institution = s.institution and m.msgid = s.message_id
                        where m.msgid is null or m.psn_no <> s.psn_no
                        order by 1 limit 1"""));

    private SettlementBooks() {}

    /// Looks at all settlements within one snapshot of the caller's connection.
    public static BooksReport prove(Connection connection) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : new String[] {"settlement", "year_to_date", "fee_upload", "visit", "message"}) {
            counts.put(table, count(connection, table));
        }
        for (var proof : PROOFS) {
            var offender = first(connection, proof.sql());
            if (offender.isPresent()) {
                return new BooksReport(
                        counts,
                        Optional.of(new Text(
                                proof.offence().zh() + "：" + offender.get(),
                                proof.offence().en() + ": " + offender.get())));
            }
        }
        return new BooksReport(counts, Optional.empty());
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from " + table);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Optional<String> first(Connection connection, String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// SQL of the proofs. The caller's connection has autocommit off.
final class SettlementBooksStore {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final List<String> TABLES = List.of("settlement", "year_to_date", "fee_upload", "visit", "message");

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
            new Proof(new Text("撤销与被撤销的结算不符", "a reversal does not negate what it reverses"), """
                        select r.settlement_id
                        from settlement r
                        left join settlement s on s.psn_no = r.psn_no and s.settlement_id = r.reverses
                        where r.reverses is not null and (s.settlement_id is null or s.reverses is not null
                            or r.total_fen <> -s.total_fen or r.pool_fen <> -s.pool_fen or r.cash_fen <> -s.cash_fen
                            or r.account_current_fen + r.account_prior_fen
                                <> -(s.account_current_fen + s.account_prior_fen)
                            or r.account_current_fen <> case extract(year from r.settled_at)
                                when extract(year from s.settled_at) then -s.account_current_fen else 0 end)
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
                                sum(year_burden_fen) as burden, sum(layers_fen[1]) as catastrophic,
                                sum(layers_fen[2]) as large_sum, sum(layers_fen[3]) as civil_servant,
                                sum(layers_fen[4]) as assistance
                            from settlement group by psn_no, scheme, benefit_year
                        ) s on s.psn_no = y.psn_no and s.scheme = y.scheme and s.benefit_year = y.benefit_year
                        where y.psn_no is null or s.psn_no is null
                            or y.deductible_fen <> s.deductible or y.pool_fen <> coalesce(s.pool, 0)
                            or y.inpatient_pool_fen <> coalesce(s.inpatient_pool, 0)
                            or y.admissions <> coalesce(s.admissions, 0)
                            or y.burden_fen <> s.burden or y.catastrophic_fen <> s.catastrophic
                            or y.large_sum_fen <> s.large_sum or y.civil_servant_fen <> s.civil_servant
                            or y.assistance_fen <> s.assistance
                        order by 1 limit 1"""),
            new Proof(new Text("结算没有对应的报文", "a settlement without the message that asked for it"), """
                        select s.settlement_id
                        from settlement s
                        left join message m on m.institution = s.institution and m.msgid = s.message_id
                        where m.msgid is null or m.psn_no <> s.psn_no
                        order by 1 limit 1"""));

    /// What one settlement says its entries must come to.
    record Due(String person, String settlement, Fen funds, Fen current, Fen prior, Fen cash, boolean reversal) {}

    /// All settlements, by person and id in the order of their bytes.
    static final class Dues implements AutoCloseable {

        private final PreparedStatement select;
        private final ResultSet rows;

        Dues(Connection connection) throws SQLException {
            select = connection.prepareStatement("""
                    select psn_no collate "C", settlement_id collate "C",
                        pool_fen + (select coalesce(sum(layer), 0) from unnest(layers_fen) as layer),
                        account_current_fen, account_prior_fen, cash_fen, reverses is not null
                    from settlement order by 1, 2""");
            select.setFetchSize(ROWS_AT_ONCE);
            rows = select.executeQuery();
        }

        Optional<Due> next() throws SQLException {
            return rows.next()
                    ? Optional.of(new Due(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            rows.getBoolean(7)))
                    : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }

    Map<String, Long> counts(Connection connection) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        for (var table : TABLES) {
            try (var select = connection.prepareStatement("select count(*) from " + table);
                    var rows = select.executeQuery()) {
                rows.next();
                counts.put(table, rows.getLong(1));
            }
        }
        return counts;
    }

    /// The first thing that one of the proofs finds wrong.
    Optional<Text> offender(Connection connection) throws SQLException {
        for (var proof : PROOFS) {
            try (var select = connection.prepareStatement(proof.sql());
                    var rows = select.executeQuery()) {
                if (rows.next()) {
                    var named = rows.getString(1);
                    return Optional.of(new Text(
                            proof.offence().zh() + "：" + named, proof.offence().en() + ": " + named));
                }
            }
        }
        return Optional.empty();
    }
}

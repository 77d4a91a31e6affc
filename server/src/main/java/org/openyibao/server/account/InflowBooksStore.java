package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.server.database.Codes;
import org.openyibao.server.enrolment.EnrolmentBooks;

/// SQL of the proofs of what flows in: reads all of `credit`, and of `journal` what was paid as interest, some thousand
/// rows at a time. The caller's connection has autocommit off.
final class InflowBooksStore {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final int MONTHS_AT_ONCE = 4_000;

    /// A year's interest on one bucket, with the sum of its day-end balances, 0 where none is kept, and the rates that
    /// the batch of the region and year pays, none where there is no such batch.
    record Interest(
            String person,
            String region,
            int year,
            boolean ofCurrent,
            Fen amount,
            long daySum,
            Map<RateKind, Ratio> rates) {}

    /// The parts of some thousand persons' months, each month's together and in their order.
    void credits(Connection connection, AccountBooks.Taker<Map<EnrolmentBooks.Month, List<BatchStore.Credit>>> taker)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select psn_no, scheme, month, part, region, account_fen, pool_fen, rule, kind from credit
                order by psn_no, scheme, month, part""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var chunk = new LinkedHashMap<EnrolmentBooks.Month, List<BatchStore.Credit>>();
                var more = true;
                while (more && rows.next()) {
                    var credit = credit(rows);
                    var month = new EnrolmentBooks.Month(credit.person(), credit.scheme(), credit.month());
                    if (chunk.size() == MONTHS_AT_ONCE && !chunk.containsKey(month)) {
                        more = taker.take(chunk);
                        chunk.clear();
                    }
                    chunk.computeIfAbsent(month, first -> new ArrayList<>(1)).add(credit);
                }
                if (more && !chunk.isEmpty()) {
                    taker.take(chunk);
                }
            }
        }
    }

    private static BatchStore.Credit credit(ResultSet row) throws SQLException {
        return new BatchStore.Credit(
                row.getString(1),
                Codes.of(Scheme.class, row.getString(2)),
                YearMonth.from(row.getObject(3, LocalDate.class)),
                row.getInt(4),
                row.getString(5),
                Fen.of(row.getLong(6)),
                Fen.of(row.getLong(7)),
                row.getString(8),
                Codes.of(ContributionKind.class, row.getString(9)));
    }

    void interest(Connection connection, AccountBooks.Taker<Interest> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select j.psn_no, j.region, j.year, j.bucket, j.amount_fen,
                    case j.bucket when 'current' then c.current_fen_days when 'prior' then c.prior_fen_days end,
                    b.demand_millionths, b.three_month_millionths
                from (
                    select psn_no, split_part(source, ':', 2) as region, split_part(reference, ':', 2)::integer as year,
                        split_part(reference, ':', 3) as bucket, amount_fen
                    from journal
                    where why = 'INTEREST' and reference ~ '^year-end:[0-9]{4}:(current|prior)$') j
                left join closed_year c on c.psn_no = j.psn_no and c.year = j.year
                left join batch b on b.kind = 'year-end' and b.region = j.region and b.period = j.year::text""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new Interest(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getString(4).equals("current"),
                            Fen.of(rows.getLong(5)),
                            rows.getLong(6),
                            rates(rows)));
                }
            }
        }
    }

    private static Map<RateKind, Ratio> rates(ResultSet row) throws SQLException {
        var demand = row.getInt(7);
        return row.wasNull()
                ? Map.of()
                : Map.of(
                        RateKind.DEMAND,
                        Ratio.ofMillionths(demand),
                        RateKind.THREE_MONTH,
                        Ratio.ofMillionths(row.getInt(8)));
    }
}

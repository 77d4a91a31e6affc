package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.database.Codes;
import org.openyibao.server.registry.InstitutionRegion;
import org.openyibao.server.settlement.SettlementExport.Claimed;
import org.openyibao.server.settlement.SettlementExport.Elsewhere;
import org.openyibao.server.settlement.SettlementExport.Made;
import org.openyibao.server.settlement.SettlementExport.Totals;

/// SQL of `settlement`, for many rows at a time.
final class SettlementExportStore {

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String FUNDS =
            "s.pool_fen + (select coalesce(sum(layer), 0) from unnest(s.layers_fen) as layer)";
    private static final String FAMILY =
            "(select coalesce(sum(draw), 0) from unnest(s.family_current_fen || s.family_prior_fen) as draw)";
    private static final String ACCOUNT = "s.account_current_fen + s.account_prior_fen + s.wallet_fen";

    void elsewhere(Connection connection, LocalDate day, List<InstitutionRegion> regions, Taker<Elsewhere> taker)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.settlement_id, s.region, i.region, s.psn_no, s.institution, s.scheme, s.visit_kind,
                    coalesce(s.reverses, ''), s.total_fen, %s, %s, %s, s.cash_fen
                from settlement s
                join unnest(?::varchar[], ?::date[], ?::date[], ?::char(6)[]) as i(code, valid_from, valid_to, region)
                    on i.code = s.institution and s.service_date between i.valid_from and i.valid_to
                        and i.region <> s.region
                where s.settled_at >= ? and s.settled_at < ? and s.settled_by = 'direct'
                order by s.region collate "C", i.region collate "C", s.settlement_id collate "C\"""".formatted(FUNDS, ACCOUNT, FAMILY))) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setObject(1, Rows.texts(regions, InstitutionRegion::code));
            select.setArray(
                    2,
                    dates(
                            connection,
                            regions.stream().map(InstitutionRegion::validFrom).toList()));
            select.setArray(
                    3,
                    dates(
                            connection,
                            regions.stream().map(InstitutionRegion::validTo).toList()));
            select.setObject(4, Rows.texts(regions, InstitutionRegion::region));
            select.setObject(5, day.atStartOfDay());
            select.setObject(6, day.plusDays(1).atStartOfDay());
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new Elsewhere(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            Codes.of(Scheme.class, rows.getString(6)),
                            Codes.of(VisitKind.class, rows.getString(7)),
                            rows.getString(8),
                            Fen.of(rows.getLong(9)),
                            Fen.of(rows.getLong(10)),
                            Fen.of(rows.getLong(11)),
                            Fen.of(rows.getLong(12)),
                            Fen.of(rows.getLong(13))));
                }
            }
        }
    }

    private static java.sql.Array dates(Connection connection, List<LocalDate> days) throws SQLException {
        return connection.createArrayOf("date", days.stream().map(Date::valueOf).toArray());
    }

    List<Totals> totals(Connection connection, String institution, LocalDate from, LocalDate to) throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.scheme, s.visit_kind, s.reverses is not null, count(*), sum(s.total_fen), sum(%s),
                    sum(%s + %s), sum(s.cash_fen)
                from settlement s
                where s.institution = ? and s.settled_at >= ? and s.settled_at < ? and s.settled_by = 'direct'
                group by 1, 2, 3 order by 1, 2, 3""".formatted(FUNDS, ACCOUNT, FAMILY))) {
            select.setString(1, institution);
            select.setObject(2, from.atStartOfDay());
            select.setObject(3, to.plusDays(1).atStartOfDay());
            try (var rows = select.executeQuery()) {
                var totals = new ArrayList<Totals>();
                while (rows.next()) {
                    totals.add(new Totals(
                            Codes.of(Scheme.class, rows.getString(1)),
                            Codes.of(VisitKind.class, rows.getString(2)),
                            rows.getBoolean(3),
                            rows.getLong(4),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            Fen.of(rows.getLong(7)),
                            Fen.of(rows.getLong(8))));
                }
                return totals;
            }
        }
    }

    void made(
            Connection connection,
            String institution,
            Optional<VisitKind> kind,
            LocalDate from,
            LocalDate to,
            Taker<Made> taker)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.settlement_id, s.visit_id, s.psn_no, s.message_id, s.scheme, s.reverses is not null, s.total_fen,
                    %s, %s + %s, s.cash_fen
                from settlement s
                where s.institution = ? and (? = '' or s.visit_kind = ?) and s.settled_at >= ? and s.settled_at < ?
                    and s.settled_by = 'direct'
                order by s.settlement_id collate "C\"""".formatted(FUNDS, ACCOUNT, FAMILY))) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, institution);
            var wanted = kind.map(VisitKind::toString).orElse("");
            select.setString(2, wanted);
            select.setString(3, wanted);
            select.setObject(4, from.atStartOfDay());
            select.setObject(5, to.plusDays(1).atStartOfDay());
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new Made(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Codes.of(Scheme.class, rows.getString(5)),
                            rows.getBoolean(6),
                            Fen.of(rows.getLong(7)),
                            Fen.of(rows.getLong(8)),
                            Fen.of(rows.getLong(9)),
                            Fen.of(rows.getLong(10))));
                }
            }
        }
    }

    void claimed(Connection connection, Taker<Claimed> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.batch, s.settlement_id, s.psn_no, s.total_fen, s.total_fen - s.cash_fen
                from settlement s
                where s.settled_by = 'manual-claim' and s.reverses is null and not exists (
                    select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                order by s.batch collate "C", s.settlement_id collate "C\"""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new Claimed(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5))));
                }
            }
        }
    }
}

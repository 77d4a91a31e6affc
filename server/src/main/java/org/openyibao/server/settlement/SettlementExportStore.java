package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.database.Codes;
import org.openyibao.server.registry.InstitutionRegion;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.openyibao.server.settlement.SettlementExport.Claimed;
import org.openyibao.server.settlement.SettlementExport.Elsewhere;
import org.openyibao.server.settlement.SettlementExport.Line;
import org.openyibao.server.settlement.SettlementExport.Made;
import org.openyibao.server.settlement.SettlementExport.Month;
import org.openyibao.server.settlement.SettlementExport.OfCare;
import org.openyibao.server.settlement.SettlementExport.OfDay;
import org.openyibao.server.settlement.SettlementExport.Paid;
import org.openyibao.server.settlement.SettlementExport.Payer;
import org.openyibao.server.settlement.SettlementExport.Selection;
import org.openyibao.server.settlement.SettlementExport.Share;
import org.openyibao.server.settlement.SettlementExport.Span;
import org.openyibao.server.settlement.SettlementExport.Totals;
import org.openyibao.server.settlement.SettlementExport.Visit;

/// SQL of `settlement`, for many rows at a time.
final class SettlementExportStore {

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String FUNDS =
            "s.pool_fen + (select coalesce(sum(layer), 0) from unnest(s.layers_fen) as layer)";
    private static final String FAMILY =
            "(select coalesce(sum(draw), 0) from unnest(s.family_current_fen || s.family_prior_fen) as draw)";
    private static final String ACCOUNT = "s.account_current_fen + s.account_prior_fen + s.wallet_fen";

    /// In the order of [Care].
    static final String CARE_COLUMNS =
            "s.visit_kind, coalesce(nullif(s.stay_category, ''), v.category), coalesce(s.stay_emergency, false)";

    /// A reversal has no grounds of its own.
    private static final String STATUS = "coalesce(s.status, o.status)";

    private static final String SELECTED = """
            from settlement s
            cross join lateral (select exists (
                select 1 from unnest(?::varchar[], ?::varchar[], ?::date[], ?::date[]) as a(scheme, kind, first, last)
                where a.kind = s.visit_kind and a.scheme in ('', s.scheme)
                    and s.settled_at >= a.first and s.settled_at < a.last + 1) as within) w
            %s
            where s.institution = ? and s.settled_at >= ? and s.settled_at < ? and s.settled_by = 'direct'
                and ? in ('', s.visit_kind) and ? in ('', s.scheme) and ? in ('', s.visit_id)
                and w.within in (?, ?)
            """;
    private static final String CARE = """
            join visit v on v.psn_no = s.psn_no and v.visit_id = s.visit_id
            left join settlement o on o.psn_no = s.psn_no and o.settlement_id = s.reverses""";
    private static final int PARAMETERS_OF_SELECTED = 12;

    /// The pool comes first, then the layers in their order, then accounts.
    private static final String PAYERS = """
            cross join lateral unnest(array[s.pool_fen] || s.layers_fen || array[(%s + %s)::bigint])
                with ordinality as p(fen, payer)""".formatted(ACCOUNT, FAMILY);

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

    void ofCare(Connection connection, String institution, LocalDateTime from, LocalDateTime to, Taker<OfCare> taker)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.settlement_id, %s, s.reverses is null and not exists (
                        select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                from settlement s join visit v on v.psn_no = s.psn_no and v.visit_id = s.visit_id
                where s.institution = ? and s.settled_at >= ? and s.settled_at <= ? and s.settled_by = 'direct'""".formatted(CARE_COLUMNS))) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, institution);
            select.setObject(2, from);
            select.setObject(3, to);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new OfCare(rows.getString(1), care(rows, 2), rows.getBoolean(5)));
                }
            }
        }
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

    List<OfDay> ofDay(Connection connection, String institution, LocalDate day, long offset, int most)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.settlement_id, s.psn_no, s.settled_at, s.scheme, s.visit_kind, s.reverses, r.settlement_id,
                    s.total_fen, %s, %s + %s, s.cash_fen, s.details
                from settlement s
                left join settlement r on r.psn_no = s.psn_no and r.reverses = s.settlement_id
                where s.institution = ? and s.settled_at >= ? and s.settled_at < ? and s.settled_by = 'direct'
                order by s.settled_at desc, s.settlement_id desc limit ? offset ?""".formatted(FUNDS, ACCOUNT, FAMILY))) {
            select.setString(1, institution);
            select.setObject(2, day.atStartOfDay());
            select.setObject(3, day.plusDays(1).atStartOfDay());
            select.setInt(4, most);
            select.setLong(5, offset);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<OfDay>();
                while (rows.next()) {
                    found.add(new OfDay(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getObject(3, LocalDateTime.class),
                            Codes.of(Scheme.class, rows.getString(4)),
                            Codes.of(VisitKind.class, rows.getString(5)),
                            Optional.ofNullable(rows.getString(6)),
                            Optional.ofNullable(rows.getString(7)),
                            Fen.of(rows.getLong(8)),
                            Fen.of(rows.getLong(9)),
                            Fen.of(rows.getLong(10)),
                            Fen.of(rows.getLong(11)),
                            rows.getString(12)));
                }
                return found;
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement select, Selection selection) throws SQLException {
        var spans = selection.spans();
        select.setObject(
                1, Rows.texts(spans, span -> span.scheme().map(Scheme::toString).orElse("")));
        select.setObject(2, Rows.texts(spans, span -> span.kind().toString()));
        select.setArray(3, dates(connection, spans.stream().map(Span::from).toList()));
        select.setArray(4, dates(connection, spans.stream().map(Span::to).toList()));
        select.setString(5, selection.institution());
        select.setObject(6, selection.from().atStartOfDay());
        select.setObject(7, selection.to().plusDays(1).atStartOfDay());
        select.setString(8, selection.kind().map(VisitKind::toString).orElse(""));
        select.setString(9, selection.scheme().map(Scheme::toString).orElse(""));
        select.setString(10, selection.visit().orElse(""));
        select.setBoolean(11, selection.within().orElse(true));
        select.setBoolean(12, selection.within().orElse(false));
    }

    List<Month> months(Connection connection, Selection selection) throws SQLException {
        try (var select = connection.prepareStatement(
                """
                select date_trunc('month', s.settled_at), sum(case when s.reverses is null then 1 else -1 end),
                    sum(s.total_fen), sum(%s), sum(%s + %s), sum(s.cash_fen)
                """.formatted(FUNDS, ACCOUNT, FAMILY) + SELECTED.formatted("") + "group by 1 order by 1")) {
            bind(connection, select, selection);
            var found = new ArrayList<Month>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Month(
                            YearMonth.from(rows.getObject(1, LocalDateTime.class)),
                            rows.getLong(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6))));
                }
            }
            return found;
        }
    }

    long count(Connection connection, Selection selection) throws SQLException {
        return count(connection, selection, SELECTED.formatted(""));
    }

    private static long count(Connection connection, Selection selection, String from) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) " + from)) {
            bind(connection, select, selection);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    List<Line> lines(Connection connection, Selection selection, long offset, int most) throws SQLException {
        try (var select = connection.prepareStatement(
                """
                select s.visit_id, v.number, %s, s.psn_no, s.region, s.scheme, %s, s.service_date, s.settled_at,
                    s.reverses is not null, s.total_fen, %s + %s, s.cash_fen
                """.formatted(CARE_COLUMNS, STATUS, ACCOUNT, FAMILY) + SELECTED.formatted(CARE) + """
                order by s.settled_at, s.settlement_id offset ? limit ?""")) {
            bind(connection, select, selection);
            select.setLong(PARAMETERS_OF_SELECTED + 1, offset);
            select.setInt(PARAMETERS_OF_SELECTED + 2, most);
            var found = new ArrayList<Line>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Line(
                            rows.getString(1),
                            rows.getString(2),
                            care(rows, 3),
                            rows.getString(6),
                            rows.getString(7),
                            Codes.of(Scheme.class, rows.getString(8)),
                            status(rows, 9),
                            rows.getObject(10, LocalDate.class),
                            rows.getObject(11, LocalDateTime.class),
                            rows.getBoolean(12),
                            Fen.of(rows.getLong(13)),
                            Fen.of(rows.getLong(14)),
                            Fen.of(rows.getLong(15))));
                }
            }
            return found;
        }
    }

    /// `at`: of the first of [#CARE_COLUMNS].
    static Care care(ResultSet row, int at) throws SQLException {
        return new Care(Codes.of(VisitKind.class, row.getString(at)), row.getString(at + 1), row.getBoolean(at + 2));
    }

    private static Optional<Status> status(ResultSet row, int at) throws SQLException {
        return Optional.ofNullable(row.getString(at)).map(code -> Codes.of(Status.class, code));
    }

    private static Payer payer(int place) {
        var layers = LayerKind.values();
        if (place == 1) {
            return new Payer.Pool();
        }
        return place <= layers.length + 1 ? new Payer.Layer(layers[place - 2]) : new Payer.Accounts();
    }

    /// `at`: of the first of [#CARE_COLUMNS], which scheme, status, payer and amount follow.
    private static Share share(ResultSet row, int at) throws SQLException {
        return new Share(
                care(row, at),
                Codes.of(Scheme.class, row.getString(at + 3)),
                status(row, at + 4),
                payer(row.getInt(at + 5)),
                Fen.of(row.getLong(at + 6)));
    }

    List<Share> shares(Connection connection, Selection selection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select %s, s.scheme, %s, p.payer, sum(p.fen) ".formatted(CARE_COLUMNS, STATUS)
                        + SELECTED.formatted(CARE + "\n" + PAYERS)
                        + "and p.fen <> 0 group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6")) {
            bind(connection, select, selection);
            var found = new ArrayList<Share>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(share(rows, 1));
                }
            }
            return found;
        }
    }

    long countPaid(Connection connection, Selection selection) throws SQLException {
        return count(connection, selection, SELECTED.formatted(PAYERS) + "and p.fen <> 0");
    }

    List<Paid> paid(Connection connection, Selection selection, long offset, int most) throws SQLException {
        try (var select = connection.prepareStatement(
                "select s.visit_id, s.psn_no, s.total_fen, w.within, %s, s.scheme, %s, p.payer, p.fen "
                                .formatted(CARE_COLUMNS, STATUS)
                        + SELECTED.formatted(CARE + "\n" + PAYERS) + """
                        and p.fen <> 0 order by s.settled_at, s.settlement_id, p.payer offset ? limit ?""")) {
            bind(connection, select, selection);
            select.setLong(PARAMETERS_OF_SELECTED + 1, offset);
            select.setInt(PARAMETERS_OF_SELECTED + 2, most);
            var found = new ArrayList<Paid>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Paid(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            share(rows, 5),
                            rows.getBoolean(4)));
                }
            }
            return found;
        }
    }

    Map<String, Visit> visits(Connection connection, Collection<String> settlements) throws SQLException {
        try (var select = connection.prepareStatement(
                "select settlement_id, visit_id, settled_at from settlement where settlement_id = any(?::varchar[])")) {
            select.setObject(1, settlements.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                var visits = new HashMap<String, Visit>();
                while (rows.next()) {
                    visits.put(rows.getString(1), new Visit(rows.getString(2), rows.getObject(3, LocalDateTime.class)));
                }
                return visits;
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

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;
import org.openyibao.server.settlement.SettlementExport.Care;

/// SQL of `visit` and `settlement` for those who ask afterwards. All of it goes by a person or by an institution's open
/// stays.
final class CareStore {

    private static final String NO_CLAIM = """
            not exists (
                select 1 from settlement s
                where s.psn_no = v.psn_no and s.visit_id = v.visit_id and s.settled_by <> 'direct')""";

    /// A person's visits at an institution that began in a time and were not cancelled, by their beginning. Claims are
    /// none.
    List<VisitRecord> visits(
            Connection connection, String person, String institution, LocalDateTime from, LocalDateTime to)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select v.* from visit v
                where v.psn_no = ? and v.institution = ? and v.opened_at between ? and ? and not v.cancelled and\s""" + NO_CLAIM + """
                \s
                order by v.opened_at, v.visit_id""")) {
            select.setString(1, person);
            select.setString(2, institution);
            select.setObject(3, from);
            select.setObject(4, to);
            return visits(select);
        }
    }

    /// The stays at an institution that began in a time and have not ended, of all persons or of one.
    List<VisitRecord> inHospital(
            Connection connection, String institution, Optional<String> person, LocalDateTime from, LocalDateTime to)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select v.* from visit v
                where v.institution = ? and v.opened_at between ? and ? and v.inpatient and not v.cancelled
                    and v.discharged_at is null and (?::varchar is null or v.psn_no = ?)
                order by v.opened_at, v.visit_id""")) {
            select.setString(1, institution);
            select.setObject(2, from);
            select.setObject(3, to);
            select.setString(4, person.orElse(null));
            select.setString(5, person.orElse(null));
            return visits(select);
        }
    }

    /// The stays at an institution that have not ended, and those that ended since a time and are not settled.
    List<VisitRecord> openStays(Connection connection, String institution, LocalDateTime endedSince)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select v.* from visit v
                where v.institution = ? and v.inpatient and not v.cancelled and v.discharged_at is null
                union all
                select v.* from visit v
                where v.institution = ? and v.inpatient and not v.cancelled and v.discharged_at >= ? and not exists (
                    select 1 from settlement s
                    where s.psn_no = v.psn_no and s.visit_id = v.visit_id and s.reverses is null
                        and not s.stay_interim and not exists (
                            select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id))
                order by opened_at, visit_id""")) {
            select.setString(1, institution);
            select.setString(2, institution);
            select.setObject(3, endedSince);
            return visits(select);
        }
    }

    /// A stay at an institution.
    Optional<VisitRecord> stay(Connection connection, String institution, String id) throws SQLException {
        try (var select = connection.prepareStatement(
                "select v.* from visit v where v.institution = ? and v.visit_id = ? and v.inpatient")) {
            select.setString(1, institution);
            select.setString(2, id);
            return visits(select).stream().findFirst();
        }
    }

    /// As what visits without a stay were settled, by visit; those are absent that were not.
    Map<VisitStore.Key, VisitKind> kinds(Connection connection, Collection<VisitRecord> visits) throws SQLException {
        var open = visits.stream().filter(visit -> visit.inpatient().isEmpty()).toList();
        var kinds = new HashMap<VisitStore.Key, VisitKind>();
        if (open.isEmpty()) {
            return kinds;
        }
        try (var select = connection.prepareStatement("""
                select s.psn_no, s.visit_id, s.visit_kind
                from unnest(?::varchar[], ?::varchar[]) as k(psn_no, visit_id)
                join settlement s on s.psn_no = k.psn_no and s.visit_id = k.visit_id""")) {
            select.setObject(1, Rows.texts(open, VisitRecord::person));
            select.setObject(2, Rows.texts(open, VisitRecord::id));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    kinds.put(
                            new VisitStore.Key(rows.getString(1), rows.getString(2)),
                            Codes.of(VisitKind.class, rows.getString(3)));
                }
            }
        }
        return kinds;
    }

    private static List<VisitRecord> visits(PreparedStatement select) throws SQLException {
        var found = new ArrayList<VisitRecord>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(VisitStore.visit(rows));
            }
        }
        return found;
    }

    /// A person's settlements of chronic care of some days that stand and are no claims, by day.
    List<SettlementRecord> chronic(Connection connection, String person, LocalDate from, LocalDate to)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.* from settlement s
                where s.psn_no = ? and s.visit_kind = ? and s.service_date between ? and ? and s.settled_by = 'direct'
                    and s.reverses is null and not exists (
                        select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                order by s.service_date, s.settlement_id""")) {
            select.setString(1, person);
            select.setString(2, VisitKind.CHRONIC.toString());
            select.setObject(3, from);
            select.setObject(4, to);
            var found = new ArrayList<SettlementRecord>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(SettlementStore.settlement(rows));
                }
            }
            return found;
        }
    }

    /// What a person's settlements of a year in a scheme and a class of care add up to; reversals take off what they
    /// reverse. `region`: whose rules decided.
    record Sum(
            Scheme scheme,
            int year,
            Care care,
            String region,
            LocalDate last,
            long count,
            Fen total,
            Fen inScope,
            Fen deductible,
            Fen pool,
            Fen burden,
            Fen account,
            long[] layersFen) {}

    /// Of all years, or of what was of one month.
    List<Sum> sums(Connection connection, String person, Optional<YearMonth> month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.scheme, s.benefit_year, %s, s.region, max(s.service_date),
                    sum(case when s.reverses is null then 1 else -1 end),
                    sum(s.total_fen)::bigint, sum(s.in_scope_fen)::bigint, sum(s.deductible_fen)::bigint,
                    sum(s.pool_fen)::bigint, sum(s.year_burden_fen)::bigint,
                    sum(s.account_current_fen + s.account_prior_fen)::bigint,
                    array[sum(s.layers_fen[1]), sum(s.layers_fen[2]), sum(s.layers_fen[3]), sum(s.layers_fen[4])]::bigint[]
                        as layers
                from settlement s join visit v on v.psn_no = s.psn_no and v.visit_id = s.visit_id
                where s.psn_no = ? and s.service_date between ? and ?
                group by 1, 2, 3, 4, 5, 6
                order by 1, 2, 3, 4, 5, 6""".formatted(SettlementExportStore.CARE_COLUMNS))) {
            select.setString(1, person);
            select.setObject(2, month.map(of -> of.atDay(1)).orElse(LocalDate.of(1, 1, 1)));
            select.setObject(3, month.map(YearMonth::atEndOfMonth).orElse(LocalDate.of(9999, 12, 31)));
            var found = new ArrayList<Sum>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Sum(
                            Codes.of(Scheme.class, rows.getString(1)),
                            rows.getInt(2),
                            SettlementExportStore.care(rows, 3),
                            rows.getString(6),
                            rows.getObject(7, LocalDate.class),
                            rows.getLong(8),
                            Fen.of(rows.getLong(9)),
                            Fen.of(rows.getLong(10)),
                            Fen.of(rows.getLong(11)),
                            Fen.of(rows.getLong(12)),
                            Fen.of(rows.getLong(13)),
                            Fen.of(rows.getLong(14)),
                            Rows.longs(rows, "layers")));
                }
            }
            return found;
        }
    }
}

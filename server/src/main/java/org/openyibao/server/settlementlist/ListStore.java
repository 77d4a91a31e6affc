package org.openyibao.server.settlementlist;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;

/// SQL of the room.
final class ListStore {

    private static final String CONTENT = "settlement_list.content";
    private static final String VALUES = "settlement_list.finding_values";

    private static final String LAST = """
            select l.psn_no, l.settlement_id, l.version, l.list_id, l.visit_id, l.institution, l.uploaded_at,
                l.checks_version, l.finding_checks, l.finding_values, %s as content, coalesce((
                    select s.submitted from settlement_list_status s
                    where s.psn_no = l.psn_no and s.settlement_id = l.settlement_id
                    order by s.number desc limit 1), false) as submitted
            from settlement_list l
            where not exists (
                select 1 from settlement_list n
                where n.psn_no = l.psn_no and n.settlement_id = l.settlement_id and n.version > l.version)""";

    private final DataKeys keys;

    ListStore(DataKeys keys) {
        this.keys = keys;
    }

    private static String row(String person, String settlement, int version) {
        return person + "/" + settlement + "/" + version;
    }

    /// False where there is such a version already.
    boolean insert(Connection connection, Kept list, LocalDateTime settledAt) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into settlement_list (psn_no, settlement_id, version, list_id, visit_id, institution, settled_at,
                    uploaded_at, checks_version, finding_checks, finding_values, content)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            var at = 0;
            insert.setString(++at, list.person());
            insert.setString(++at, list.settlement());
            insert.setInt(++at, list.version());
            insert.setString(++at, list.id());
            insert.setString(++at, list.visit());
            insert.setString(++at, list.institution());
            insert.setObject(++at, settledAt);
            insert.setObject(++at, list.uploadedAt().atOffset(ZoneOffset.UTC));
            insert.setInt(++at, list.checksVersion());
            insert.setObject(
                    ++at,
                    list.findings().stream()
                            .map(finding -> finding.check().name())
                            .toArray(String[]::new));
            var row = row(list.person(), list.settlement(), list.version());
            var values = list.findings().stream().map(Finding::value).toList();
            insert.setObject(++at, keys.sealAll(VALUES, row, values));
            insert.setBytes(++at, keys.seal(CONTENT, row, list.content()));
            return insert.executeUpdate() == 1;
        }
    }

    /// False where another changed it meanwhile.
    boolean submit(Connection connection, Kept list, boolean submitted, Instant now, String operator)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into settlement_list_status (psn_no, settlement_id, number, submitted, changed_at, operator)
                select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ? from settlement_list_status
                where psn_no = ? and settlement_id = ?
                on conflict do nothing""")) {
            insert.setString(1, list.person());
            insert.setString(2, list.settlement());
            insert.setBoolean(3, submitted);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setString(5, operator);
            insert.setString(6, list.person());
            insert.setString(7, list.settlement());
            return insert.executeUpdate() == 1;
        }
    }

    Optional<Kept> find(Connection connection, String settlement) throws SQLException {
        try (var select = connection.prepareStatement(LAST.formatted("l.content") + " and l.settlement_id = ?")) {
            select.setString(1, settlement);
            return lists(select).stream().findFirst();
        }
    }

    /// An institution's lists of settlements made in a month, by settlement, without their content.
    List<Kept> of(Connection connection, String institution, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement(LAST.formatted("null::bytea")
                + " and l.institution = ? and l.settled_at >= ? and l.settled_at < ? order by l.settlement_id")) {
            select.setString(1, institution);
            select.setObject(2, month.atDay(1).atStartOfDay());
            select.setObject(3, month.plusMonths(1).atDay(1).atStartOfDay());
            return lists(select);
        }
    }

    private List<Kept> lists(PreparedStatement select) throws SQLException {
        var lists = new ArrayList<Kept>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var row = row(rows.getString("psn_no"), rows.getString("settlement_id"), rows.getInt("version"));
                var content = Optional.ofNullable(rows.getBytes("content"));
                lists.add(new Kept(
                        rows.getString("psn_no"),
                        rows.getString("settlement_id"),
                        rows.getInt("version"),
                        rows.getString("list_id"),
                        rows.getString("visit_id"),
                        rows.getString("institution"),
                        rows.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                        rows.getInt("checks_version"),
                        findings(row, rows),
                        rows.getBoolean("submitted"),
                        content.map(each -> keys.open(CONTENT, row, each)).orElse("")));
            }
        }
        return lists;
    }

    private List<Finding> findings(String name, ResultSet row) throws SQLException {
        var checks = (String[]) row.getArray("finding_checks").getArray();
        var values = keys.openAll(VALUES, name, row.getArray("finding_values"));
        var findings = new ArrayList<Finding>(checks.length);
        for (var i = 0; i < checks.length; i++) {
            findings.add(new Finding(Finding.Check.valueOf(checks[i]), values.get(i)));
        }
        return findings;
    }

    /// Of the settlements, how many have a list.
    long count(Connection connection, List<String> settlements) throws SQLException {
        try (var select = connection.prepareStatement(
                "select count(distinct settlement_id) from settlement_list where settlement_id = any(?)")) {
            select.setObject(1, settlements.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.clearing.Application.Asked;
import org.openyibao.server.clearing.Application.Step;
import org.openyibao.server.database.Codes;

/// SQL of `clearing_application` and `clearing_application_step`.
final class ApplicationStore {

    private static final String COLUMNS = """
            select a.application_id, a.region, a.institution, a.scheme, a.visit_kind, a.month, a.first_day, a.last_day,
                a.persons, a.total_fen, a.recognised_fen, a.funds_fen, a.account_fen, a.cash_fen, a.details,
                s.kind, s.who, s.why, s.taken_at
            from clearing_application a join clearing_application_step s using (application_id)
            where\s""";

    /// Those that nobody decided; since when, and who took the last step.
    static final String WAITING = """
            select a.application_id as id, a.institution as about, a.region, f.taken_at as since, l.kind as state,
                l.who as by_whom
            from clearing_application a
            join clearing_application_step f on f.application_id = a.application_id and f.step = 1
            cross join lateral (
                select s.kind, s.who from clearing_application_step s where s.application_id = a.application_id
                order by s.step desc limit 1) l
            where not exists (
                select from clearing_application_step d
                where d.application_id = a.application_id and d.kind in ('approved', 'rejected', 'withdrawn'))""";

    private static final String ORDER = " order by a.application_id, s.step";

    /// One application at a time: of two, the second sees the first.
    void lock(Connection connection) throws SQLException {
        ClearingStore.execute(connection, "lock table clearing_application in share row exclusive mode");
    }

    void insert(Connection connection, Application made) throws SQLException {
        var asked = made.asked();
        try (var insert = connection.prepareStatement("""
                insert into clearing_application (application_id, region, institution, scheme, visit_kind, month,
                    first_day, last_day, persons, total_fen, recognised_fen, funds_fen, account_fen, cash_fen, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var at = 0;
            insert.setString(++at, made.id());
            insert.setString(++at, made.region());
            insert.setString(++at, asked.institution());
            insert.setString(++at, asked.scheme().map(Scheme::toString).orElse(""));
            insert.setString(++at, asked.kind().toString());
            insert.setObject(++at, asked.month().atDay(1));
            insert.setObject(++at, asked.from());
            insert.setObject(++at, asked.to());
            insert.setLong(++at, made.persons());
            insert.setLong(++at, asked.total().value());
            insert.setLong(++at, asked.recognised().value());
            insert.setLong(++at, asked.funds().value());
            insert.setLong(++at, asked.account().value());
            insert.setLong(++at, asked.cash().value());
            insert.setString(++at, asked.details());
            insert.executeUpdate();
        }
        append(connection, made);
    }

    /// Adds the last step; false where somebody else took that step meanwhile.
    boolean append(Connection connection, Application application) throws SQLException {
        var step = application.last();
        try (var insert = connection.prepareStatement("""
                insert into clearing_application_step (application_id, step, kind, who, why, taken_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (application_id, step) do nothing""")) {
            insert.setString(1, application.id());
            insert.setInt(2, application.steps().size());
            insert.setString(3, step.kind().toString());
            insert.setString(4, step.who());
            insert.setString(5, step.why());
            insert.setObject(6, ClearingStore.at(step.at()));
            return insert.executeUpdate() == 1;
        }
    }

    Optional<Application> find(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement(COLUMNS + "a.application_id = ?" + ORDER)) {
            select.setString(1, id);
            return applications(select).stream().findFirst();
        }
    }

    /// Those of an institution with days in a span, the first first.
    List<Application> of(Connection connection, String institution, LocalDate from, LocalDate to) throws SQLException {
        try (var select = connection.prepareStatement(
                COLUMNS + "a.institution = ? and a.first_day <= ? and a.last_day >= ?" + ORDER)) {
            select.setString(1, institution);
            select.setObject(2, to);
            select.setObject(3, from);
            return applications(select);
        }
    }

    /// Those of an institution for a month, the first first.
    List<Application> of(Connection connection, String institution, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement(COLUMNS + "a.institution = ? and a.month = ?" + ORDER)) {
            select.setString(1, institution);
            select.setObject(2, month.atDay(1));
            return applications(select);
        }
    }

    /// At most `most` of an agency in a state, those after `after`, the first first.
    List<Application> of(Connection connection, String region, Application.Kind state, String after, int most)
            throws SQLException {
        try (var select = connection.prepareStatement(COLUMNS + """
                a.application_id in (
                    select p.application_id from clearing_application p
                    where p.region = ? and p.application_id > ? and ? = (
                        select l.kind from clearing_application_step l
                        where l.application_id = p.application_id order by l.step desc limit 1)
                    order by p.application_id limit ?)""" + ORDER)) {
            select.setString(1, region);
            select.setString(2, after);
            select.setString(3, state.toString());
            select.setInt(4, most);
            return applications(select);
        }
    }

    private static List<Application> applications(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Application>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var id = rows.getString(1);
                var same = !found.isEmpty() && found.getLast().id().equals(id);
                var steps = new ArrayList<>(same ? found.removeLast().steps() : List.<Step>of());
                steps.add(new Step(
                        Codes.of(Application.Kind.class, rows.getString(16)),
                        rows.getString(17),
                        rows.getString(18),
                        rows.getObject(19, OffsetDateTime.class).toInstant()));
                var scheme = rows.getString(4);
                var asked = new Asked(
                        rows.getString(3),
                        scheme.isEmpty() ? Optional.empty() : Optional.of(Codes.of(Scheme.class, scheme)),
                        Codes.of(VisitKind.class, rows.getString(5)),
                        YearMonth.from(rows.getObject(6, LocalDate.class)),
                        rows.getObject(7, LocalDate.class),
                        rows.getObject(8, LocalDate.class),
                        Optional.of(rows.getLong(9)),
                        Fen.of(rows.getLong(10)),
                        Fen.of(rows.getLong(11)),
                        Fen.of(rows.getLong(12)),
                        Fen.of(rows.getLong(13)),
                        Fen.of(rows.getLong(14)),
                        rows.getString(15));
                found.add(new Application(id, rows.getString(2), asked, rows.getLong(9), List.copyOf(steps)));
            }
        }
        return found;
    }
}

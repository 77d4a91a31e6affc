package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SQL of `household_member`.
final class HouseholdStore {

    /// The others of each person's household on the person's day, by person.
    Map<String, List<String>> mates(Connection connection, Map<String, LocalDate> days) throws SQLException {
        var found = new HashMap<String, List<String>>();
        try (var select = connection.prepareStatement("""
                select k.psn_no, m.psn_no
                from unnest(?::varchar[], ?::date[]) as k(psn_no, day)
                join household_member own on own.psn_no = k.psn_no and k.day between own.valid_from and own.valid_to
                join household_member m on m.household = own.household and m.psn_no <> own.psn_no
                    and k.day between m.valid_from and m.valid_to
                order by 1, 2""")) {
            var persons = List.copyOf(days.keySet());
            select.setObject(1, persons.toArray(String[]::new));
            select.setObject(
                    2, persons.stream().map(days::get).map(Date::valueOf).toArray(Date[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), person -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return found;
    }

    /// The household that a person joined last.
    Optional<HouseholdMember> latest(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement("""
                select household, psn_no, valid_from, valid_to from household_member
                where psn_no = ? order by valid_from desc limit 1 for update""")) {
            select.setString(1, person);
            return members(select).stream().findFirst();
        }
    }

    List<HouseholdMember> of(Connection connection, String household) throws SQLException {
        try (var select = connection.prepareStatement("""
                select household, psn_no, valid_from, valid_to from household_member
                where household = ? order by valid_to desc, valid_from, psn_no""")) {
            select.setString(1, household);
            return members(select);
        }
    }

    /// All households that the persons ever lived in.
    List<HouseholdMember> ofPersons(Connection connection, Collection<String> persons) throws SQLException {
        try (var select = connection.prepareStatement("""
                select household, psn_no, valid_from, valid_to from household_member where psn_no = any(?)""")) {
            select.setObject(1, persons.toArray(String[]::new));
            return members(select);
        }
    }

    /// Adds members, or replaces them where a person has one from the day.
    void save(Connection connection, List<HouseholdMember> members, String clerk, Instant now) throws SQLException {
        try (var save = connection.prepareStatement("""
                insert into household_member (psn_no, household, valid_from, valid_to, joined_at, joined_by)
                values (?, ?, ?, ?, ?, ?)
                on conflict (psn_no, valid_from) do update set household = excluded.household,
                    valid_to = excluded.valid_to, joined_at = excluded.joined_at, joined_by = excluded.joined_by,
                    left_at = null, left_by = null""")) {
            for (var member : members) {
                bind(save, member, clerk, now);
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, HouseholdMember member, String clerk, Instant now)
            throws SQLException {
        insert.setString(1, member.person());
        insert.setString(2, member.household());
        insert.setObject(3, member.from());
        insert.setObject(4, member.to());
        insert.setObject(5, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        insert.setString(6, clerk);
    }

    private static List<HouseholdMember> members(PreparedStatement select) throws SQLException {
        var found = new ArrayList<HouseholdMember>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new HouseholdMember(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getObject(3, LocalDate.class),
                        rows.getObject(4, LocalDate.class)));
            }
        }
        return found;
    }

    void insert(Connection connection, HouseholdMember member, String clerk, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into household_member (psn_no, household, valid_from, valid_to, joined_at, joined_by)
                values (?, ?, ?, ?, ?, ?)""")) {
            bind(insert, member, clerk, now);
            insert.executeUpdate();
        }
    }

    /// Keeps a member's last day.
    void leave(Connection connection, HouseholdMember member, String clerk, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                update household_member set valid_to = ?, left_at = ?, left_by = ?
                where psn_no = ? and valid_from = ?""")) {
            update.setObject(1, member.to());
            update.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(3, clerk);
            update.setString(4, member.person());
            update.setObject(5, member.from());
            update.executeUpdate();
        }
    }
}

package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.database.Codes;

/// SQL of `fee_upload`.
final class FeeStore {

    /// Names one batch of a visit, or with an empty `batch` all of them.
    record Key(String person, String visit, String batch) {}

    /// Names one line of a visit.
    record Serial(String person, String visit, String serial) {}

    /// Takes an upload out of the visit, or where `serial` is not empty one of its lines.
    record Withdrawal(String person, String visit, long upload, String serial) {

        static Withdrawal of(FeeUpload upload) {
            return ofLine(upload, "");
        }

        static Withdrawal ofLine(FeeUpload upload, String serial) {
            return new Withdrawal(upload.person(), upload.visit(), upload.id(), serial);
        }
    }

    /// What is noted of a line of an upload.
    record Memo(String person, String visit, long upload, String serial, String memo) {}

    /// The uploads of the batches that were not withdrawn, in the order they came.
    List<FeeUpload> find(Connection connection, Collection<Key> keys) throws SQLException {
        var found = new ArrayList<FeeUpload>();
        if (keys.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select f.* from unnest(?::varchar[], ?::varchar[], ?::varchar[]) as k(psn_no, visit_id, batch)
                join fee_upload f on f.psn_no = k.psn_no and f.visit_id = k.visit_id
                    and (k.batch = '' or f.batch = k.batch) and not f.withdrawn
                order by f.upload_id""")) {
            select.setObject(1, Rows.texts(keys, Key::person));
            select.setObject(2, Rows.texts(keys, Key::visit));
            select.setObject(3, Rows.texts(keys, Key::batch));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(upload(rows));
                }
            }
        }
        return found;
    }

    /// Of the serials, those that lines not withdrawn have already, by person. The uploads of a visit are looked up
    /// once, not once a line.
    Map<String, Set<String>> used(Connection connection, Collection<Serial> serials) throws SQLException {
        var used = new HashMap<String, Set<String>>();
        if (serials.isEmpty()) {
            return used;
        }
        try (var select = connection.prepareStatement("""
                with k as (
                    select psn_no, visit_id, array_agg(serial::text) as serials
                    from unnest(?::varchar[], ?::varchar[], ?::varchar[]) as line(psn_no, visit_id, serial)
                    group by psn_no, visit_id)
                select f.psn_no, used.serial
                from k
                join fee_upload f on f.psn_no = k.psn_no and f.visit_id = k.visit_id and not f.withdrawn
                    and f.serials && k.serials
                cross join unnest(f.serials) as used(serial)
                where used.serial = any(k.serials) and used.serial <> all(f.withdrawn_serials)""")) {
            select.setObject(1, Rows.texts(serials, Serial::person));
            select.setObject(2, Rows.texts(serials, Serial::visit));
            select.setObject(3, Rows.texts(serials, Serial::serial));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    used.computeIfAbsent(rows.getString(1), person -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return used;
    }

    private static FeeUpload upload(ResultSet row) throws SQLException {
        var names = Rows.texts(row, "names");
        var categories = Rows.texts(row, "categories");
        var grades = Rows.texts(row, "grades");
        var amounts = Rows.longs(row, "amounts_fen");
        var ceilings = Rows.longs(row, "ceilings_fen");
        var firstPays = Rows.ints(row, "first_pay_millionths");
        var serials = Rows.texts(row, "serials");
        var codes = Rows.texts(row, "codes");
        var days = Rows.dates(row, "days");
        var quantities = Rows.longs(row, "quantities");
        var takesBack = Rows.texts(row, "takes_back");
        var withdrawn = new HashSet<>(Rows.texts(row, "withdrawn_serials"));
        var keptSerials = new ArrayList<String>(amounts.length);
        var keptCodes = new ArrayList<String>(amounts.length);
        var lines = new ArrayList<FeeLine>(amounts.length);
        var charges = new ArrayList<FeeUpload.Charge>(days.size());
        for (var i = 0; i < amounts.length; i++) {
            if (withdrawn.contains(serials.get(i))) {
                continue;
            }
            keptSerials.add(serials.get(i));
            keptCodes.add(codes.get(i));
            if (!days.isEmpty()) {
                charges.add(new FeeUpload.Charge(days.get(i), quantities[i], takesBack.get(i)));
            }
            lines.add(new FeeLine(
                    names.get(i),
                    Codes.of(FeeCategory.class, categories.get(i)),
                    Codes.of(Grade.class, grades.get(i)),
                    Fen.of(amounts[i]),
                    Fen.of(ceilings[i]),
                    Ratio.ofMillionths(firstPays[i]),
                    Fen.ZERO));
        }
        return new FeeUpload(
                row.getString("psn_no"),
                row.getString("visit_id"),
                row.getLong("upload_id"),
                row.getString("batch"),
                row.getBoolean("withdrawn"),
                keptSerials,
                keptCodes,
                lines,
                charges,
                row.getString("details"),
                serials,
                memos(row));
    }

    private static Map<String, String> memos(ResultSet row) throws SQLException {
        var noted = Rows.texts(row, "memo_serials");
        if (noted.isEmpty()) {
            return Map.of();
        }
        var texts = Rows.texts(row, "memos");
        var memos = new HashMap<String, String>();
        for (var i = 0; i < noted.size(); i++) {
            memos.put(noted.get(i), texts.get(i));
        }
        return memos;
    }

    void insert(Connection connection, List<FeeUpload> uploads) throws SQLException {
        if (uploads.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into fee_upload (psn_no, visit_id, upload_id, batch, withdrawn, serials, codes, names, categories,
                    grades, amounts_fen, ceilings_fen, first_pay_millionths, days, quantities, takes_back, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date[], ?, ?, ?)""")) {
            for (var upload : uploads) {
                var lines = upload.lines();
                insert.setString(1, upload.person());
                insert.setString(2, upload.visit());
                insert.setLong(3, upload.id());
                insert.setString(4, upload.batch());
                insert.setBoolean(5, upload.withdrawn());
                insert.setObject(6, upload.serials().toArray(String[]::new));
                insert.setObject(7, upload.codes().toArray(String[]::new));
                insert.setObject(8, Rows.texts(lines, FeeLine::name));
                insert.setObject(9, Rows.texts(lines, line -> line.category().toString()));
                insert.setObject(10, Rows.texts(lines, line -> line.grade().toString()));
                insert.setObject(11, Rows.longs(lines, line -> line.amount().value()));
                insert.setObject(12, Rows.longs(lines, line -> line.ceiling().value()));
                insert.setObject(
                        13, Rows.ints(lines, line -> line.firstPayShare().millionths()));
                var charges = upload.charges();
                insert.setObject(14, Rows.texts(charges, charge -> charge.day().toString()));
                insert.setObject(15, Rows.longs(charges, FeeUpload.Charge::quantity));
                insert.setObject(16, Rows.texts(charges, FeeUpload.Charge::takesBack));
                insert.setString(17, upload.details());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void withdraw(Connection connection, List<Withdrawal> withdrawals) throws SQLException {
        if (withdrawals.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update fee_upload f set withdrawn = f.withdrawn or k.serial = '',
                    withdrawn_serials = f.withdrawn_serials || array_remove(array[k.serial]::text[], '')
                from unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::text[]) as k(psn_no, visit_id, upload_id, serial)
                where f.psn_no = k.psn_no and f.visit_id = k.visit_id and f.upload_id = k.upload_id""")) {
            update.setObject(1, Rows.texts(withdrawals, Withdrawal::person));
            update.setObject(2, Rows.texts(withdrawals, Withdrawal::visit));
            update.setObject(3, Rows.longs(withdrawals, Withdrawal::upload));
            update.setObject(4, Rows.texts(withdrawals, Withdrawal::serial));
            update.executeUpdate();
        }
    }

    /// The last memo of a serial counts.
    void note(Connection connection, List<Memo> memos) throws SQLException {
        if (memos.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update fee_upload f set memo_serials = f.memo_serials || k.serial, memos = f.memos || k.memo
                from unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::text[], ?::text[])
                    as k(psn_no, visit_id, upload_id, serial, memo)
                where f.psn_no = k.psn_no and f.visit_id = k.visit_id and f.upload_id = k.upload_id""")) {
            update.setObject(1, Rows.texts(memos, Memo::person));
            update.setObject(2, Rows.texts(memos, Memo::visit));
            update.setObject(3, Rows.longs(memos, Memo::upload));
            update.setObject(4, Rows.texts(memos, Memo::serial));
            update.setObject(5, Rows.texts(memos, Memo::memo));
            update.executeUpdate();
        }
    }
}

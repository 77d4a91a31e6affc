package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.claim.Claim.State;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.SettlementExport;

/// SQL of `claim`, `claim_line`, `claim_event` and `claim_invoice`.
final class ClaimStore {

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String COLUMNS = """
            c.psn_no, c.claim_id, c.version, c.state, c.region, c.scheme, c.visit_kind, c.institution, c.care_from,
            c.care_until, c.disease, c.use_account, c.invoice_code, c.invoice_number, c.invoice_date, c.invoice_fen,
            c.document_kinds, c.document_ids, c.document_hashes, c.payee_name, c.payee_bank, c.payee_account, c.filed_at,
            c.clerk, c.reviewer, c.settlement_id, c.refund_fen, c.payment_reference, c.paid_on""";

    private static final String HOLDER = "claim.payee_name";
    private static final String ACCOUNT = "claim.payee_account";

    private final DataKeys keys;

    ClaimStore(DataKeys keys) {
        this.keys = keys;
    }

    /// False where the invoice is claimed already.
    boolean take(Connection connection, Claim claim) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into claim_invoice (code, number, psn_no, claim_id) values (?, ?, ?, ?)
                on conflict (code, number) do nothing""")) {
            insert.setString(1, claim.invoice().code());
            insert.setString(2, claim.invoice().number());
            insert.setString(3, claim.person());
            insert.setString(4, claim.id());
            return insert.executeUpdate() == 1;
        }
    }

    /// Lets the invoice of a claim be claimed anew.
    void release(Connection connection, Claim claim) throws SQLException {
        try (var delete = connection.prepareStatement("delete from claim_invoice where psn_no = ? and claim_id = ?")) {
            delete.setString(1, claim.person());
            delete.setString(2, claim.id());
            delete.executeUpdate();
        }
    }

    void insert(Connection connection, Claim claim) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into claim (version, state, region, scheme, visit_kind, institution, care_from, care_until, disease,
                    use_account, invoice_code, invoice_number, invoice_date, invoice_fen, document_kinds, document_ids,
                    document_hashes, payee_name, payee_bank, payee_account, filed_at, clerk, reviewer, settlement_id,
                    refund_fen, payment_reference, paid_on, psn_no, claim_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            bind(insert, claim);
            insert.executeUpdate();
        }
        insertLines(connection, claim);
    }

    /// False where somebody else changed it meanwhile.
    boolean update(Connection connection, Claim claim) throws SQLException {
        try (var update = connection.prepareStatement("""
                update claim set version = ?, state = ?, region = ?, scheme = ?, visit_kind = ?, institution = ?,
                    care_from = ?, care_until = ?, disease = ?, use_account = ?, invoice_code = ?, invoice_number = ?,
                    invoice_date = ?, invoice_fen = ?, document_kinds = ?, document_ids = ?, document_hashes = ?,
                    payee_name = ?, payee_bank = ?, payee_account = ?, filed_at = ?, clerk = ?, reviewer = ?,
                    settlement_id = ?, refund_fen = ?, payment_reference = ?, paid_on = ?
                where psn_no = ? and claim_id = ? and version = ?""")) {
            var at = bind(update, claim);
            update.setInt(at + 1, claim.version() - 1);
            return update.executeUpdate() == 1;
        }
    }

    void replaceLines(Connection connection, Claim claim) throws SQLException {
        try (var delete = connection.prepareStatement("delete from claim_line where psn_no = ? and claim_id = ?")) {
            delete.setString(1, claim.person());
            delete.setString(2, claim.id());
            delete.executeUpdate();
        }
        insertLines(connection, claim);
    }

    private static String row(String person, String id) {
        return person + "/" + id;
    }

    private int bind(PreparedStatement to, Claim claim) throws SQLException {
        var at = 0;
        var invoice = claim.invoice();
        var documents = claim.documents();
        to.setInt(++at, claim.version());
        to.setString(++at, claim.state().toString());
        to.setString(++at, claim.region());
        to.setString(++at, claim.scheme().toString());
        to.setString(++at, claim.kind().toString());
        to.setString(++at, claim.institution());
        to.setObject(++at, claim.from());
        to.setObject(++at, claim.until());
        to.setString(++at, claim.disease());
        to.setBoolean(++at, claim.useAccount());
        to.setString(++at, invoice.code());
        to.setString(++at, invoice.number());
        to.setObject(++at, invoice.date());
        to.setLong(++at, invoice.total().value());
        to.setObject(
                ++at, documents.stream().map(each -> each.paper().toString()).toArray(String[]::new));
        to.setObject(++at, documents.stream().map(Claim.Document::id).toArray(String[]::new));
        to.setObject(++at, documents.stream().map(Claim.Document::sha256).toArray(String[]::new));
        var row = row(claim.person(), claim.id());
        to.setBytes(++at, keys.seal(HOLDER, row, claim.payee().holder()));
        to.setString(++at, claim.payee().bank());
        to.setBytes(++at, keys.seal(ACCOUNT, row, claim.payee().account()));
        to.setObject(++at, OffsetDateTime.ofInstant(claim.filedAt(), ZoneOffset.UTC));
        to.setString(++at, claim.clerk());
        to.setString(++at, claim.reviewer());
        to.setString(++at, claim.settlement().orElse(null));
        to.setLong(++at, claim.refund().value());
        to.setString(++at, claim.payment().map(Claim.Payment::reference).orElse(null));
        to.setObject(++at, claim.payment().map(Claim.Payment::paidOn).orElse(null));
        to.setString(++at, claim.person());
        to.setString(++at, claim.id());
        return at;
    }

    private static void insertLines(Connection connection, Claim claim) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into claim_line (psn_no, claim_id, line, name, local_code, code, quantity, price, amount_fen,
                    approval, struck)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var line : claim.lines()) {
                insert.setString(1, claim.person());
                insert.setString(2, claim.id());
                insert.setInt(3, line.number());
                insert.setString(4, line.name());
                insert.setString(5, line.localCode());
                insert.setString(6, line.code());
                insert.setLong(7, line.quantity());
                insert.setLong(8, line.price());
                insert.setLong(9, line.amount().value());
                insert.setString(10, line.approval().name());
                insert.setString(11, line.struck());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void addEvent(Connection connection, Claim claim, ClaimEvent event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into claim_event (psn_no, claim_id, number, happened_at, what, who, why, details)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, claim.person());
            insert.setString(2, claim.id());
            insert.setInt(3, event.number());
            insert.setObject(4, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
            insert.setString(5, event.what());
            insert.setString(6, event.who());
            insert.setString(7, event.why());
            insert.setString(8, event.details());
            insert.executeUpdate();
        }
    }

    /// The first first.
    List<ClaimEvent> events(Connection connection, Claim claim) throws SQLException {
        try (var select = connection.prepareStatement("""
                select number, happened_at, what, who, why, details from claim_event
                where psn_no = ? and claim_id = ? order by number""")) {
            select.setString(1, claim.person());
            select.setString(2, claim.id());
            try (var rows = select.executeQuery()) {
                var events = new ArrayList<ClaimEvent>();
                while (rows.next()) {
                    events.add(new ClaimEvent(
                            rows.getInt(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6)));
                }
                return events;
            }
        }
    }

    Optional<Claim> find(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + " from claim c where c.claim_id = ?")) {
            select.setString(1, id);
            return claims(connection, select).stream().findFirst();
        }
    }

    /// The claim that an invoice is in.
    Optional<Claim> ofInvoice(Connection connection, Claim.Invoice invoice) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from claim_invoice i join claim c on c.psn_no = i.psn_no and c.claim_id = i.claim_id
                where i.code = ? and i.number = ?""")) {
            select.setString(1, invoice.code());
            select.setString(2, invoice.number());
            return claims(connection, select).stream().findFirst();
        }
    }

    /// In the order in which they were filed.
    List<Claim> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from claim c where c.psn_no = ? order by c.filed_at, c.claim_id")) {
            select.setString(1, person);
            return claims(connection, select);
        }
    }

    /// A region's claims in a state, by id: the next ones after `after`, `most` at most.
    List<Claim> of(Connection connection, String region, State state, String after, int most) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from claim c where c.region = ? and c.state = ? and c.claim_id > ? order by c.claim_id limit ?""")) {
            select.setString(1, region);
            select.setString(2, state.toString());
            select.setString(3, after);
            select.setInt(4, most);
            return claims(connection, select);
        }
    }

    /// What an agency is to do something about; who did the last act.
    static final String WAITING = """
            select c.claim_id as id, c.psn_no as about, c.region, c.filed_at as since, c.state, (
                select e.who from claim_event e where e.psn_no = c.psn_no and e.claim_id = c.claim_id
                order by e.number desc limit 1) as by_whom
            from claim c where c.state in ('filed', 'reviewed', 'approved')""";

    /// What the settlements of all claims that were approved must be, by claim in the order of the ids' bytes. The
    /// caller's connection has autocommit off.
    static void settled(Connection connection, Taker<SettlementExport.Claimed> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select c.claim_id, coalesce(c.settlement_id, ''), c.psn_no, (
                    select coalesce(sum(l.amount_fen), 0) from claim_line l
                    where l.psn_no = c.psn_no and l.claim_id = c.claim_id and l.struck = ''), c.refund_fen
                from claim c where c.state in ('approved', 'paid') order by c.claim_id collate "C\"""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new SettlementExport.Claimed(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5))));
                }
            }
        }
    }

    private List<Claim> claims(Connection connection, PreparedStatement select) throws SQLException {
        var rows = new ArrayList<Claim>();
        try (var found = select.executeQuery()) {
            while (found.next()) {
                rows.add(claim(found));
            }
        }
        if (rows.isEmpty()) {
            return rows;
        }
        var lines = lines(connection, rows);
        return rows.stream()
                .map(claim -> claim.of(lines.getOrDefault(claim.id(), List.of())))
                .toList();
    }

    private static Map<String, List<Claim.Line>> lines(Connection connection, List<Claim> claims) throws SQLException {
        var lines = new HashMap<String, List<Claim.Line>>();
        try (var select = connection.prepareStatement("""
                select l.claim_id, l.line, l.name, l.local_code, l.code, l.quantity, l.price, l.amount_fen, l.approval,
                    l.struck
                from unnest(?::varchar[], ?::varchar[]) as k(psn_no, claim_id)
                join claim_line l on l.psn_no = k.psn_no and l.claim_id = k.claim_id
                order by l.line""")) {
            select.setObject(1, claims.stream().map(Claim::person).toArray(String[]::new));
            select.setObject(2, claims.stream().map(Claim::id).toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.computeIfAbsent(rows.getString(1), first -> new ArrayList<>())
                            .add(new Claim.Line(
                                    rows.getInt(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getLong(6),
                                    rows.getLong(7),
                                    Fen.of(rows.getLong(8)),
                                    Approval.valueOf(rows.getString(9)),
                                    rows.getString(10)));
                }
            }
        }
        return lines;
    }

    /// Without its lines.
    private Claim claim(ResultSet row) throws SQLException {
        var name = row(row.getString(1), row.getString(2));
        var reference = Optional.ofNullable(row.getString(28));
        var paidOn = Optional.ofNullable(row.getObject(29, LocalDate.class));
        return new Claim(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                Codes.of(State.class, row.getString(4)),
                row.getString(5),
                Codes.of(Scheme.class, row.getString(6)),
                Codes.of(VisitKind.class, row.getString(7)),
                row.getString(8),
                row.getObject(9, LocalDate.class),
                row.getObject(10, LocalDate.class),
                row.getString(11),
                row.getBoolean(12),
                new Claim.Invoice(
                        row.getString(13),
                        row.getString(14),
                        row.getObject(15, LocalDate.class),
                        Fen.of(row.getLong(16))),
                List.of(),
                documents(texts(row, 17), texts(row, 18), texts(row, 19)),
                new Claim.Payee(
                        keys.open(HOLDER, name, row.getBytes(20)),
                        row.getString(21),
                        keys.open(ACCOUNT, name, row.getBytes(22))),
                row.getObject(23, OffsetDateTime.class).toInstant(),
                row.getString(24),
                row.getString(25),
                Optional.ofNullable(row.getString(26)),
                Fen.of(row.getLong(27)),
                reference.flatMap(text -> paidOn.map(day -> new Claim.Payment(text, day))));
    }

    private static List<Claim.Document> documents(String[] papers, String[] ids, String[] hashes) {
        var documents = new ArrayList<Claim.Document>(ids.length);
        for (var i = 0; i < ids.length; i++) {
            documents.add(new Claim.Document(Codes.of(Claim.Paper.class, papers[i]), ids[i], hashes[i]));
        }
        return List.copyOf(documents);
    }

    private static String[] texts(ResultSet row, int column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}

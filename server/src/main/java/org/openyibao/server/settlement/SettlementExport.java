package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.registry.InstitutionRegion;

/// A door of the room for whoever goes through many settlements: of a day, of an institution. Reversals are among them,
/// with amounts below zero; claims are not, for they are paid to the person and owed to nobody. Rows are handed
/// over one by one while they come in; the caller's connection has autocommit off.
public final class SettlementExport {

    private static final SettlementExportStore STORE = new SettlementExportStore();

    private SettlementExport() {}

    /// A settlement at an institution of another region than its person's. `account` is the person's own money, wallet
    /// included, `family` what relatives' accounts paid; total = funds + account + family + cash.
    public record Elsewhere(
            String settlement,
            String home,
            String place,
            String person,
            String institution,
            Scheme scheme,
            VisitKind kind,
            String reverses,
            Fen total,
            Fen funds,
            Fen account,
            Fen family,
            Fen cash) {}

    /// Hands over the settlements made on a day where the codes of the person's region and the institution's differ, by
    /// home, place and id in the order of their bytes. `regions` says where institutions stand.
    public static void elsewhere(
            Connection connection, LocalDate day, List<InstitutionRegion> regions, Taker<Elsewhere> taker)
            throws SQLException {
        STORE.elsewhere(connection, day, regions, taker);
    }

    /// What an institution settled in one scheme and kind of care, or reversed. `account` is all accounts' money.
    public record Totals(
            Scheme scheme,
            VisitKind kind,
            boolean reversals,
            long count,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash) {}

    /// What an institution settled from a day to another (inclusive), by the time of settlement.
    public static List<Totals> totals(Connection connection, String institution, LocalDate from, LocalDate to)
            throws SQLException {
        return STORE.totals(connection, institution, from, to);
    }

    /// One of an institution's settlements. `message` asked for it; amounts as [Totals] has them.
    public record Made(
            String settlement,
            String visit,
            String person,
            String message,
            Scheme scheme,
            boolean reversal,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash) {}

    /// Hands over an institution's settlements of a kind of care, or of all, from a day to another (inclusive), by
    /// id in the order of its bytes.
    public static void made(
            Connection connection,
            String institution,
            Optional<VisitKind> kind,
            LocalDate from,
            LocalDate to,
            Taker<Made> taker)
            throws SQLException {
        STORE.made(connection, institution, kind, from, to, taker);
    }

    /// One of an institution's settlements, as its cashiers see them. `reverses`: what it takes back, `reversedBy`:
    /// what took it back; `details`: what was sent beside, as it was kept. Amounts as [Totals] has them.
    public record OfDay(
            String settlement,
            String person,
            LocalDateTime settledAt,
            Scheme scheme,
            VisitKind kind,
            Optional<String> reverses,
            Optional<String> reversedBy,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash,
            String details) {}

    /// What an institution settled and reversed on a day, the last first: at most `most`, after the first `offset`.
    public static List<OfDay> ofDay(Connection connection, String institution, LocalDate day, long offset, int most)
            throws SQLException {
        return STORE.ofDay(connection, institution, day, offset, most);
    }

    /// Days that settlements of a kind of care, and of a scheme or all, are taken together for.
    public record Span(Optional<Scheme> scheme, VisitKind kind, LocalDate from, LocalDate to) {}

    /// Which of an institution's settlements, reversals among them: by kind of care, scheme and visit where those are
    /// given, made from a day to another (inclusive). `within`: only those in a span, or only those in none.
    public record Selection(
            String institution,
            Optional<VisitKind> kind,
            Optional<Scheme> scheme,
            Optional<String> visit,
            LocalDate from,
            LocalDate to,
            List<Span> spans,
            Optional<Boolean> within) {}

    /// What was settled in a month. `persons` are settlements less reversals; amounts as [Totals] has them.
    public record Month(YearMonth month, long persons, Fen total, Fen funds, Fen account, Fen cash) {}

    /// By month, the first first; months without any are left out.
    public static List<Month> months(Connection connection, Selection selection) throws SQLException {
        return STORE.months(connection, selection);
    }

    /// Care of a kind, of the sender's `category`, empty where it said none. `emergency`: a stay that began as one.
    public record Care(VisitKind kind, String category, boolean emergency) {}

    /// One settlement. `number` is the institution's own number of the visit, `status` as what the person was insured,
    /// where that was kept. Amounts are those of [Totals].
    public record Line(
            String visit,
            String number,
            Care care,
            String person,
            String home,
            Scheme scheme,
            Optional<Status> status,
            LocalDate day,
            LocalDateTime settledAt,
            boolean reversal,
            Fen total,
            Fen account,
            Fen cash) {}

    public static long count(Connection connection, Selection selection) throws SQLException {
        return STORE.count(connection, selection);
    }

    /// By the time of settlement: at most `most`, after the first `offset`.
    public static List<Line> lines(Connection connection, Selection selection, long offset, int most)
            throws SQLException {
        return STORE.lines(connection, selection, offset, most);
    }

    /// Who pays an institution.
    public sealed interface Payer {

        record Pool() implements Payer {}

        record Layer(LayerKind kind) implements Payer {}

        /// Persons' own money, wallet included, and relatives' accounts.
        record Accounts() implements Payer {}
    }

    /// What one payer pays for settlements of some care, a scheme and a status, as [Line] has them.
    public record Share(Care care, Scheme scheme, Optional<Status> status, Payer payer, Fen amount) {}

    /// Each payer's sum, where it pays anything.
    public static List<Share> shares(Connection connection, Selection selection) throws SQLException {
        return STORE.shares(connection, selection);
    }

    /// What one payer pays for one settlement with a `total`. `within`: the settlement is in a span.
    public record Paid(String visit, String person, Fen total, Share share, boolean within) {}

    public static long countPaid(Connection connection, Selection selection) throws SQLException {
        return STORE.countPaid(connection, selection);
    }

    /// By the time of settlement: at most `most`, after the first `offset`.
    public static List<Paid> paid(Connection connection, Selection selection, long offset, int most)
            throws SQLException {
        return STORE.paid(connection, selection, offset, most);
    }

    /// Where a settlement belongs to, and when it was made.
    public record Visit(String visit, LocalDateTime settledAt) {}

    /// Of each settlement, by its id; unknown ones are absent.
    public static Map<String, Visit> visits(Connection connection, Collection<String> settlements) throws SQLException {
        return STORE.visits(connection, settlements);
    }

    /// One of an institution's settlements with its care. `stands`: neither a reversal nor reversed.
    public record OfCare(String settlement, Care care, boolean stands) {}

    /// Hands over what an institution settled and reversed in a time (both ends inclusive).
    public static void ofCare(
            Connection connection, String institution, LocalDateTime from, LocalDateTime to, Taker<OfCare> taker)
            throws SQLException {
        STORE.ofCare(connection, institution, from, to, taker);
    }

    /// The settlement of a claim that stands. `refund`: what goes back to the person.
    public record Claimed(String claim, String settlement, String person, Fen total, Fen refund) {}

    /// Hands over the settlements of claims that were not reversed, by claim in the order of the ids' bytes.
    public static void claimed(Connection connection, Taker<Claimed> taker) throws SQLException {
        STORE.claimed(connection, taker);
    }
}

package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.settlement.Rooms;

/// Whatever is changed behind the server's back is found, and the first of it named. Each change is made in
/// a transaction that is rolled back.
class AccountBooksTest {

    private static final Instant NOW = Instant.parse("2025-07-01T02:00:00Z");

    private static Rooms rooms;
    private static String first;
    private static String second;

    /// Two persons with three entries each: 300.00 and 500.00 brought in, 120.00 drawn.
    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        first = person();
        second = person();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static String person() {
        var person = rooms.employee("300.00", "500.00");
        var payment =
                new Entry(Entry.CURRENT, Entry.institution(Rooms.HOSPITAL), Fen.of(12_000), Entry.Why.SETTLEMENT, "s1");
        rooms.transaction(connection -> rooms.service(Accounts.class)
                .post(connection, List.of(new Posting(rooms.ledger(person), List.of(payment))), NOW));
        return person;
    }

    private static Optional<Text> prove(Connection connection) throws SQLException {
        return AccountBooks.prove(connection).offender();
    }

    /// What the proof says in English once the statements were carried out.
    private static String offender(String person, String... statements) {
        return rooms.undone(connection -> {
            for (var sql : statements) {
                assertThat(Rooms.change(connection, sql, person)).as(sql).isPositive();
            }
            return prove(connection).map(Text::en).orElse("nothing");
        });
    }

    private static String breaksAt(String person, int entry) {
        return "person " + person + " entry " + entry + ": an entry was changed or is missing, the chain breaks here";
    }

    @Test
    void books_that_nobody_touched_are_in_order_and_counted() {
        var report = rooms.undone(AccountBooks::prove);
        assertThat(report.offender()).isEmpty();
        assertThat(report.counts()).containsEntry("ledger", 2L).containsEntry("journal", 6L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount_fen = amount_fen + 1",
                "source = 'cash'",
                "target = 'prior'",
                "why = 'REVERSAL'",
                "why = 'GIFT'",
                "reference = 's2'",
                "posted_at = posted_at + interval '1 microsecond'",
                "hash = decode(repeat('00', 32), 'hex')",
                "entry = 7",
            })
    void a_changed_entry_is_named(String change) {
        var sql = "update journal set " + change + " where psn_no = ? and entry = 3";
        var expected = breaksAt(first, change.equals("entry = 7") ? 7 : 3);
        assertThat(offender(first, sql)).isEqualTo(expected);
    }

    @Test
    void the_sentence_is_chinese_for_a_chinese_reader() {
        var offender = rooms.undone(connection -> {
            Rooms.change(connection, "update journal set amount_fen = 1 where psn_no = ? and entry = 1", second);
            return prove(connection);
        });
        assertThat(offender.orElseThrow().zh()).isEqualTo("人员 " + second + " 分录 1：分录被改动或缺失，哈希链在此断开");
    }

    @Test
    void a_deleted_entry_is_noticed_at_the_one_after_it() {
        assertThat(offender(second, "delete from journal where psn_no = ? and entry = 2"))
                .isEqualTo(breaksAt(second, 3));
    }

    @Test
    void entries_deleted_from_the_end_are_missed_by_the_ledger() {
        assertThat(offender(first, "delete from journal where psn_no = ? and entry = 3"))
                .isEqualTo(
                        "person " + first
                                + ": the ledger (current 180.00, prior 500.00, wallet 0.00, year 2025, entries 3) is"
                                + " not what the entries come to (current 300.00, prior 500.00, wallet 0.00, year 2025, entries 2), or the chain's head differs");
        assertThat(offender(second, "delete from journal where psn_no = ?"))
                .startsWith("person " + second
                        + ": the ledger (current 180.00, prior 500.00, wallet 0.00, year 2025, entries 3)")
                .contains("(current 0.00, prior 0.00, wallet 0.00, year 2025, entries 0)");
    }

    @Test
    void an_entry_put_in_breaks_the_chain() {
        assertThat(offender(first, """
                insert into journal
                select psn_no, 4, posted_at, 'opening', 'current', 100, 'OPENING', reference, hash
                from journal where psn_no = ? and entry = 3""")).isEqualTo(breaksAt(first, 4));
    }

    @Test
    void an_entry_moved_to_somebody_else_is_missed_where_it_was() {
        assertThat(offender(first, "update journal set psn_no = 'A', entry = 1 where psn_no = ? and entry = 3"))
                .startsWith("person " + first + ": the ledger")
                .contains("entries 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current_fen = current_fen + 1",
                "prior_fen = prior_fen - 1",
                "current_fen = current_fen - 5, prior_fen = prior_fen + 5",
                "wallet_fen = wallet_fen + 1",
                "entries = entries + 1",
                "head = decode(repeat('00', 32), 'hex')",
            })
    void a_changed_ledger_is_named(String change) {
        for (var person : List.of(first, second)) {
            assertThat(offender(person, "update ledger set " + change + " where psn_no = ?"))
                    .startsWith("person " + person + ": the ledger (");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current_fen_days = current_fen_days + 1", "prior_fen_days = prior_fen_days - 1"})
    void changed_day_sums_are_named(String change) {
        assertThat(offender(second, "update ledger set " + change + " where psn_no = ?"))
                .isEqualTo("person " + second + ": the day sums are not what the entries come to");
    }

    @Test
    void entries_without_a_ledger_are_named() {
        assertThat(offender(second, "delete from ledger where psn_no = ?"))
                .isEqualTo("person " + second + " entry 1: an entry without a ledger");
    }

    @Test
    void who_rewrites_the_chain_up_to_its_end_still_misses_the_ledger() {
        var offender = rooms.undone(connection -> {
            var changed = new Entry(
                    Entry.CASH, Entry.institution(Rooms.HOSPITAL), Fen.of(12_000), Entry.Why.SETTLEMENT, "s1");
            var head = hashOfEntry(connection, 2);
            Rooms.change(
                    connection,
                    "update journal set source = 'cash', hash = ? where psn_no = ? and entry = 3",
                    new Chain().next(head, first, 3, NOW, changed),
                    first);
            return prove(connection);
        });
        assertThat(offender.orElseThrow().en())
                .startsWith("person " + first + ": the ledger (current 180.00,")
                .contains(
                        "come to (current 300.00, prior 500.00, wallet 0.00, year 2025, entries 3), or the chain's head differs");
    }

    private static byte[] hashOfEntry(Connection connection, int entry) throws SQLException {
        try (var select = connection.prepareStatement("select hash from journal where psn_no = ? and entry = ?")) {
            select.setString(1, first);
            select.setInt(2, entry);
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getBytes(1);
            }
        }
    }

    @Test
    void a_balance_that_was_below_zero_for_a_while_is_named() {
        var offender = rooms.undone(connection -> {
            var chain = new Chain();
            var overdraft = new Entry(
                    Entry.PRIOR, Entry.institution(Rooms.HOSPITAL), Fen.of(50_001), Entry.Why.SETTLEMENT, "s2");
            var fourth = chain.next(hashOfEntry(connection, 3), first, 4, NOW, overdraft);
            var fifth = chain.next(fourth, first, 5, NOW, overdraft.reversed("s3", true));
            Rooms.change(connection, """
                    insert into journal values
                        (?, 4, '2025-07-01 02:00Z', 'prior', ?, 50001, 'SETTLEMENT', 's2', ?),
                        (?, 5, '2025-07-01 02:00Z', ?, 'prior', 50001, 'REVERSAL', 's3', ?)""", first, overdraft.target(), fourth, first, overdraft.target(), fifth);
            Rooms.change(connection, "update ledger set entries = 5, head = ? where psn_no = ?", fifth, first);
            return prove(connection);
        });
        assertThat(offender.orElseThrow().en())
                .isEqualTo("person " + first + " entry 4: the balance falls below zero here");
    }

    @Test
    void of_several_offenders_the_first_is_named() {
        var offender = rooms.undone(connection -> {
            Rooms.change(connection, "update journal set amount_fen = 1 where entry = 3");
            Rooms.change(connection, "update journal set amount_fen = 1 where entry = 2 and psn_no = ?", first);
            Rooms.change(connection, "update ledger set current_fen = 0");
            return prove(connection);
        });
        assertThat(offender.orElseThrow().en()).isEqualTo(breaksAt(first, 2));
    }

    /// Appends entries to the first person's books behind the server's back, as of a moment, with a chain and
    /// balances that are in order.
    private static String appended(String at, long currentFen, long priorFen, String ledger, Entry... entries) {
        return rooms.undone(connection -> {
            var chain = new Chain();
            var head = hashOfEntry(connection, 3);
            var number = 3;
            for (var entry : entries) {
                number++;
                head = chain.next(head, first, number, Instant.parse(at), entry);
                Rooms.change(
                        connection,
                        "insert into journal values (?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?)",
                        first,
                        number,
                        at,
                        entry.source(),
                        entry.target(),
                        entry.amount().value(),
                        entry.why().name(),
                        entry.reference(),
                        head);
            }
            Rooms.change(
                    connection,
                    "update ledger set entries = ?, head = ?, current_fen = ?, prior_fen = ?, " + ledger
                            + " where psn_no = ?",
                    number,
                    head,
                    currentFen,
                    priorFen,
                    first);
            return prove(connection).map(Text::en).orElse("nothing");
        });
    }

    private static final String IN_JANUARY = "2026-01-05T02:00:00Z";

    /// 180.00 since 1 July, 184 days, and 680.00 all of 2026.
    private static final String IN_2026 = "year = 2026, current_fen_days = 0, prior_fen_days = 24820000";

    private static Entry carryOver(long fen, String reference) {
        return new Entry(Entry.CURRENT, Entry.PRIOR, Fen.of(fen), Entry.Why.CARRY_OVER, reference);
    }

    private static Entry interest(long fen, String reference) {
        return new Entry(Entry.interest("110000"), Entry.PRIOR, Fen.of(fen), Entry.Why.INTEREST, reference);
    }

    @Test
    void a_year_that_turned_has_its_day_sums_kept() {
        assertThat(appended(IN_JANUARY, 0, 68_000, IN_2026, carryOver(18_000, "year-end:2025")))
                .isEqualTo("person " + first + ": the day sums are not what the entries come to");
        var kept = rooms.undone(connection -> {
            Rooms.change(connection, "insert into closed_year values (?, 2025, 3312000, 9200000)", first);
            return prove(connection).map(Text::en).orElse("nothing");
        });
        assertThat(kept).isEqualTo("person " + first + ": the day sums are not what the entries come to");
        var nobodys = rooms.undone(connection -> {
            Rooms.change(connection, "insert into closed_year values ('z', 2025, 1, 1)");
            return prove(connection).map(Text::en).orElse("nothing");
        });
        assertThat(nobodys).isEqualTo("a closed year without a ledger: person z");
    }

    @Test
    void a_year_that_turned_without_all_its_money_is_named() {
        var entry = "person " + first + " entry 4: the year turns here without this year's money being carried over";
        assertThat(appended(IN_JANUARY, 0, 68_000, IN_2026, carryOver(17_999, "year-end:2025")))
                .isEqualTo(entry);
        assertThat(appended(IN_JANUARY, 0, 68_000, IN_2026, carryOver(18_000, "year-end:2024")))
                .isEqualTo(entry);
        assertThat(appended(IN_JANUARY, 180, 500, IN_2026, interest(1, "year-end:2025:prior")))
                .isEqualTo(entry);
        assertThat(appended("2025-12-31T15:59:59Z", 0, 680, IN_2026, carryOver(18_000, "year-end:2025")))
                .isEqualTo(entry);
        assertThat(offender(first, "update ledger set year = 2026 where psn_no = ?"))
                .isEqualTo("person " + first + ": the money of 2025, 180.00, was not carried over");
    }

    @Test
    void interest_that_is_paid_twice_or_is_not_due_is_named() {
        var carry = carryOver(18_000, "year-end:2025");
        var due = interest(5, "year-end:2025:prior");
        var paid = IN_2026 + ", interest_year = 2025";
        var offence = ": interest paid twice, or of a year whose interest is not due";
        assertThat(appended(IN_JANUARY, 0, 68_010, paid, carry, due, due))
                .isEqualTo("person " + first + " entry 6" + offence);
        for (var wrong : List.of("year-end:2026:prior", "year-end:2024:prior", "year-end:2025", "interest")) {
            assertThat(appended(IN_JANUARY, 0, 68_005, paid, carry, interest(5, wrong)))
                    .as(wrong)
                    .isEqualTo("person " + first + " entry 5" + offence);
        }
        assertThat(appended(IN_JANUARY, 0, 68_005, IN_2026, carry, due))
                .isEqualTo("person " + first + " entry 5" + offence);
    }

    @Test
    void money_in_transit_is_counted_and_never_below_zero() {
        var leaves = new Entry(Entry.PRIOR, Entry.transit("t1"), Fen.of(100), Entry.Why.WALLET, "t1");
        rooms.undone(connection -> {
            var posting = new Posting(rooms.ledger(first), List.of(leaves));
            rooms.service(Accounts.class).post(connection, List.of(posting), NOW);
            assertThat(prove(connection)).isEmpty();
            assertThat(AccountBooks.inTransit(connection)).containsExactly(Map.entry("t1", Fen.of(100)));
            return true;
        });
        var offender = rooms.undone(connection -> {
            var arrives = new Entry(Entry.transit("t1"), Entry.WALLET, Fen.of(100), Entry.Why.WALLET, "t1");
            var posting = new Posting(rooms.ledger(first), List.of(arrives));
            rooms.service(Accounts.class).post(connection, List.of(posting), NOW);
            return prove(connection);
        });
        assertThat(offender.map(Text::en)).contains("money in transit is below zero: t1");
    }
}

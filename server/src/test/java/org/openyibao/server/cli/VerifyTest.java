package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.language.Messages;
import org.openyibao.server.settlement.Rooms;

class VerifyTest {

    private static Rooms rooms;
    private static String person;
    private static String settlement;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void settle() {
        rooms = Rooms.open();
        person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, LocalDate.of(2025, 3, 10));
        settlement = rooms.settled(visit, "b", "2000.00").settlement().id();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private int verify(Locale language, TestDatabase database) throws IOException {
        var password = folder.resolve("password");
        Files.writeString(password, database.address().password());
        return CommandLines.of(new Verify(), Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "--db=" + database.address().jdbcUrl(),
                        "--db-user=" + database.address().user(),
                        "--data-key=" + TestDatabase.keyFile(),
                        "--db-password-file=" + password);
    }

    private void change(String sql) {
        rooms.transaction(connection -> Rooms.change(connection, sql));
    }

    private String lastLine() {
        return output.toString().lines().reduce((before, line) -> line).orElse("");
    }

    @Test
    void books_in_order_end_with_zero_and_are_counted() throws IOException {
        assertThat(verify(Locale.ENGLISH, rooms.database())).isZero();
        assertThat(output.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "ledger 1",
                        "journal 6",
                        "credit 0",
                        "interest 0",
                        "family_binding 0",
                        "wallet_transfer 0",
                        "household_member 0",
                        "settlement 1",
                        "year_to_date 1",
                        "family_year 0",
                        "fee_upload 1",
                        "visit 1",
                        "message 3",
                        "filing 0",
                        "filing_event 0",
                        "registration 0",
                        "clearing_item 0",
                        "clearing_entry 0",
                        "claim 0",
                        "claim_line 0",
                        "claim_event 0",
                        "claim_invoice 0",
                        "The books are in order.");
        assertThat(errors.toString().lines())
                .containsExactly("Proving the books: chains, balances, wallets, settlements, years, messages ...");
    }

    @Test
    void it_speaks_chinese() throws IOException {
        assertThat(verify(Locale.CHINESE, rooms.database())).isZero();
        assertThat(lastLine()).isEqualTo("账目无误。");
    }

    @Test
    void a_changed_entry_is_named_and_ends_with_one() throws IOException {
        change("update journal set amount_fen = amount_fen + 1 where entry = 2");
        try {
            assertThat(verify(Locale.ENGLISH, rooms.database())).isEqualTo(1);
        } finally {
            change("update journal set amount_fen = amount_fen - 1 where entry = 2");
        }
        assertThat(lastLine())
                .isEqualTo("WRONG: person " + person
                        + " entry 2: an entry was changed or is missing, the chain breaks here");
    }

    @Test
    void a_changed_settlement_is_named_and_ends_with_one() throws IOException {
        change("update settlement set cash_fen = cash_fen + 1");
        try {
            assertThat(verify(Locale.CHINESE, rooms.database())).isEqualTo(1);
        } finally {
            change("update settlement set cash_fen = cash_fen - 1");
        }
        assertThat(lastLine()).isEqualTo("有误：结算各部分之和与总额不符：" + settlement);
    }

    @Test
    void a_database_without_books_ends_with_one() throws IOException {
        try (var empty = TestDatabase.empty()) {
            assertThat(verify(Locale.ENGLISH, empty)).isEqualTo(1);
        }
        assertThat(output.toString().lines()).containsExactly("this database has no books");
    }

    @Test
    void it_changes_nothing_and_does_not_disturb_a_server_at_work() throws IOException {
        var before = rooms.state();
        try (var server = Serve.start(ServeOptions.external(rooms.database().address()))) {
            assertThat(verify(Locale.ENGLISH, rooms.database())).isZero();
            assertThat(server.baseUrl()).isNotNull();
        }
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_one_line() throws IOException {
        var password = folder.resolve("password");
        Files.writeString(password, "x");
        var code = CommandLines.of(new Verify(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "--db=jdbc:postgresql://127.0.0.1:1/none",
                        "--data-key=" + TestDatabase.keyFile(),
                        "--db-password-file=" + password);
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("openyibao: the database at jdbc:postgresql://127.0.0.1:1/none does not answer: ");
        assertThat(output.toString()).isEmpty();
    }
}

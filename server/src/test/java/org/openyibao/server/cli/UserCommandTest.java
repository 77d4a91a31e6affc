package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import org.openyibao.server.settlement.Rooms;

/// Users from the command line and from files.
class UserCommandTest {

    private static final String PASSWORD = "correct-horse-7";

    private static Rooms rooms;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private int run(Locale language, String typed, String... arguments) throws IOException {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        var address = rooms.database().address();
        var password = folder.resolve("password");
        Files.writeString(password, address.password());
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--db=" + address.jdbcUrl(),
                "--db-user=" + address.user(),
                "--db-password-file=" + password,
                "--data-key=" + TestDatabase.keyFile()));
        var in = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())));
        try {
            return CommandLines.of(new UserCommand(), Messages.of(language))
                    .setOut(new PrintWriter(output, true))
                    .setErr(new PrintWriter(errors, true))
                    .execute(all.toArray(String[]::new));
        } finally {
            System.setIn(in);
        }
    }

    private int run(String typed, String... arguments) throws IOException {
        return run(Locale.ENGLISH, typed, arguments);
    }

    private static Users users() {
        return rooms.service(Users.class);
    }

    @Test
    void a_user_is_added_gets_a_token_another_password_and_is_disabled() throws IOException {
        assertThat(run(PASSWORD + "\n", "add", "clerk3", "--role=clerk", "--scope=510300"))
                .as(errors.toString())
                .isZero();
        assertThat(output.toString().strip()).isEqualTo("added clerk3");
        assertThat(users().signIn("clerk3", PASSWORD).orElseThrow().caller())
                .isEqualTo(new Caller("clerk3", Role.CLERK, "510300"));

        assertThat(run("", "token", "clerk3", "--days=7")).isZero();
        var token = output.toString().strip();
        assertThat(rooms.service(UserTokens.class).ofToken(token).orElseThrow().name())
                .isEqualTo("clerk3");
        assertThat(errors.toString()).startsWith("a token of clerk3, good until ");

        assertThat(run(Locale.CHINESE, "battery-staple-8", "password", "clerk3"))
                .isZero();
        assertThat(output.toString().strip()).isEqualTo("已设置 clerk3 的新密码");
        assertThat(users().signIn("clerk3", PASSWORD)).isEmpty();
        assertThat(users().signIn("clerk3", "battery-staple-8")).isPresent();

        assertThat(run("", "disable", "clerk3")).isZero();
        assertThat(users().signIn("clerk3", "battery-staple-8")).isEmpty();
        assertThat(rooms.service(UserTokens.class).ofToken(token)).isEmpty();
    }

    @Test
    void what_is_wrong_is_told_in_one_line() throws IOException {
        assertThat(run(PASSWORD, "add", "x", "--role=king")).isEqualTo(1);
        assertThat(errors.toString().strip())
                .isEqualTo("openyibao: --role: expected one of insured, cashier, clerk, reviewer, analyst, auditor,"
                        + " administrator, got king");
        assertThat(run("", "add", "x", "--role=auditor")).isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("openyibao: no password came in");
        assertThat(run("short-1", "add", "x", "--role=auditor")).isEqualTo(1);
        assertThat(errors.toString()).contains("password: expected a password of 10 to 128 characters");
        assertThat(run(Locale.CHINESE, "", "disable", "nobody")).isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("openyibao：user：应为用户名，实为nobody");
        assertThat(run("", "token", "nobody", "--days=0")).isEqualTo(1);
        assertThat(errors.toString()).contains("days: expected a whole number from 1 to 366, got 0");
        assertThat(users().find("x")).isEmpty();
    }

    @Test
    void a_file_adds_users_without_passwords_and_a_demo_gives_them_some() throws IOException {
        var person = rooms.resident();
        var file = Files.writeString(
                folder.resolve("users.csv"),
                "name,role,scope\nfrom-file,insured," + person + "\nwrong,insured,P0\nfile-auditor,auditor,\n");
        var rejected = new ArrayList<String>();
        var imports = rooms.service(Imports.class);
        var taken = imports.users(
                file, "a test", complaint -> rejected.add(complaint.line().en()));
        assertThat(taken).isEqualTo(new Imports.RowsTaken(2, 0, 1));
        assertThat(rejected).hasSize(1).first().asString().contains("users.csv", "scope", "P0");
        assertThat(users().find("from-file").orElseThrow().hasPassword()).isFalse();
        assertThat(imports.users(file, "a test", _ -> {})).isEqualTo(new Imports.RowsTaken(0, 2, 1));

        assertThat(signIns(Map.of(SampleUsers.VARIABLE, PASSWORD), Locale.ENGLISH))
                .contains("insured person from-file " + PASSWORD + " http://127.0.0.1:1/sign-in?user=from-file");
        assertThat(users().signIn("from-file", PASSWORD)).isPresent();

        assertThat(signIns(Map.of(), Locale.ENGLISH))
                .contains("insured person from-file told at the first start http://127.0.0.1:1/sign-in?user=from-file")
                .endsWith("Another password: ./openyibao user password NAME")
                .noneMatch(line -> line.contains(PASSWORD));

        users().create(new Caller("later", Role.ANALYST, ""), Optional.empty(), "a test");
        var told = signIns(Map.of(), Locale.CHINESE).stream()
                .filter(line -> line.startsWith("政策分析人员 later "))
                .toList();
        assertThat(told).hasSize(1);
        var cells = told.getFirst().split(" ");
        assertThat(cells[3]).isEqualTo("http://127.0.0.1:1/sign-in?user=later");
        assertThat(users().signIn("later", cells[2])).isPresent();
    }

    /// What the demo tells of the users, a line each, with single blanks between its cells.
    private List<String> signIns(Map<String, String> environment, Locale language) {
        output.getBuffer().setLength(0);
        var console = new Console(new PrintWriter(output, true), new PrintWriter(errors, true), false);
        SampleUsers.tell(users(), URI.create("http://127.0.0.1:1"), environment, console, Messages.of(language));
        return output.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}

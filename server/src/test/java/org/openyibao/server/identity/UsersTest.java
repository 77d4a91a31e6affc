package org.openyibao.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Rooms;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Users and their passwords. A password is "hashed" by a sign in front, so that the tests need not wait.
class UsersTest {

    private static final String PASSWORD = "correct-horse-7";
    private static final String WRONG = "wrong-horse-77";
    private static final AtomicInteger COMPARED = new AtomicInteger();

    private static Rooms rooms;
    private static Users users;

    private static final class Cheap implements PasswordEncoder {
        @Override
        public String encode(CharSequence password) {
            return "#" + password;
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            COMPARED.incrementAndGet();
            return hash.contentEquals("#" + password);
        }
    }

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        users = new Users(
                rooms.service(Requests.class),
                rooms.service(Enrolment.class),
                rooms.service(Registry.class),
                rooms.service(Ids.class),
                rooms.clock(),
                new Passwords(new Cheap()));
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static String auditor() {
        var name = "auditor-" + UUID.randomUUID().toString().substring(0, 8);
        create(name, Role.AUDITOR, "", PASSWORD);
        return name;
    }

    private static Result<User> create(String name, Role role, String scope, String password) {
        return users.create(new Caller(name, role, scope), Optional.of(password), "a test");
    }

    private static String refused(Result<User> result) {
        return result instanceof Result.Refused<User>(var refusal)
                ? refusal.message().en()
                : "done: " + result;
    }

    private static boolean signsIn(String name, String password) {
        return users.signIn(name, password).isPresent();
    }

    @Test
    void five_wrong_passwords_in_a_row_lock_for_a_quarter_of_an_hour() {
        var name = auditor();
        for (var i = 0; i < 4; i++) {
            assertThat(signsIn(name, WRONG)).isFalse();
        }
        assertThat(signsIn(name, PASSWORD)).as("after four wrong ones").isTrue();
        for (var i = 0; i < 5; i++) {
            assertThat(signsIn(name, WRONG)).isFalse();
        }
        var until = rooms.clock().instant().plus(Duration.ofMinutes(15));
        assertThat(users.find(name).orElseThrow().lockedUntil()).contains(until);
        assertThat(signsIn(name, PASSWORD)).as("locked").isFalse();
        rooms.pass(Duration.ofMinutes(14));
        assertThat(signsIn(name, WRONG)).isFalse();
        assertThat(users.find(name).orElseThrow().lockedUntil())
                .as("tries meanwhile do not lengthen it")
                .contains(until);
        rooms.pass(Duration.ofMinutes(1));
        assertThat(signsIn(name, PASSWORD)).isTrue();
        assertThat(users.find(name).orElseThrow().lockedUntil()).isEmpty();
    }

    @Test
    void an_administrator_ends_a_lock() {
        var name = auditor();
        for (var i = 0; i < 5; i++) {
            signsIn(name, WRONG);
        }
        users.unlock(name, "administrator");
        assertThat(signsIn(name, PASSWORD)).isTrue();
    }

    @Test
    void whoever_signs_in_a_password_is_compared() {
        var name = auditor();
        var disabled = auditor();
        users.disable(disabled, "a test");
        var withoutPassword = "token-only-1";
        users.create(new Caller(withoutPassword, Role.AUDITOR, ""), Optional.empty(), "a test");
        for (var each : new String[] {name, disabled, withoutPassword, "nobody-at-all", ""}) {
            var before = COMPARED.get();
            assertThat(signsIn(each, WRONG)).as(each).isFalse();
            assertThat(COMPARED.get()).as("%s: compared", each).isEqualTo(before + 1);
        }
    }

    @Test
    void what_happens_is_written_down_and_what_was_typed_for_a_name_is_not() {
        var name = auditor();
        signsIn(name, WRONG);
        signsIn(name, PASSWORD);
        users.setPassword(name, "battery-staple-8", "administrator");
        users.disable(name, "administrator");
        assertThat(rooms.text(
                        "select string_agg(event || ' ' || done_by, ', ' order by id) from user_event where name = ?",
                        name))
                .isEqualTo("created a test, refused , signed-in " + name
                        + ", password-changed administrator, disabled administrator");
        signsIn("my-secret-password", "x");
        assertThat(rooms.text("select count(*) from user_event where name = ?", "my-secret-password"))
                .isEqualTo("0");
    }

    @Test
    void a_user_must_have_a_good_name_scope_and_password() {
        assertThat(refused(create("Clerk One", Role.AUDITOR, "", PASSWORD)))
                .isEqualTo(
                        "name: expected a name of at most 60 small letters, digits and . _ @ -, the first a letter or"
                                + " digit, got Clerk One");
        assertThat(refused(create("clerk-x", Role.CLERK, "5103", PASSWORD)))
                .isEqualTo("scope: expected the six digits of a region, got 5103");
        assertThat(refused(create("cashier-x", Role.CASHIER, "H000", PASSWORD)))
                .isEqualTo("scope: expected the code of a registered institution, got H000");
        assertThat(refused(create("insured-x", Role.INSURED, "P000", PASSWORD)))
                .isEqualTo("scope: expected the number of a registered person, got P000");
        assertThat(refused(create("auditor-x", Role.AUDITOR, "510300", PASSWORD)))
                .isEqualTo("scope: expected nothing, got 510300");
        assertThat(refused(create("auditor-x", Role.AUDITOR, "", "abcdefghij"))).endsWith("got characters of one kind");
        assertThat(refused(create("auditor-x", Role.AUDITOR, "", "the-Auditor-X-1")))
                .endsWith("got one with the name");
        assertThat(refused(create("auditor-x", Role.AUDITOR, "", "a1".repeat(65))))
                .endsWith("got 130 characters");
        assertThat(create("cashier-x", Role.CASHIER, Rooms.HOSPITAL, PASSWORD)).isInstanceOf(Result.Done.class);
        assertThat(create("insured-x", Role.INSURED, rooms.resident(), PASSWORD))
                .isInstanceOf(Result.Done.class);
        assertThat(refused(create("cashier-x", Role.AUDITOR, "", PASSWORD)))
                .isEqualTo("name: expected a name that nobody has, got cashier-x");
        assertThat(refused(users.disable("nobody-here", "a test")))
                .isEqualTo("user: expected the name of a user, got nobody-here");
    }

    @Test
    void passwords_are_hashed_with_argon2id_and_salted() {
        var passwords = new Passwords();
        var hash = passwords.hash(PASSWORD);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(hash);
        assertThat(passwords.fits(PASSWORD, hash)).isTrue();
        assertThat(passwords.fits(WRONG, hash)).isFalse();
        assertThat(passwords.fits(PASSWORD, "")).isFalse();
    }

    @Test
    void no_secret_is_kept_or_printed() {
        var name = auditor();
        var session = users.signIn(name, PASSWORD).orElseThrow();
        assertThat(session.toString()).doesNotContain(session.secret());
        assertThat(rooms.text(
                        "select encode(hash, 'hex') = encode(sha256(?::bytea), 'hex') from user_token where name = '"
                                + name + "'",
                        session.secret()))
                .isEqualTo("t");
    }
}

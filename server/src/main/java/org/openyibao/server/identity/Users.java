package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// A door of the room: who may sign in, with which password.
///
/// A password is compared before the user's row is locked and counted after: of many tries at once as many are told
/// how they went as of tries one by one. Whoever names nobody, or somebody disabled or locked, waits as long and gets
/// the same answer as whoever has the password wrong.
@Component
public class Users {

    /// So many wrong passwords in a row lock a user.
    public static final int MOST_FAILURES = 5;

    public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    /// The form of a name; of what people type, capitals are taken for small letters.
    public static final String NAME = "[a-z0-9][a-z0-9._@-]{0,59}";

    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern REGION = Pattern.compile("\\d{6}");
    private static final Text NAME_FORM = new Text(
            "以小写字母或数字开头、由小写字母、数字和 . _ @ - 组成、至多 60 个字符的用户名",
            "a name of at most 60 small letters, digits and . _ @ -, the first a letter or digit");

    private final Requests requests;
    private final Enrolment enrolment;
    private final Registry registry;
    private final Ids ids;
    private final Clock clock;
    private final Passwords passwords;
    private final UserStore store = new UserStore();
    private final UserTokenStore tokens = new UserTokenStore();

    @Autowired
    Users(Requests requests, Enrolment enrolment, Registry registry, Ids ids, Clock clock) {
        this(requests, enrolment, registry, ids, clock, new Passwords());
    }

    Users(Requests requests, Enrolment enrolment, Registry registry, Ids ids, Clock clock, Passwords passwords) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.registry = registry;
        this.ids = ids;
        this.clock = clock;
        this.passwords = passwords;
    }

    /// Signs a user in by password. Empty: refused, for whatever reason.
    public Optional<Session> signIn(String typed, String password) {
        var name = typed.strip().toLowerCase(Locale.ROOT);
        var hash = requests.read(connection -> store.find(connection, name))
                .map(UserStore.Row::password)
                .orElse("");
        var fits = passwords.fits(password, hash);
        return requests.always(connection -> {
            var now = clock.instant();
            var row = store.lock(connection, name);
            var open = row.filter(each -> mayTry(each, now));
            if (open.isEmpty()) {
                store.note(connection, now, row.isEmpty() ? "" : name, UserEvent.REFUSED, "");
                return Optional.empty();
            }
            if (!fits || !open.get().password().equals(hash)) {
                count(connection, open.get(), now);
                return Optional.empty();
            }
            store.setFailures(connection, name, 0, null);
            store.note(connection, now, name, UserEvent.SIGNED_IN, name);
            return Optional.of(UserTokens.session(connection, open.get().user(), ids, now));
        });
    }

    /// Signs in a user whom somebody else has made sure of. Empty where nobody who may sign in has the name.
    public Optional<Session> signInKnown(String typed) {
        var name = typed.strip().toLowerCase(Locale.ROOT);
        return requests.always(connection -> {
            var now = clock.instant();
            var row = store.lock(connection, name);
            var open = row.filter(each -> !each.user().disabled());
            if (open.isEmpty()) {
                store.note(connection, now, row.isEmpty() ? "" : name, UserEvent.REFUSED, "");
                return Optional.empty();
            }
            store.note(connection, now, name, UserEvent.SIGNED_IN, name);
            return Optional.of(UserTokens.session(connection, open.get().user(), ids, now));
        });
    }

    private static boolean mayTry(UserStore.Row row, Instant now) {
        return !row.user().disabled()
                && row.user().lockedUntil().filter(now::isBefore).isEmpty();
    }

    private void count(Connection connection, UserStore.Row row, Instant now) throws SQLException {
        var name = row.user().name();
        var failures = row.failures() + 1;
        var lock = failures >= MOST_FAILURES;
        store.setFailures(connection, name, lock ? 0 : failures, lock ? now.plus(LOCKED_FOR) : null);
        store.note(connection, now, name, lock ? UserEvent.LOCKED : UserEvent.REFUSED, "");
    }

    /// Adds a user; without a password, one who signs in elsewhere or only by token. `by`: who adds.
    public Result<User> create(Caller user, Optional<String> password, String by) {
        return create(user, password, false, by);
    }

    /// As the other. `mustChange`: the user must change the password before anything else.
    public Result<User> create(Caller user, Optional<String> password, boolean mustChange, String by) {
        var weak = password.flatMap(each -> Passwords.refusal("password", each, user.name()));
        if (!NAMES.matcher(user.name()).matches()) {
            return Result.refused(Refusal.badInput("WRONG_VALUE", "name", NAME_FORM, Text.same(user.name())));
        }
        if (weak.isPresent()) {
            return Result.refused(weak.get());
        }
        var hash = password.map(passwords::hash).orElse("");
        return requests.perform(connection -> {
            var wrong = wrongScope(connection, user);
            if (wrong.isPresent()) {
                return Result.refused(wrong.get());
            }
            var now = clock.instant();
            if (!store.insert(connection, user, hash, mustChange, now)) {
                return Result.refused(Refusal.conflict(
                        "USER_EXISTS",
                        "name",
                        new Text("尚无人使用的用户名", "a name that nobody has"),
                        Text.same(user.name())));
            }
            store.note(connection, now, user.name(), UserEvent.CREATED, by);
            return Result.done(new User(user, !hash.isEmpty(), mustChange, false, Optional.empty(), now));
        });
    }

    private Optional<Refusal> wrongScope(Connection connection, Caller user) throws SQLException {
        var scope = user.scope();
        return switch (user.role()) {
            case INSURED ->
                enrolment.byNumbers(connection, List.of(scope)).containsKey(scope)
                        ? Optional.empty()
                        : Optional.of(Refusal.unknownPerson("scope", scope));
            case CASHIER ->
                registry.institution(scope, BusinessDay.of(clock.instant())).isPresent()
                        ? Optional.empty()
                        : Optional.of(Refusal.unknown(
                                "UNKNOWN_INSTITUTION",
                                "scope",
                                new Text("已登记机构的编码", "the code of a registered institution"),
                                scope));
            case CLERK, REVIEWER ->
                REGION.matcher(scope).matches()
                        ? Optional.empty()
                        : Optional.of(Refusal.badInput(
                                "WRONG_VALUE",
                                "scope",
                                new Text("六位统筹区代码", "the six digits of a region"),
                                Text.same(scope)));
            case ANALYST, AUDITOR, ADMINISTRATOR ->
                scope.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Refusal.badInput("WRONG_VALUE", "scope", new Text("不填", "nothing"), Text.same(scope)));
        };
    }

    /// A user changes the password to another one, is signed out everywhere and loses the tokens. Wrong ones count as
    /// at sign-in.
    public Result<User> changePassword(String name, String old, String wanted) {
        var hash = requests.read(connection -> store.find(connection, name))
                .map(UserStore.Row::password)
                .orElse("");
        var fits = passwords.fits(old, hash);
        var known = requests.always(connection -> {
            var now = clock.instant();
            var open = store.lock(connection, name).filter(each -> mayTry(each, now));
            var right = open.isPresent() && fits && open.get().password().equals(hash);
            if (open.isPresent() && !right) {
                count(connection, open.get(), now);
            }
            return right;
        });
        if (known && wanted.equals(old)) {
            return Result.refused(Refusal.badInput(
                    "SAME_PASSWORD",
                    "password",
                    new Text("与原密码不同的密码", "another password than the old one"),
                    new Text("原密码", "the old one")));
        }
        return known
                ? setPassword(name, wanted, name)
                : Result.refused(Refusal.of(
                        Refusal.Kind.NOT_ALLOWED,
                        "WRONG_PASSWORD",
                        new Text("原密码不正确", "the old password is not the right one")));
    }

    /// Gives a user a new password, ends a lock, signs the user out everywhere and takes the tokens away. `by`: who
    /// does it.
    public Result<User> setPassword(String name, String wanted, String by) {
        return setPassword(name, wanted, false, by);
    }

    /// As the other. `mustChange`: the user must change it before anything else.
    public Result<User> setPassword(String name, String wanted, boolean mustChange, String by) {
        var weak = Passwords.refusal("password", wanted, name);
        if (weak.isPresent()) {
            return Result.refused(weak.get());
        }
        var hash = passwords.hash(wanted);
        return change(name, by, UserEvent.PASSWORD_CHANGED, connection -> {
            store.setPassword(connection, name, hash, mustChange);
            tokens.deleteAll(connection, name);
        });
    }

    /// Signs a user out everywhere, takes the tokens away, and lets nobody sign in by the name.
    public Result<User> disable(String name, String by) {
        return change(name, by, UserEvent.DISABLED, connection -> {
            store.setDisabled(connection, name, true);
            tokens.deleteAll(connection, name);
        });
    }

    public Result<User> enable(String name, String by) {
        return change(name, by, UserEvent.ENABLED, connection -> store.setDisabled(connection, name, false));
    }

    /// Ends a lock before its time.
    public Result<User> unlock(String name, String by) {
        return change(name, by, UserEvent.UNLOCKED, connection -> store.setFailures(connection, name, 0, null));
    }

    private interface Step {
        void in(Connection connection) throws SQLException;
    }

    private Result<User> change(String name, String by, UserEvent event, Step step) {
        return requests.perform(connection -> {
            if (store.lock(connection, name).isEmpty()) {
                return Result.refused(unknown(name));
            }
            step.in(connection);
            store.note(connection, clock.instant(), name, event, by);
            return Result.done(store.find(connection, name).orElseThrow().user());
        });
    }

    /// A password that nobody guesses and people can copy: `k7mp-3xqd-9whr-t2vc`.
    public static String newPassword() {
        return Secrets.newPassword();
    }

    static Refusal unknown(String name) {
        return Refusal.unknown("UNKNOWN_USER", "user", new Text("用户名", "the name of a user"), name);
    }

    public Optional<User> find(String name) {
        return requests.read(connection -> store.find(connection, name)).map(UserStore.Row::user);
    }

    /// In the order of their names.
    public List<User> all() {
        return requests.read(store::all);
    }
}

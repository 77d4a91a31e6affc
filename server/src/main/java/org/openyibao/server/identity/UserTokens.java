package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Ids;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: who shows a session's or a token's secret. Who the user is, is read each time: what is changed
/// of a user holds at once, on every server.
@Component
public class UserTokens {

    /// A session ends when it was not used for so long,
    public static final Duration IDLE = Duration.ofMinutes(30);

    /// or so long after the sign-in.
    public static final Duration LONGEST_SESSION = Duration.ofHours(12);

    public static final int LONGEST_TOKEN_DAYS = 366;

    private static final String SESSION = "session";
    private static final String TOKEN = "token";

    /// By which a token that was published by mistake can be recognised.
    private static final String TOKEN_PREFIX = "oyb_";

    /// That one was used is written down once in so long.
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Requests requests;
    private final Ids ids;
    private final Clock clock;
    private final UserStore users = new UserStore();
    private final UserTokenStore store = new UserTokenStore();

    UserTokens(Requests requests, Ids ids, Clock clock) {
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    static Session session(Connection connection, User user, Ids ids, Instant now) throws SQLException {
        var store = new UserTokenStore();
        store.deleteExpired(connection, now);
        var secret = Secrets.newText();
        var token = new UserToken(ids.next(), user.name(), "", now, now, now.plus(IDLE));
        store.insert(connection, SESSION, token, Secrets.hash(secret));
        return new Session(user.caller(), secret, user.mustChange(), !user.hasPassword());
    }

    /// Who is signed in by a session's secret.
    public Optional<Session> ofSession(String secret) {
        var now = clock.instant();
        var held = find(SESSION, secret, now);
        held.filter(each -> each.usedAt().plus(BETWEEN_NOTES).isBefore(now))
                .ifPresent(each -> requests.always(connection -> {
                    var idle = now.plus(IDLE);
                    var end = each.issuedAt().plus(LONGEST_SESSION);
                    store.used(connection, each.id(), now, idle.isBefore(end) ? idle : end);
                    return each;
                }));
        return held.map(each -> new Session(each.caller(), secret, each.mustChange(), each.elsewhere()));
    }

    /// Whose program shows a token. A password that must be changed is none of a program's.
    public Optional<Caller> ofToken(String secret) {
        var now = clock.instant();
        var held = find(TOKEN, secret, now);
        held.filter(each -> each.usedAt().plus(BETWEEN_NOTES).isBefore(now))
                .ifPresent(each -> requests.always(connection -> {
                    store.used(connection, each.id(), now);
                    return each;
                }));
        return held.map(UserTokenStore.Held::caller);
    }

    private Optional<UserTokenStore.Held> find(String kind, String secret, Instant now) {
        return requests.read(connection -> store.find(connection, kind, Secrets.hash(secret), now));
    }

    public void signOut(String secret) {
        requests.always(connection -> {
            store.deleteSession(connection, Secrets.hash(secret));
            return secret;
        });
    }

    /// Issues a token of a user. `days`: how long it is good. `by`: who has it issued.
    public Result<UserToken.Issued> issue(String name, String purpose, int days, String by) {
        if (days < 1 || days > LONGEST_TOKEN_DAYS) {
            return Result.refused(Refusal.badInput(
                    "WRONG_VALUE",
                    "days",
                    new Text("1 至 " + LONGEST_TOKEN_DAYS + " 的整数", "a whole number from 1 to " + LONGEST_TOKEN_DAYS),
                    Text.same(Integer.toString(days))));
        }
        return requests.perform(connection -> {
            var user = users.lock(connection, name).filter(row -> !row.user().disabled());
            if (user.isEmpty()) {
                return Result.refused(Users.unknown(name));
            }
            var now = clock.instant();
            var secret = TOKEN_PREFIX + Secrets.newText();
            var token = new UserToken(ids.next(), name, purpose, now, now, now.plus(Duration.ofDays(days)));
            store.insert(connection, TOKEN, token, Secrets.hash(secret));
            users.note(connection, now, name, UserEvent.TOKEN_ISSUED, by);
            return Result.done(new UserToken.Issued(token, secret));
        });
    }

    /// Tokens of a user that are good, the newest first.
    public List<UserToken> of(String name) {
        return requests.read(connection -> store.of(connection, name, clock.instant()));
    }

    /// Takes a token of a user away.
    public Result<UserToken> revoke(String name, long id, String by) {
        return requests.perform(connection -> {
            var now = clock.instant();
            var token = store.of(connection, name, now).stream()
                    .filter(each -> each.id() == id)
                    .findFirst();
            if (token.isEmpty() || !store.delete(connection, name, id)) {
                return Result.refused(Refusal.unknown(
                        "UNKNOWN_TOKEN",
                        "id",
                        new Text("本人令牌的编号", "the id of a token of one's own"),
                        Long.toString(id)));
            }
            users.note(connection, now, name, UserEvent.TOKEN_REVOKED, by);
            return Result.done(token.get());
        });
    }
}

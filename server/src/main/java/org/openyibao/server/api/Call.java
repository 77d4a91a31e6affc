package org.openyibao.server.api;

import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;
import tools.jackson.databind.json.JsonMapper;

/// A call that changes something: whose it is, and the `Idempotency-Key` it came with. A controller method that takes
/// one and returns [Changed] takes effect once for each key of a caller:
///
/// ```java
/// @Allowed(Role.CLERK)
/// @PostMapping("/api/things/{id}/uses")
/// Changed<UseAnswer> use(@PathVariable String id, @RequestBody UseOrder order, Call call) {
///     return call.once(order, UseAnswer::of, once -> things.use(once, id, order.asked(), call.caller().name()));
/// }
/// ```
record Call(String key, String address, Locale locale, JsonMapper json, Caller caller) {

    static final String KEY_HEADER = "Idempotency-Key";

    /// Has the door of a room do what `body` asks. `shape` turns what it came to into the answer's record, for a
    /// reader of the language.
    ///
    /// @throws RefusedException if nothing was done
    <T, R> Changed<R> once(Record body, BiFunction<T, Locale, R> shape, Function<Once<T>, Answer> door) {
        var once = new Once<T>(request(body), value -> json.writeValueAsBytes(shape.apply(value, locale)));
        return new Changed<>(done(body, door.apply(once)));
    }

    /// What `body` asks at this address.
    Request request(Record body) {
        return new Request(caller.name(), key, Content.of(address, json.valueToTree(body)));
    }

    /// What was kept of what was done.
    ///
    /// @throws RefusedException if nothing was done
    byte[] done(Record body, Answer answer) {
        return switch (answer) {
            case Answer.Done(var kept) -> kept;
            case Answer.Refused(var refusal) -> throw new RefusedException(refusal);
            case Answer.Reused(var first) -> throw reused(first, body);
        };
    }

    /// That the key was used before for another request, with the content `first`.
    RefusedException reused(byte[] first, Record body) {
        return new RefusedException(reused(
                Content.firstDifference(first, address, json.valueToTree(body)).orElse("body")));
    }

    /// An answer that is made anew each time, from what is the same each time.
    <R> Changed<R> told(R answer) {
        return new Changed<>(json.writeValueAsBytes(answer));
    }

    private static Refusal reused(String field) {
        return Refusal.conflict(
                        "KEY_REUSED",
                        KEY_HEADER,
                        new Text("新的键，或与首次相同的请求", "a new key, or the request it was first used for"),
                        new Text(
                                "用于另一请求的键（" + field + " 不同）",
                                "a key that was used for another request (" + field + " differs)"))
                .instead(new Text(
                        "首次的请求已经办理：请先查看办理结果，仍需办理的再以新的键提出",
                        "the first request was done: look at what came of it before asking for more with a new key"));
    }
}

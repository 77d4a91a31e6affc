package org.openyibao.server.settlement;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Ids;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: what institutions say is special of their visits (就医特殊属性). Nothing is decided by it.
@Component
public class VisitMarks {

    /// `kind` and `mark` are codes of the sender's region. `number`: the institution's own of the visit. `region`:
    /// where it says it is, or empty.
    public record Mark(
            String person,
            String id,
            String visit,
            String institution,
            String number,
            String kind,
            String mark,
            String region,
            Instant at,
            String details) {}

    /// A mark to be made. `number` is checked where it is given.
    public record Wish(
            String person,
            String visit,
            String institution,
            Optional<String> number,
            String kind,
            String mark,
            String region,
            String details) {}

    /// Of those that an institution sent the ones of which all this holds.
    public record Wanted(
            String institution,
            Optional<String> person,
            Optional<String> id,
            Optional<String> visit,
            Optional<String> number,
            Optional<String> kind,
            Optional<String> mark,
            Optional<String> region) {}

    /// A part of the `all` that were found.
    public record Found(List<Mark> marks, long all) {}

    private final Requests requests;
    private final Ids ids;
    private final Clock clock;
    private final VisitStore visits = new VisitStore();
    private final VisitMarkStore store = new VisitMarkStore();

    VisitMarks(Requests requests, Ids ids, Clock clock) {
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    /// Marks a visit of the person at the institution that was not cancelled.
    public Answer mark(Once<Mark> once, Wish wish) {
        return requests.perform(once, connection -> {
            var visit = visits.find(connection, List.of(new VisitStore.Key(wish.person(), wish.visit()))).stream()
                    .filter(found -> found.institution().equals(wish.institution()) && !found.cancelled())
                    .findFirst();
            if (visit.isEmpty()) {
                return Result.refused(Refusal.unknown(
                        "UNKNOWN_VISIT",
                        "visit",
                        new Text("该人员在本机构未撤销的就诊ID", "the id of a visit of the person here that was not cancelled"),
                        wish.visit()));
            }
            var number = visit.get().number();
            if (wish.number().filter(sent -> !sent.equals(number)).isPresent()) {
                return Result.refused(Refusal.badInput(
                        "WRONG_VALUE",
                        "number",
                        new Text("该次就诊的住院/门诊号 " + number, "the visit's number " + number),
                        Text.same(wish.number().get())));
            }
            var made = new Mark(
                    wish.person(),
                    ids.nextText(),
                    wish.visit(),
                    wish.institution(),
                    number,
                    wish.kind(),
                    wish.mark(),
                    wish.region(),
                    clock.instant(),
                    wish.details());
            store.insert(connection, made);
            return Result.done(made);
        });
    }

    /// The first made first.
    public Found find(Wanted wanted, long offset, int most) {
        return requests.read(
                connection -> new Found(store.find(connection, wanted, offset, most), store.count(connection, wanted)));
    }
}

package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Queue;
import org.openyibao.server.request.QueueStore;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Waiting;

/// What holds of every second step: what is reviewed waits for it, and nobody reviews what they asked for. `code` and
/// `field` name what is reviewed to machines, `name` to people.
record Reviews(String code, String field, Text name) {

    private static final ReviewStore STORE = new ReviewStore();

    /// Something that was asked for and by whom, and what became of it.
    interface Reviewed {
        String person();

        String id();

        Instant askedAt();

        String clerk();

        Review state();
    }

    /// Why what was found under an id cannot be reviewed; `reviewer` is empty where it is to be cancelled.
    Optional<Refusal> refusal(Optional<? extends Reviewed> found, String id, Optional<String> reviewer) {
        if (found.isEmpty()) {
            return Optional.of(Refusal.unknown(
                    "UNKNOWN_" + code,
                    field,
                    new Text("该账户的" + name.zh() + "编号", "the id of a " + name.en() + " of this account"),
                    id));
        }
        return ended(found.get().state())
                .or(() -> reviewer.filter(found.get().clerk()::equals)
                        .map(same -> Refusal.conflict(
                                "REVIEWED_BY_ITS_CLERK",
                                "reviewer",
                                new Text("经办人以外的人", "somebody else than the clerk who asked"),
                                Text.same(same))));
    }

    private Optional<Refusal> ended(Review review) {
        return switch (review) {
            case Review.Asked _ -> Optional.empty();
            case Review.Done done -> ended("已由 " + done.reviewer() + " 审核办结", "approved by " + done.reviewer());
            case Review.Rejected no -> ended("已由 " + no.reviewer() + " 驳回", "rejected by " + no.reviewer());
            case Review.Cancelled no -> ended("已由 " + no.clerk() + " 撤回", "cancelled by " + no.clerk());
        };
    }

    private Optional<Refusal> ended(String zh, String en) {
        return Optional.of(Refusal.conflict(
                "ENDED_ALREADY",
                field,
                new Text("待审核的" + name.zh(), "a " + name.en() + " that waits for its review"),
                new Text(zh, en)));
    }

    /// Why another cannot be asked for now.
    Optional<Refusal> waits(Iterable<? extends Reviewed> all) {
        for (var each : all) {
            if (each.state() instanceof Review.Asked) {
                return Optional.of(Refusal.conflict(
                        "ANOTHER_WAITS",
                        "person",
                        new Text("没有待审核" + name.zh() + "的账户", "an account without a " + name.en() + " under review"),
                        new Text(name.zh() + " " + each.id() + " 待审核", name.en() + " " + each.id() + " waits")));
            }
        }
        return Optional.empty();
    }

    /// Puts what was asked for before the reviewers of a region, in the caller's transaction.
    void begin(Connection connection, Reviewed asked, String region) throws SQLException {
        STORE.await(connection, this, asked, region);
    }

    List<Waiting> waiting(Connection connection, Queue queue) throws SQLException {
        return QueueStore.waiting(connection, ReviewStore.waiting(this), queue);
    }

    Map<String, Long> waiting(Connection connection, String region) throws SQLException {
        return QueueStore.counts(connection, ReviewStore.waiting(this), region);
    }

    /// Ends it, in the caller's transaction.
    static void end(Connection connection, Reviewed asked, Review review) throws SQLException {
        if (!STORE.end(connection, asked.person(), asked.id(), review)) {
            throw new LostRaceException();
        }
    }
}

package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;

/// Settles a claim that somebody else than its clerk approves (复核), and takes that back (重新审核).
final class Approval {

    private final Checks checks;
    private final Settlements settlements;

    Approval(Checks checks, Settlements settlements) {
        this.checks = checks;
        this.settlements = settlements;
    }

    Result<Act> approve(Connection connection, Claim claim, String reviewer) throws SQLException {
        if (reviewer.equals(claim.clerk())) {
            return Result.refused(Refusal.conflict(
                            "REVIEWED_BY_ITS_CLERK",
                            "reviewer",
                            new Text("初审经办人以外的人", "somebody else than the clerk who sorted the lines"),
                            Text.same(reviewer))
                    .instead(new Text("由另一人复核", "have somebody else approve it")));
        }
        return switch (settled(settlements.claim(connection, Checks.command(claim)))) {
            case Result.Refused<Outcome.Settled>(var refusal) -> Result.refused(refusal);
            case Result.Done<Outcome.Settled>(var settled) -> {
                var settlement = settled.settlement();
                var refusal = checks.barred(connection, settlement);
                if (refusal.isEmpty()) {
                    // Asked after the books were moved on: whatever is settled from now on loses its race.
                    refusal = checks.settledDirectly(connection, claim);
                }
                yield refusal.isPresent()
                        ? Result.<Act>refused(refusal.get())
                        : Result.done(new Act(
                                claim.approved(reviewer, settlement.id(), settlement.refund()),
                                "approved",
                                reviewer,
                                "",
                                settlement.id() + " " + settlement.refund()));
            }
        };
    }

    Result<Act> reopen(Connection connection, Claim claim, String who, String why) throws SQLException {
        var reversal =
                new Command.ReverseClaim(claim.person(), claim.settlement().orElseThrow());
        return switch (settled(settlements.reverseClaim(connection, reversal))) {
            case Result.Refused<Outcome.Settled>(var refusal) -> Result.refused(refusal);
            case Result.Done<Outcome.Settled>(var settled) ->
                Result.done(new Act(
                        claim.reopened(),
                        "reopened",
                        who,
                        why,
                        settled.settlement().id()));
        };
    }

    /// What approving it now would come to; nothing is written.
    Result<Outcome.Settled> preview(Connection connection, Claim claim) throws SQLException {
        return settled(settlements.previewClaim(connection, Checks.command(claim)));
    }

    private static Result<Outcome.Settled> settled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Settled settled -> Result.done(settled);
            case Outcome.Refused(var refusal) -> Result.refused(Checks.of(refusal));
            case Outcome.Done other -> throw Checks.unexpected(other);
            case Outcome.Opened other -> throw Checks.unexpected(other);
            case Outcome.FeesTaken other -> throw Checks.unexpected(other);
            case Outcome.Filed other -> throw Checks.unexpected(other);
            case Outcome.MessageReused other -> throw Checks.unexpected(other);
        };
    }
}

package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.EntitlementDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// The premium of a relative's resident insurance: whether it may be paid today, and its place among the relative's
/// contributions.
final class ResidentPremium {

    private final Enrolment enrolment;

    ResidentPremium(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /// Pays it today, in the caller's transaction. Why not, where it cannot be paid; nothing of it lasts then, for the
    /// caller undoes its transaction.
    Optional<Refusal> pay(
            Connection connection,
            PolicyBook book,
            Enrolled resident,
            int year,
            Fen amount,
            LocalDate today,
            String clerk)
            throws SQLException {
        return switch (due(book, resident, year, today)) {
            case Result.Refused<Due>(var refusal) -> Optional.of(refusal);
            case Result.Done<Due>(var due) -> {
                var wrong = due.said()
                        .filter(said -> !said.person().equals(amount))
                        .map(said -> differs(said.person(), amount, said.rule()));
                yield wrong.isPresent()
                        ? wrong
                        : record(
                                connection,
                                contribution(due.part(), year, ContributionKind.REGULAR, amount, today),
                                clerk,
                                "account");
            }
        };
    }

    /// As what somebody is insured in a year, and what is to be paid for it: empty where no rule says it.
    record Due(Participation part, Optional<PremiumDecider.Outcome.Due> said) {}

    /// Refused where it cannot be paid today.
    static Result<Due> due(PolicyBook book, Enrolled resident, int year, LocalDate today) {
        var found = Owners.resident(resident, year);
        if (found.isEmpty()) {
            return Result.refused(Refusal.conflict(
                    "NOT_A_RESIDENT",
                    "beneficiary",
                    new Text(year + " 年度参加居民医保的人", "somebody in the resident scheme in " + year),
                    new Text("未参加的人", "somebody who is not")));
        }
        var part = found.get();
        var insured = resident.insured(part, book, today, today);
        var policy = book.on(part.region(), Scheme.RESIDENT, today);
        var entitled =
                EntitlementDecider.decide(policy, insured, new EntitlementDecider.Question.YearPaid(year, today));
        if (entitled.reason().equals(Optional.of(Reason.NO_RULE_FOR_DATE))) {
            return Result.refused(Refusal.notAllowed(Reason.WINDOW_CLOSED, Optional.empty()));
        }
        return switch (PremiumDecider.decide(policy, new PremiumDecider.Question(insured, year))) {
            case PremiumDecider.Outcome.Due due -> Result.done(new Due(part, Optional.of(due)));
            case PremiumDecider.Outcome.Refused _ -> Result.done(new Due(part, Optional.empty()));
        };
    }

    private static Refusal differs(Fen due, Fen amount, Rule rule) {
        return Refusal.notAllowed(Reason.PREMIUM_DIFFERS, Optional.of(rule))
                .about("amount", Text.same(due.toString()), Text.same(amount.toString()));
    }

    /// Takes it back, in the caller's transaction.
    Optional<Refusal> takeBack(
            Connection connection, Enrolled resident, int year, LocalDate today, String clerk, String reason)
            throws SQLException {
        var part = Owners.resident(resident, year)
                .orElseThrow(() -> new IllegalStateException("whoever's premium was paid is no resident any more"));
        return record(connection, contribution(part, year, ContributionKind.WITHDRAWN, Fen.ZERO, today), clerk, reason);
    }

    private static Contribution contribution(
            Participation part, int year, ContributionKind kind, Fen amount, LocalDate today) {
        return new Contribution(
                part.person(),
                Scheme.RESIDENT,
                YearMonth.of(year, 1),
                part.region(),
                kind,
                Fen.ZERO,
                amount,
                Fen.ZERO,
                Fen.ZERO,
                today);
    }

    private Optional<Refusal> record(Connection connection, Contribution contribution, String clerk, String reason)
            throws SQLException {
        var taken =
                enrolment.contribute(connection, List.of(new Enrolment.Offered(contribution, false)), clerk, reason);
        if (!taken.refused().isEmpty()) {
            var wrong = taken.refused().getFirst().wrong();
            return Optional.of(Refusal.conflict(
                    "CONTRIBUTION_NOT_TAKEN", field(wrong.field()), wrong.expected(), Text.same(wrong.got())));
        }
        return taken.added() == 1
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "PAID_ALREADY",
                        "coverageYear",
                        new Text("尚未缴费的年度", "a year that is not paid"),
                        Text.same(Integer.toString(contribution.month().getYear()))));
    }

    private static String field(String ofContribution) {
        return switch (ofContribution) {
            case "number" -> "beneficiary";
            case "period" -> "coverageYear";
            default -> ofContribution;
        };
    }
}

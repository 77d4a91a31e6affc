package org.openyibao.server.statement;

import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Credited;
import org.openyibao.server.account.Entry;
import org.openyibao.server.outflow.AccountMove;
import org.openyibao.server.outflow.AccountUse;
import org.openyibao.server.outflow.Review;
import org.openyibao.server.outflow.Withdrawal;
import org.openyibao.server.settlement.Care;

/// What the other rooms know of a person's movements: settlements by id, the others by their references. `rules`: the
/// words of cited rules by the keys that these name.
record Details(
        String person,
        Map<String, Care> care,
        Map<String, Credited> credited,
        Map<String, AccountUse> uses,
        Map<String, Withdrawal> withdrawals,
        Map<String, AccountMove> moves,
        Map<String, CitedRule> rules) {

    private static final int SHOWN_DIGITS = 4;

    Details with(Map<String, CitedRule> known) {
        return new Details(person, care, credited, uses, withdrawals, moves, known);
    }

    /// What a movement was, in a reader's words.
    Text words(Movement movement) {
        return switch (movement.why()) {
            case OPENING -> new Text("由原系统转入的余额", "balance brought from another system");
            case SETTLEMENT -> cared(movement);
            case REVERSAL -> {
                var words = isRelatives(movement) ? shared(movement) : cared(movement);
                yield new Text("退回：" + words.zh(), "returned: " + words.en());
            }
            case FAMILY -> shared(movement);
            case CREDIT -> credited(movement);
            case CARRY_OVER -> {
                var year = movement.entry().endedYear().orElseThrow();
                var carried =
                        new Text(year + " 年当年余额结转为历年余额", "the money of " + year + " becomes money of prior years");
                yield movement.bookedAt().isPresent()
                        ? carried
                        : new Text(carried.zh() + "（待记账）", carried.en() + " (to be booked)");
            }
            case INTEREST -> {
                var year = movement.entry().endedYear().orElseThrow();
                yield movement.reference().endsWith(Entry.CURRENT)
                        ? new Text(year + " 年当年账户利息", "interest of " + year + " on its money")
                        : new Text(year + " 年历年账户利息", "interest of " + year + " on prior years' money");
            }
            case USE -> used(movement);
            case WITHDRAWAL -> withdrawn(movement);
            case TRANSFER -> moved(movement);
            case WALLET -> wallet(movement);
        };
    }

    private Text cared(Movement movement) {
        var found = care.get(movement.reference());
        return found == null ? movement.why().text() : at(found);
    }

    private static Text at(Care care) {
        var at = new Text(
                care.kind().chinese() + "，" + care.institutionName() + "，" + care.serviceDate(),
                care.kind() + " at " + care.institutionName() + " on " + care.serviceDate());
        return care.settledBy() == SettledBy.MANUAL_CLAIM
                ? new Text("零星报销：" + at.zh(), "claimed afterwards: " + at.en())
                : at;
    }

    boolean isRelatives(Movement movement) {
        return Optional.ofNullable(care.get(movement.reference()))
                .filter(found -> !found.person().equals(person))
                .isPresent();
    }

    /// What kind of care a movement paid for, or came back from.
    VisitKind kind(Movement movement) {
        return Optional.ofNullable(care.get(movement.reference()))
                .map(Care::kind)
                .orElseThrow(() -> new IllegalStateException("the journal names a settlement that is not kept"));
    }

    boolean isFixed(Movement movement) {
        return Optional.ofNullable(credited.get(movement.reference()))
                .filter(found -> found.kind() == ContributionKind.FIXED)
                .isPresent();
    }

    /// A relative's care: of the relative no more than the last digits of the number, of the care its day.
    private Text shared(Movement movement) {
        var found = care.get(movement.reference());
        if (found == null) {
            return movement.why().text();
        }
        var user = found.person().substring(Math.max(0, found.person().length() - SHOWN_DIGITS));
        return new Text(
                "家庭共济：亲属（尾号 " + user + "）就医购药，" + found.serviceDate(),
                "care of a relative (number ending in " + user + ") on " + found.serviceDate());
    }

    private Text credited(Movement movement) {
        var found = credited.get(movement.reference());
        if (found == null) {
            return movement.why().text();
        }
        var more = found.part() == 1 ? new Text("", "") : new Text("（补差）", ", the difference after a correction");
        return isFixed(movement)
                ? new Text(found.month() + " 定额划入" + more.zh(), "fixed amount of " + found.month() + more.en())
                : new Text(found.month() + " 缴费划入" + more.zh(), "contribution of " + found.month() + more.en());
    }

    private Text used(Movement movement) {
        var found = uses.get(movement.reference());
        if (found == null) {
            return movement.why().text();
        }
        var purpose = found.purpose().text();
        return found.reverses().isEmpty() ? purpose : new Text("撤销：" + purpose.zh(), "taken back: " + purpose.en());
    }

    private Text withdrawn(Movement movement) {
        var found = withdrawals.get(movement.reference());
        return found == null
                ? movement.why().text()
                : new Text(
                        "支取：" + found.reason().text().zh(),
                        "withdrawn: " + found.reason().text().en());
    }

    private Text moved(Movement movement) {
        var found = moves.get(movement.reference());
        if (found == null) {
            return movement.why().text();
        }
        return switch (found.direction()) {
            case OUT ->
                new Text(
                        "关系转移：账户转往 " + found.toRegion() + " " + found.agency(),
                        "the account moved to " + found.toRegion() + ", " + found.agency());
            case IN ->
                new Text(
                        "关系转移：账户由 " + found.fromRegion() + " " + found.agency() + " 转入",
                        "the account moved here from " + found.fromRegion() + ", " + found.agency());
            case WITHIN ->
                new Text(
                        "关系转移：账户由 " + found.fromRegion() + " 转至 " + found.toRegion(),
                        "the account moved from " + found.fromRegion() + " to " + found.toRegion());
        };
    }

    private static Text wallet(Movement movement) {
        if (!movement.change().wallet().isZero()) {
            return new Text("医保钱包收到亲属转入", "received from a relative into the wallet");
        }
        return movement.change().total().isNegative()
                ? new Text("转入亲属的医保钱包", "sent to a relative's wallet")
                : new Text("转入亲属医保钱包的钱未被接收，退回", "sent to a relative's wallet and not accepted: back again");
    }

    /// The rule by which a movement was so, where one is known.
    Optional<CitedRule> rule(Movement movement) {
        return key(movement).map(rules::get);
    }

    /// What names that rule among the rules.
    Optional<String> key(Movement movement) {
        var reference = movement.reference();
        return switch (movement.why()) {
            case CREDIT -> Optional.ofNullable(credited.get(reference)).map(Credited::rule);
            case USE -> Optional.ofNullable(uses.get(reference)).map(AccountUse::rule);
            case WITHDRAWAL -> Optional.ofNullable(withdrawals.get(reference)).flatMap(found -> rule(found.state()));
            case TRANSFER -> Optional.ofNullable(moves.get(reference)).flatMap(found -> rule(found.state()));
            case SETTLEMENT, FAMILY ->
                Optional.ofNullable(care.get(reference))
                        .map(found -> found.rules().get(step(movement)));
            case INTEREST, CARRY_OVER -> Optional.of(yearEnd(movement));
            case OPENING, REVERSAL, WALLET -> Optional.empty();
        };
    }

    private static Optional<String> rule(Review review) {
        return review instanceof Review.Done done ? Optional.of(done.rule()) : Optional.empty();
    }

    /// A carry-over names no region: it is that of the person.
    private static String yearEnd(Movement movement) {
        return movement.entry().interestRegion().orElse("") + " "
                + movement.entry().endedYear().orElseThrow();
    }

    private static StepKind step(Movement movement) {
        if (movement.why() == Entry.Why.FAMILY) {
            return StepKind.FAMILY;
        }
        return switch (movement.entry().source()) {
            case Entry.CURRENT -> StepKind.ACCOUNT_CURRENT;
            case Entry.PRIOR -> StepKind.ACCOUNT_PRIOR;
            default -> StepKind.WALLET;
        };
    }
}

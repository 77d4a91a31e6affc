package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Days in a row, both inclusive, of one standing for one cause.
///
/// `rule`: the one that decides it; `reason`: why none could be found, where one was looked for. `opens`: the day
/// on which benefits open by the rules of these days, where they are closed and that is known. `waitingMonths`:
/// how many the rule asks for, 0 where it asks for none. `years`: what the years of contribution lacked at retirement,
/// or today where they still do, if they are why benefits are closed.
public record Spell(
        LocalDate from,
        LocalDate to,
        Standing standing,
        Why why,
        Optional<Rule> rule,
        Optional<Reason> reason,
        Optional<LocalDate> opens,
        int waitingMonths,
        Optional<RetirementDecider.Outcome.Short> years) {

    /// What a standing comes of.
    public enum Why {
        NOT_INSURED("未参保", "not in the scheme"),
        STATED("按参保登记，未掌握缴费记录", "as registered; what was paid is not held here"),
        PAID("按时缴费", "paid when due"),
        ENROLLED("首次参保", "enrolled for the first time"),
        UNPAID("欠缴", "not paid"),
        REPAID("补缴", "made up for by paying"),
        RESUMED("中断后恢复缴费", "paying again after a break"),
        MOVED("转移接续", "the insurance moved"),
        BORN("新生儿", "newborn"),
        RETIRED("退休", "retired"),
        TOO_FEW_YEARS(
                "退休时缴费年限不足，补足后享受待遇",
                "too few years of contribution at retirement; benefits open once they are made up"),
        DIED("死亡", "died");

        private final Text text;

        Why(String zh, String en) {
            text = new Text(zh, en);
        }

        public Text text() {
            return text;
        }
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    Spell within(LocalDate first, LocalDate last) {
        return new Spell(first, last, standing, why, rule, reason, opens, waitingMonths, years);
    }

    boolean isLike(Spell other) {
        return within(other.from, other.to).equals(other);
    }
}

package org.openyibao.engine.policy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// What a rule does. Of the rules in force with the same kind of effect whose condition holds, the first applies: the
/// nearest region's before its province's and the nation's, and within a pack in the order written.
public sealed interface Effect {

    /// `disease-list`: the visit is on `list` where it names one of `codes` (national codes of chronic and special
    /// diseases, 病种编码) and, where `and` is not empty, one of those too. Of the lists the first that holds counts.
    record DiseaseList(String list, Set<String> codes, Set<String> and) implements Effect {
        public boolean holds(List<String> named) {
            return named.stream().anyMatch(codes::contains)
                    && (and.isEmpty() || named.stream().anyMatch(and::contains));
        }
    }

    /// `exclusion`: the payers in `bars` do not pay, for the whole visit or, with `items`, for those lines.
    record Exclusion(Reason reason, Set<Payer> bars, Items items) implements Effect {}

    /// `deductible`: borne by the person before the pooled fund pays. [#UNKNOWN] where there is one but no source
    /// gives it: nothing is decided then unless the question assumes one.
    record Deductible(Fen amount, Per per) implements Effect {
        public static final Fen UNKNOWN = Fen.of(Long.MAX_VALUE);

        public boolean isKnown() {
            return !amount.equals(UNKNOWN);
        }
    }

    /// `pool-tilt`: makes the pooled fund kinder: its deductible times `deductibleFactor`, `points` more, no cap.
    record PoolTilt(Ratio deductibleFactor, Ratio points, boolean uncapped) implements Effect {}

    /// `pool`: the pooled fund's share of what is in scope above the deductible, of the lines in `items`; at most
    /// `itemLimit` a line.
    record Pool(Brackets brackets, Measure measure, Items items, Fen itemLimit) implements Effect {
        public static final Fen NO_ITEM_LIMIT = Fen.of(Long.MAX_VALUE);

        public boolean limitsItems() {
            return !itemLimit.equals(NO_ITEM_LIMIT);
        }
    }

    /// `reduction`: percentage points off every ratio of the pooled fund. [#UNKNOWN] where there is one but no source
    /// gives it: nothing is decided then unless the question assumes what is paid.
    record Reduction(Ratio points) implements Effect {
        public static final Ratio UNKNOWN = Ratio.ofMillionths(Integer.MAX_VALUE);

        public boolean isKnown() {
            return !points.equals(UNKNOWN);
        }
    }

    /// `partial`: the share of the benefit that is paid, e.g. while waiting.
    record Partial(Ratio share) implements Effect {}

    /// `cap`: the most that the pooled fund pays, in the year or for a day by `counts`; times the insured family
    /// members where `perFamilyMember`.
    record Cap(Fen amount, Counter counts, boolean perFamilyMember) implements Effect {}

    /// `layer`: a share of what `basis` says above the deductible; `cap` is the most that it pays in the year.
    record Layer(LayerKind kind, LayerBasis basis, Fen deductible, Brackets brackets, Fen cap) implements Effect {
        public static final Fen NO_CAP = Fen.of(Long.MAX_VALUE);
    }

    /// `cap-bonus`: raises the cap of a layer for staying insured: `perYear` for each year without a break beyond
    /// `afterYears`, `noClaim` for each year without a claim, both together at most `atMost` of the cap; and lowers
    /// it by `perBreak` for each break.
    record CapBonus(LayerKind kind, int afterYears, Fen perYear, Fen noClaim, Fen perBreak, Ratio atMost)
            implements Effect {
        /// What is added to a cap, below zero where it is lowered.
        public Fen of(Fen cap, Continuity continuity) {
            var earned = Math.multiplyExact(perYear.value(), (long) Math.max(0, continuity.years() - afterYears))
                    + Math.multiplyExact(noClaim.value(), (long) continuity.yearsWithoutClaim());
            var lost = Math.multiplyExact(perBreak.value(), (long) continuity.breaks());
            return Fen.of(Math.min(earned, atMost.of(cap.value())) - lost);
        }
    }

    /// `tilt`: makes a layer kinder: its deductible times `deductibleFactor`, `points` more, no cap.
    record Tilt(LayerKind kind, Ratio deductibleFactor, Ratio points, boolean uncapped) implements Effect {}

    /// `account`: what the buckets may pay of the personal burden.
    record Account(Set<Bucket> buckets, AccountScope scope) implements Effect {}

    /// `account-items`: whether the buckets may pay the lines in `items`, before what `account` says of them.
    record AccountItems(Set<Bucket> buckets, Items items, boolean allowed) implements Effect {}

    /// `account-order`: which bucket pays first.
    record Order(AccountOrder order) implements Effect {}

    /// `relatives`: whose accounts may be shared.
    record Relatives(Set<Relation.Group> groups) implements Effect {}

    /// `family`: which buckets of a relative's account may be drawn on.
    record Family(Set<Bucket> buckets) implements Effect {}

    /// `manual-claim`: whether account money may be refunded when a bill is claimed afterwards.
    record ManualClaim(boolean accountRefund) implements Effect {}

    /// `claim-limit`: within how many months after the day on which care ended its bill may be claimed; at any time
    /// without a rule.
    record ClaimLimit(int months) implements Effect {}

    /// `filing`: how long filings of the kinds hold (`validMonths` 0: until cancelled), and whether emergency care
    /// counts as filed without one.
    record FilingTerms(Set<FilingKind> kinds, int validMonths, boolean emergencyCountsAsFiled) implements Effect {}

    /// `filing-need`: whether care at the place must be filed for to be settled at the institution; without a rule it
    /// need not.
    record FilingNeed(boolean required) implements Effect {}

    /// `not-direct`: such care is not settled at the institution, and why; other care is.
    record NotDirect(Reason reason) implements Effect {}

    /// `filing-documents`: the papers that a filing on one of the `grounds` must bring, by their codes, and whether a
    /// written promise (承诺书) may stand in for them at first.
    record FilingDocuments(Set<FilingGround> grounds, List<String> documents, boolean orCommitment) implements Effect {}

    /// `catalogue`: whose catalogue sorts the lines of a bill; that of the place of care without a rule.
    record Catalogue(CatalogueOf of) implements Effect {}

    /// `purpose`: whether an account may pay for this, for whom, and why not; out of which buckets, if these hold at
    /// least `leastBalance`.
    record PurposeTerms(
            Set<Purpose> purposes,
            boolean allowed,
            Set<Relation.Group> of,
            Reason reason,
            Set<Bucket> buckets,
            Fen leastBalance)
            implements Effect {}

    /// `inflow`: whether the scheme has an account, the shares of the contribution base credited to it from the
    /// employee's and the employer's contribution, and whether a fixed amount is credited instead.
    record Inflow(boolean hasAccount, Ratio employeeShare, Ratio employerShare, boolean fixedAmount)
            implements Effect {}

    /// `interest`: which bank rate each bucket bears at year end.
    record Interest(RateKind current, RateKind prior) implements Effect {}

    /// The bank rates that interest may be paid at; the rates themselves are data of the bank.
    enum RateKind {
        DEMAND("demand"),
        THREE_MONTH("three-month");

        private final String code;

        RateKind(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// `withdrawal`: the documents for which money may leave the account for the reasons, and who receives it.
    record Withdrawal(Set<WithdrawalReason> reasons, List<String> documents, String payee) implements Effect {}

    /// `account-move`: whether the account goes along when its owner's insurance moves to another region.
    record AccountMove(boolean moves) implements Effect {}

    /// `wallet`: transfers of the cross-province wallet: how many a day, how much each, the hours without any, and the
    /// time of the next day at which one that was not accepted goes back (empty: never).
    record Wallet(int perDay, Fen perTransfer, LocalTime closedFrom, LocalTime closedTo, Optional<LocalTime> returnedAt)
            implements Effect {}

    /// `window`: paying for `coverageYear` between the dates opens benefits: on 1 January of it, on the day of
    /// payment, or after waiting months.
    record Window(int coverageYear, LocalDate opens, LocalDate closes, WindowKind kind, int waitingMonths)
            implements Effect {}

    /// The three enrolment windows.
    enum WindowKind {
        MAIN("main"),
        EXTENSION("extension"),
        LATE("late");

        private final String code;

        WindowKind(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// `waiting`: months before benefits after missed years: `fixedMonths`, more for each missed year, fewer for each
    /// one repaid, never under `floorMonths` once `floorFromYears` were missed.
    record Waiting(int fixedMonths, int perMissedYear, int repairPerYear, int floorMonths, int floorFromYears)
            implements Effect {}

    /// `newborn`: registered and paid within `days` of birth, benefits run from birth.
    record Newborn(int days) implements Effect {}

    /// `gap`: a break in monthly contributions of at most `upToMonths`, repaid: benefits retroactive over the gap, or
    /// from the month after repayment; longer and repaid: after `waitingMonthsRepaid` of renewed contribution; not
    /// repaid: after `waitingMonths` of it. `because` empty: for any cause.
    record Gap(int upToMonths, boolean retroactive, int waitingMonths, int waitingMonthsRepaid, Set<String> because)
            implements Effect {}

    /// `benefit-year`: the day on which a year of deductibles, caps and admissions begins; 1 January without a rule.
    record BenefitYear(MonthDay starts) implements Effect {}

    /// `contribution`: the base is kept between floor and ceiling, and between shares of the average wage
    /// ([Ratio#ZERO]: not bounded by it); the rates apply to it.
    record Contribution(
            Fen floor, Fen ceiling, Ratio floorOfAverage, Ratio ceilingOfAverage, Ratio employer, Ratio employee)
            implements Effect {
        public static final Fen NO_CEILING = Fen.of(Long.MAX_VALUE);

        public boolean asksAverage() {
            return !floorOfAverage.equals(Ratio.ZERO) || !ceilingOfAverage.equals(Ratio.ZERO);
        }
    }

    /// `premium`: what a person pays for a year of cover, and what the budget adds.
    record Premium(int coverageYear, Fen person, Fen subsidy) implements Effect {}

    /// `retirement`: the years of contribution that open benefits in retirement: in all, of these really paid, of
    /// these paid in the region (0: not asked); for those who began to work from `workBeganFrom` and before
    /// `workBeganBefore` ([Rule#ALWAYS], [Rule#FOREVER]: whenever).
    record Retirement(int years, int actualYears, int localYears, LocalDate workBeganFrom, LocalDate workBeganBefore)
            implements Effect {
        public boolean asksWork() {
            return !workBeganFrom.equals(Rule.ALWAYS) || !workBeganBefore.equals(Rule.FOREVER);
        }

        public boolean isFor(LocalDate workBegan) {
            return !workBegan.isBefore(workBeganFrom) && workBegan.isBefore(workBeganBefore);
        }
    }

    /// `formula`: the sum of its terms, each the product of named values and a factor; at most `atMost`. Rounded once.
    record Formula(String name, List<Term> terms, Fen atMost) implements Effect {
        public static final Fen NO_LIMIT = Fen.of(Long.MAX_VALUE);

        /// `by`: the factor in millionths.
        public record Term(List<String> times, long by) {}
    }
}

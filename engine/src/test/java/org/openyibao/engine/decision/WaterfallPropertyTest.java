package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Earlier;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// What holds for every bill under every pack. Each run draws its own seed; a failure prints it, and
/// `-Dopenyibao.seed=` repeats the run.
class WaterfallPropertyTest {

    private static final int CLAIMS_PER_PACK = 4_000;
    private static final long MOST_FEN = 80_000_000;

    private static final PolicyBook BOOK = Packs.book();

    @Test
    void every_bill_is_paid_whole_and_the_same_again_and_more_costs_never_lower_the_funds() {
        var seed = Long.getLong("openyibao.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var paidByFunds = 0;
        for (var pack : BOOK.packs()) {
            for (var i = 0; i < CLAIMS_PER_PACK; i++) {
                var claim = Claims.of(random, pack).next();
                var number = i;
                Supplier<String> name = () -> "seed %d, %s, claim %d: %s".formatted(seed, pack.region(), number, claim);
                var decision = Waterfall.decide(BOOK, claim);
                partsAddUp(name, claim, decision);
                sameAgain(name, decision, Waterfall.decide(BOOK, claim));
                var larger = Waterfall.decide(BOOK, withMore(claim, 1 + random.nextLong(500_000)));
                assertThat(larger.funds()).as(name).isGreaterThanOrEqualTo(decision.funds());
                paidByFunds += decision.funds().isZero() ? 0 : 1;
            }
        }
        assertThat(paidByFunds)
                .as("seed %d: claims that the funds paid, so that the test tests something", seed)
                .isGreaterThan(CLAIMS_PER_PACK);
    }

    /// A stay in three parts, where nothing is known otherwise between them, comes to what it comes to at once.
    @Test
    void the_parts_of_a_stay_come_to_the_whole() {
        var seed = Long.getLong("openyibao.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var paidByFunds = 0;
        var stays = 0;
        for (var pack : BOOK.packs()) {
            for (var i = 0; i < CLAIMS_PER_PACK; i++) {
                var claim = Claims.of(random, pack).next();
                if (claim.visit().kind() != VisitKind.INPATIENT
                        || !(claim.bill() instanceof Bill.Lines(var lines))
                        || lines.size() < 3
                        || !claim.assume().equals(Assumptions.NONE)) {
                    continue;
                }
                stays++;
                var number = i;
                Supplier<String> name = () -> "seed %d, %s, claim %d: %s".formatted(seed, pack.region(), number, claim);
                var whole = Waterfall.decide(BOOK, claim);
                var first = 1 + random.nextInt(lines.size() - 2);
                var second = first + 1 + random.nextInt(lines.size() - first - 1);
                var stay = new PartsOfStay(claim);
                stay.settle(lines.subList(0, first));
                stay.settle(lines.subList(first, second));
                stay.settle(lines.subList(second, lines.size()));
                assertThat(stay.deductible).as(name).isEqualTo(whole.deductible());
                assertThat(stay.year.inpatientPool().minus(claim.yearToDate().inpatientPool()))
                        .as(name)
                        .isEqualTo(whole.pool());
                for (var kind : LayerKind.values()) {
                    assertThat(Fen.of(stay.layers[kind.ordinal()])).as(name).isEqualTo(whole.layer(kind));
                }
                paidByFunds += whole.funds().isZero() ? 0 : 1;
            }
        }
        assertThat(stays).isGreaterThan(CLAIMS_PER_PACK / 4);
        assertThat(paidByFunds).as("seed %d", seed).isGreaterThan(CLAIMS_PER_PACK / 20);
    }

    /// Settles the lines of a stay part by part.
    private static final class PartsOfStay {

        private final Claim claim;
        private final List<FeeLine> settled = new ArrayList<>();
        private final long[] layers = new long[LayerKind.values().length];
        private YearToDate year;
        private YearToDate counted = YearToDate.NONE;
        private Fen deductible = Fen.ZERO;

        PartsOfStay(Claim claim) {
            this.claim = claim;
            year = claim.yearToDate();
        }

        void settle(List<FeeLine> lines) {
            var part = new Claim(
                    claim.on(),
                    claim.insured(),
                    claim.visit(),
                    claim.filing(),
                    new Bill.Lines(lines),
                    year,
                    claim.account(),
                    claim.family(),
                    claim.wallet(),
                    claim.useAccount(),
                    claim.assume(),
                    new Earlier(List.of(), List.copyOf(settled), counted.inpatientPool(), counted));
            var decision = Waterfall.decide(BOOK, part);
            var admission = settled.isEmpty() ? 1 : 0;
            counted = plus(counted, decision, admission);
            year = plus(year, decision, admission);
            settled.addAll(lines);
            deductible = deductible.plus(decision.deductible());
            for (var i = 0; i < layers.length; i++) {
                layers[i] += decision.layersFen()[i];
            }
        }

        private static YearToDate plus(YearToDate year, Decision decision, int admissions) {
            var borne = decision.steps().stream()
                    .filter(step -> step.kind() == StepKind.DEDUCTIBLE
                            && step.rule()
                                    .filter(rule -> ((Effect.Deductible) rule.effect()).per() == Per.YEAR)
                                    .isPresent())
                    .map(Step::amount)
                    .reduce(Fen.ZERO, Fen::plus);
            return new YearToDate(
                    year.deductible().plus(borne),
                    year.pool(),
                    year.inpatientPool().plus(decision.pool()),
                    year.familyPool(),
                    year.admissions() + admissions,
                    year.burden().plus(decision.compliantBurden()),
                    year.catastrophic().plus(decision.layer(LayerKind.CATASTROPHIC)),
                    year.largeSum().plus(decision.layer(LayerKind.LARGE_SUM)),
                    year.civilServant().plus(decision.layer(LayerKind.CIVIL_SERVANT)),
                    year.assistance().plus(decision.layer(LayerKind.ASSISTANCE)),
                    year.today());
        }
    }

    private static void partsAddUp(Supplier<String> name, Claim claim, Decision decision) {
        var bill = decision.bill();
        assertThat(bill.ownPayFen() + bill.overLimitFen() + bill.firstPayFen() + bill.inScopeFen())
                .as(name)
                .isEqualTo(decision.total().value());
        assertThat(decision.funds()
                        .plus(decision.account())
                        .plus(decision.family())
                        .plus(decision.cash()))
                .as(name)
                .isEqualTo(decision.total());
        assertThat(parts(decision)).as(name).allMatch(part -> part >= 0);
        assertThat(decision.deductibleFen() + decision.poolFen()).as(name).isLessThanOrEqualTo(bill.inScopeFen());
        assertThat(decision.accountAfter().total().plus(decision.account()))
                .as(name)
                .isEqualTo(claim.account().total());
        assertThat(decision.wallet()).as(name).isLessThanOrEqualTo(claim.wallet());
        for (var draw : decision.familyDraws()) {
            var member = claim.family().stream()
                    .filter(each -> each.id().equals(draw.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(draw.current())
                    .as(name)
                    .isLessThanOrEqualTo(member.account().current());
            assertThat(draw.prior())
                    .as(name)
                    .isLessThanOrEqualTo(member.account().prior());
            assertThat(draw.total()).as(name).isLessThanOrEqualTo(member.limit());
        }
    }

    private static List<Long> parts(Decision decision) {
        var parts = new ArrayList<>(List.of(
                decision.deductibleFen(),
                decision.poolFen(),
                decision.accountCurrentFen(),
                decision.accountPriorFen(),
                decision.walletFen(),
                decision.cashFen()));
        Arrays.stream(decision.layersFen()).forEach(parts::add);
        decision.familyDraws()
                .forEach(draw -> parts.addAll(
                        List.of(draw.current().value(), draw.prior().value())));
        return parts;
    }

    private static void sameAgain(Supplier<String> name, Decision first, Decision second) {
        assertThat(parts(second)).as(name).isEqualTo(parts(first));
        assertThat(second.steps()).as(name).isEqualTo(first.steps());
        assertThat(second.reason()).as(name).isEqualTo(first.reason());
        assertThat(second.away()).as(name).isEqualTo(first.away());
        assertThat(second.accountAfter()).as(name).isEqualTo(first.accountAfter());
    }

    /// The same claim with `fen` more in scope: on a split bill in its in-scope part, on lines in each line that is in
    /// scope.
    private static Claim withMore(Claim claim, long fen) {
        var more = Fen.of(fen);
        var bill = switch (claim.bill()) {
            case Bill.Split split ->
                new Bill.Split(
                        split.total().plus(more),
                        split.ownPay(),
                        split.overLimit(),
                        split.firstPay(),
                        split.inScope().plus(more));
            case Bill.Lines lines ->
                new Bill.Lines(
                        lines.lines().stream().map(line -> withMore(line, more)).toList());
        };
        return new Claim(
                claim.on(),
                claim.insured(),
                claim.visit(),
                claim.filing(),
                bill,
                claim.yearToDate(),
                claim.account(),
                claim.family(),
                claim.wallet(),
                claim.useAccount(),
                claim.assume());
    }

    private static FeeLine withMore(FeeLine line, Fen more) {
        return new FeeLine(
                line.name(),
                line.category(),
                line.grade(),
                line.amount().plus(more),
                line.ceiling(),
                line.firstPayShare(),
                line.firstPay());
    }

    /// Random claims of one pack's region, each aimed at a rule of its pooled fund: most answers are ones that the rule
    /// permits, the others anything.
    private record Claims(SplittableRandom random, Pack pack, Optional<Rule> aim) {

        static Claims of(SplittableRandom random, Pack pack) {
            var pools = pack.rules().stream()
                    .filter(rule -> rule.effect() instanceof Effect.Pool)
                    .toList();
            return new Claims(
                    random,
                    pack,
                    pools.isEmpty() ? Optional.empty() : Optional.of(pools.get(random.nextInt(pools.size()))));
        }

        Claim next() {
            var insured = insured();
            return new Claim(
                    LocalDate.of(seldom() ? 2019 : 2022, 1, 1).plusDays(random.nextInt(5 * 365)),
                    insured,
                    visit(),
                    filing(),
                    random.nextBoolean() ? split() : lines(),
                    yearToDate(),
                    balances(),
                    family(),
                    amount(100_000),
                    random.nextInt(10) > 0,
                    assumptions());
        }

        private <E extends Enum<E>> E aimed(Dimension dimension, Set<E> among) {
            var permitted = among.stream()
                    .filter(answer -> seldom()
                            || aim.filter(rule -> !permits(rule, dimension, answer))
                                    .isEmpty())
                    .toList();
            var choice = permitted.isEmpty() ? List.copyOf(among) : permitted;
            return choice.get(random.nextInt(choice.size()));
        }

        private static boolean permits(Rule rule, Dimension dimension, Enum<?> answer) {
            var word = dimension.ofPerson() ? rule.when().person() : rule.when().visit();
            return (word & dimension.bit(answer)) != 0;
        }

        private <E extends Enum<E>> E any(Class<E> type) {
            var values = type.getEnumConstants();
            return values[random.nextInt(values.length)];
        }

        /// `usual`, or one time in eight anything.
        private <E extends Enum<E>> E mostly(E usual) {
            return seldom() ? any(usual.getDeclaringClass()) : usual;
        }

        private boolean seldom() {
            return random.nextInt(8) == 0;
        }

        private Fen amount(long below) {
            return switch (random.nextInt(4)) {
                case 0 -> Fen.ZERO;
                case 1 -> Fen.of(random.nextLong(below));
                case 2 -> Fen.of(random.nextLong(below / 100 + 1) * 100);
                default -> Fen.of(random.nextLong(1_000));
            };
        }

        private Insured insured() {
            var scheme = aim.filter(rule -> !seldom())
                    .map(rule -> rule.schemes().contains(Scheme.EMPLOYEE) ? Scheme.EMPLOYEE : Scheme.RESIDENT)
                    .orElse(random.nextBoolean() ? Scheme.EMPLOYEE : Scheme.RESIDENT);
            Set<Status> statuses = scheme == Scheme.EMPLOYEE
                    ? EnumSet.of(Status.ACTIVE, Status.RETIRED, Status.FLEXIBLE)
                    : EnumSet.of(Status.ADULT, Status.CHILD, Status.STUDENT, Status.NEWBORN);
            return new Insured(
                    pack.region(),
                    scheme,
                    aimed(Dimension.STATUS, statuses),
                    mostly(Standing.NORMAL),
                    random.nextInt(-1, 100),
                    any(Sex.class),
                    any(Tier.class),
                    mostly(Assistance.NONE),
                    seldom(),
                    1 + random.nextInt(5),
                    new Continuity(random.nextInt(9), random.nextInt(3), random.nextInt(2)));
        }

        private Visit visit() {
            var province = pack.region().substring(0, 2);
            var place = switch (random.nextInt(10)) {
                case 0 -> Visit.OVERSEAS;
                case 1 -> province + "9900";
                case 2, 3 -> "310000";
                default -> pack.region();
            };
            return new Visit(
                    aimed(Dimension.VISIT, EnumSet.allOf(VisitKind.class)),
                    aimed(Dimension.INSTITUTION, EnumSet.allOf(InstitutionKind.class)),
                    aimed(Dimension.LEVEL, EnumSet.allOf(Level.class)),
                    place,
                    !seldom(),
                    !seldom(),
                    seldom() ? Optional.of(random.nextBoolean()) : Optional.empty(),
                    seldom(),
                    seldom(),
                    mostly(Cause.NONE),
                    seldom() ? List.of("M03900") : List.of(),
                    seldom() ? Optional.of(random.nextBoolean()) : Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    mostly(SettledBy.DIRECT));
        }

        private Filing filing() {
            if (random.nextBoolean()) {
                return Filing.NONE;
            }
            return new Filing(
                    any(FilingKind.class),
                    Optional.empty(),
                    mostly(Filing.MadeWhen.BEFORE),
                    Optional.empty(),
                    seldom() ? Optional.of("320000") : Optional.empty(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        private Bill.Split split() {
            var ownPay = amount(500_000);
            var overLimit = amount(100_000);
            var firstPay = amount(100_000);
            var inScope = amount(MOST_FEN);
            return new Bill.Split(
                    ownPay.plus(overLimit).plus(firstPay).plus(inScope), ownPay, overLimit, firstPay, inScope);
        }

        private Bill.Lines lines() {
            var lines = new ArrayList<FeeLine>();
            for (var i = random.nextInt(6); i >= 0; i--) {
                lines.add(new FeeLine(
                        "",
                        any(FeeCategory.class),
                        mostly(Grade.A),
                        amount(2_000_000),
                        seldom() ? amount(1_000_000) : FeeLine.NO_CEILING,
                        seldom() ? Ratio.ofMillionths(random.nextInt(1_000_001)) : Ratio.ZERO,
                        seldom() ? amount(10_000) : Fen.ZERO));
            }
            return new Bill.Lines(List.copyOf(lines));
        }

        private YearToDate yearToDate() {
            return new YearToDate(
                    amount(200_000),
                    amount(3_000_000),
                    amount(60_000_000),
                    amount(60_000),
                    random.nextInt(3),
                    amount(8_000_000),
                    amount(2_000_000));
        }

        private Balances balances() {
            return new Balances(amount(300_000), amount(1_000_000));
        }

        private List<FamilyMember> family() {
            var members = new ArrayList<FamilyMember>();
            for (var i = random.nextInt(3); i > 0; i--) {
                members.add(new FamilyMember(
                        "member " + i,
                        any(Relation.class),
                        random.nextInt(4) > 0 ? pack.region() : "440100",
                        mostly(Standing.NORMAL),
                        !seldom(),
                        balances(),
                        seldom() ? amount(100_000) : FamilyMember.NO_LIMIT));
            }
            return List.copyOf(members);
        }

        private Assumptions assumptions() {
            if (!seldom()) {
                return Assumptions.NONE;
            }
            return new Assumptions(
                    Optional.empty(),
                    random.nextBoolean() ? Optional.of(amount(200_000)) : Optional.empty(),
                    random.nextBoolean()
                            ? Optional.of(Ratio.ofMillionths(random.nextInt(1_000_001)))
                            : Optional.empty(),
                    random.nextBoolean() ? Optional.of("999999") : Optional.empty(),
                    random.nextBoolean() ? Optional.of(any(AccountScope.class)) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(any(AccountOrder.class)) : Optional.empty());
        }
    }
}

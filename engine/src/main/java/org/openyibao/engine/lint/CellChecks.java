package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.DecisionFault;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// What is to be proved of each cell: its ratios stay in range, its brackets are reached, and nobody gets
/// less for a larger bill.
final class CellChecks {

    /// What was left of a bracket of what the fund has paid, in fen: enough to see every way in which a fen
    /// is rounded.
    private static final int MOST_ROOM = 100;

    private final Pack pack;
    private final Trial.Decider decider;
    private final Findings findings;
    private final Set<List<Rule>> seen = new HashSet<>();
    private final Set<List<Object>> rounded = new HashSet<>();
    private final Map<Rule, boolean[]> reached = new LinkedHashMap<>();
    private final Map<Rule, Era> eraOf = new HashMap<>();

    private CellChecks(Pack pack, Trial.Decider decider, Findings findings) {
        this.pack = pack;
        this.decider = decider;
        this.findings = findings;
    }

    static void run(Pack pack, List<Era> eras, Trial.Decider decider, Findings findings) {
        var checks = new CellChecks(pack, decider, findings);
        for (var era : eras) {
            Cell.of(era).stream().filter(checks::isNew).forEach(checks::check);
        }
        checks.reportUnreached();
    }

    /// A cell in which only rules of other packs apply is theirs; one with the same rules in another era is
    /// the same.
    private boolean isNew(Cell cell) {
        return cell.rules().stream().anyMatch(rule -> rule.region().equals(pack.region())) && seen.add(cell.rules());
    }

    private void check(Cell cell) {
        ratios(cell);
        brackets(cell);
        Witness.of(cell).ifPresent(witness -> growth(cell, witness));
    }

    private void ratios(Cell cell) {
        for (var rule : cell.pools()) {
            cell.reduction()
                    .filter(reduction -> ((Effect.Reduction) reduction.effect()).isKnown())
                    .ifPresent(reduction -> reduced(cell, rule, reduction));
            cell.poolTilt().ifPresent(tilt -> raised(cell, rule, tilt));
        }
        for (var rule : cell.layers()) {
            var layer = (Effect.Layer) rule.effect();
            cell.tilts().stream()
                    .filter(tilt -> ((Effect.Tilt) tilt.effect()).kind() == layer.kind())
                    .forEach(tilt -> tilted(cell, rule, layer, tilt));
        }
    }

    private void reduced(Cell cell, Rule rule, Rule reduction) {
        var points = ((Effect.Reduction) reduction.effect()).points();
        var brackets = cell.pool(rule).brackets();
        for (var i = 0; i < brackets.size(); i++) {
            var ratio = brackets.ratio(i);
            if (ratio.compareTo(Ratio.ZERO) > 0 && ratio.compareTo(points) < 0) {
                outOfRange(
                        cell,
                        rule,
                        reduction,
                        Math.max(cell.deductibleFen(), below(brackets, i)),
                        ratio + " - " + points + " < 0%");
            }
        }
    }

    private void raised(Cell cell, Rule rule, Rule tilt) {
        var points = ((Effect.PoolTilt) tilt.effect()).points();
        var less = cell.reduction()
                .map(reduction -> ((Effect.Reduction) reduction.effect()).points())
                .orElse(Ratio.ZERO);
        var brackets = cell.pool(rule).brackets();
        for (var i = 0; i < brackets.size(); i++) {
            var ratio = brackets.ratio(i).lessPoints(less);
            if (!Ratio.ofMillionths(ratio.millionths() + points.millionths()).isShare()) {
                outOfRange(
                        cell,
                        rule,
                        tilt,
                        Math.max(cell.deductibleFen(), below(brackets, i)),
                        ratio + " + " + points + " > 100%");
            }
        }
    }

    private void tilted(Cell cell, Rule rule, Effect.Layer layer, Rule tilt) {
        var effect = (Effect.Tilt) tilt.effect();
        var deductible = effect.deductibleFactor().of(layer.deductible()).value();
        for (var i = 0; i < layer.brackets().size(); i++) {
            var ratio = layer.brackets().ratio(i);
            if (!Ratio.ofMillionths(ratio.millionths() + effect.points().millionths())
                    .isShare()) {
                outOfRange(
                        cell,
                        rule,
                        tilt,
                        Math.max(deductible, below(layer.brackets(), i)),
                        ratio + " + " + effect.points() + " > 100%");
            }
        }
    }

    private void outOfRange(Cell cell, Rule rule, Rule by, long above, String sum) {
        findings.add(
                Check.RATIO,
                Findings.name(rule) + "/" + Findings.name(by),
                Optional.of(rule),
                cell.where(),
                cell.era(),
                Optional.of(Fen.of(above + 1)),
                new Text(
                        "经 " + by.key() + " 调整后比例超出 0..100%：" + sum,
                        "with " + by.key() + " a ratio leaves 0..100%: " + sum),
                () -> Witness.of(cell)
                        .map(witness -> new Trial(decider, cell, witness, CellChecks::inScope, Trial.fresh(witness)))
                        .flatMap(trial -> trial.drawing(above + 1)));
    }

    private static long below(Brackets brackets, int index) {
        return index == 0 ? 0 : brackets.upTo(index - 1);
    }

    private void brackets(Cell cell) {
        for (var rule : cell.pools()) {
            var pool = cell.pool(rule);
            var reach = reached(rule, pool.brackets(), cell);
            for (var i = 0; i < reach.length; i++) {
                reach[i] |= isReached(cell, pool, i);
            }
        }
        for (var rule : cell.layers()) {
            var layer = (Effect.Layer) rule.effect();
            var reach = reached(rule, layer.brackets(), cell);
            for (var i = 0; i < reach.length; i++) {
                reach[i] |= layer.brackets().upTo(i) > leastDeductible(cell, layer);
            }
        }
    }

    private boolean[] reached(Rule rule, Brackets brackets, Cell cell) {
        eraOf.putIfAbsent(rule, cell.era());
        return reached.computeIfAbsent(rule, ignored -> new boolean[brackets.size()]);
    }

    private static boolean isReached(Cell cell, Effect.Pool pool, int index) {
        if (pool.brackets().ratio(index).equals(Ratio.ZERO)) {
            return true;
        }
        if (pool.measure() == Measure.FUND_PAID) {
            return cell.caps().stream()
                    .map(rule -> (Effect.Cap) rule.effect())
                    .noneMatch(cap -> !cap.perFamilyMember() && cap.amount().value() <= below(pool.brackets(), index));
        }
        var eachTime = cell.deductible()
                .map(rule -> (Effect.Deductible) rule.effect())
                .filter(deductible -> deductible.per() == Per.ADMISSION)
                .isPresent();
        return !eachTime || pool.brackets().upTo(index) > cell.deductibleFen();
    }

    private static long leastDeductible(Cell cell, Effect.Layer layer) {
        return cell.tilts().stream()
                .map(tilt -> (Effect.Tilt) tilt.effect())
                .filter(tilt -> tilt.kind() == layer.kind())
                .mapToLong(
                        tilt -> tilt.deductibleFactor().of(layer.deductible()).value())
                .findFirst()
                .orElse(layer.deductible().value());
    }

    private void reportUnreached() {
        reached.forEach((rule, reach) -> {
            for (var i = 0; i < reach.length; i++) {
                if (!reach[i] && rule.region().equals(pack.region())) {
                    findings.add(
                            Check.BRACKET,
                            Findings.name(rule) + "#" + (i + 1),
                            rule,
                            "",
                            new Text(
                                    "第 " + (i + 1) + " 段没有账单能够达到：它全部在起付线以下，或在封顶线以上",
                                    "no bill reaches bracket " + (i + 1)
                                            + ": all of it is below the deductible or above the cap"));
                }
            }
        });
    }

    private void growth(Cell cell, Witness witness) {
        for (var bill : bills(cell)) {
            for (var year : years(cell, witness)) {
                var trial = new Trial(decider, cell, witness, bill, year);
                tried(cell, trial, trial::falls);
            }
        }
        for (var rule : cell.pools()) {
            if (cell.pool(rule).measure() == Measure.FUND_PAID && rounded.add(List.of(rule, cell.reduction()))) {
                roundings(cell, rule, witness);
            }
        }
    }

    /// A fen that two brackets of what the fund has paid round between them shows only where few are left
    /// of the first.
    private void roundings(Cell cell, Rule rule, Witness witness) {
        for (var edge : Trial.edges(cell.pool(rule).brackets())) {
            for (var room = 1; room <= Math.min(MOST_ROOM, edge); room++) {
                var top = 4L * room;
                var year = Trial.year(Fen.of(cell.deductibleFen()), Fen.of(edge - room), Fen.ZERO, witness.admission());
                var trial = new Trial(decider, cell, witness, CellChecks::inScope, year);
                tried(cell, trial, () -> trial.falls(top));
            }
        }
    }

    private void tried(Cell cell, Trial trial, Supplier<List<Growth.Fall>> falls) {
        try {
            falls.get().forEach(fall -> report(cell, trial, fall));
        } catch (DecisionFault | ArithmeticException fault) {
            findings.add(
                    Check.FAULT,
                    Findings.name(cell.pools().getFirst()),
                    Optional.of(cell.pools().getFirst()),
                    cell.where(),
                    cell.era(),
                    Optional.of(Fen.of(trial.last())),
                    new Text("无法决定：" + fault.getMessage(), "cannot be decided: " + fault.getMessage()));
        }
    }

    private void report(Cell cell, Trial trial, Growth.Fall fall) {
        var rule = cell.pools().getFirst();
        var before = Fen.of(fall.before());
        var after = Fen.of(fall.after());
        var year = trial.year().equals(YearToDate.NONE)
                ? Text.same("")
                : new Text(
                        "（年度已累计：起付线 " + trial.year().deductible() + "，统筹 "
                                + trial.year().pool() + "，负担 " + trial.year().burden() + "）",
                        " (year to date: deductible " + trial.year().deductible() + ", pool "
                                + trial.year().pool() + ", burden "
                                + trial.year().burden() + ")");
        var funds = fall.check() == Check.FUNDS_FALL;
        var from = Fen.of(funds ? fall.fundsBefore() : fall.before() - fall.fundsBefore());
        var to = Fen.of(funds ? fall.fundsAfter() : fall.after() - fall.fundsAfter());
        findings.add(
                fall.check(),
                Findings.name(rule),
                Optional.of(rule),
                cell.where(),
                cell.era(),
                Optional.of(after),
                new Text(
                        "账单由 " + before + " 增至 " + after + "，" + (funds ? "基金支付" : "个人负担") + "反由 " + from + " 降为 " + to
                                + year.zh(),
                        "as the bill grows from " + before + " to " + after + ", what the "
                                + (funds ? "funds pay" : "person bears") + " falls from " + from + " to " + to
                                + year.en()),
                () -> trial.drawing(fall));
    }

    static Bill inScope(long amount) {
        var fen = Fen.of(amount);
        return new Bill.Split(fen, Fen.ZERO, Fen.ZERO, Fen.ZERO, fen);
    }

    /// Ways for a bill to grow: in scope as a whole and, where rules share the lines among them, by a line
    /// of each kind that they tell apart, alone and beside one of another kind.
    static List<LongFunction<Bill>> bills(Cell cell) {
        var bills = new ArrayList<LongFunction<Bill>>();
        bills.add(CellChecks::inScope);
        if (!cell.byItems()) {
            return bills;
        }
        var lines = lines(cell);
        var beside = Fen.of(cell.deductibleFen() + 10_000);
        for (var growing : lines) {
            bills.add(amount -> new Bill.Lines(List.of(line(growing, Fen.of(amount)))));
            for (var other : lines) {
                if (other != growing) {
                    bills.add(amount -> new Bill.Lines(List.of(line(growing, Fen.of(amount)), line(other, beside))));
                }
            }
        }
        return bills;
    }

    private static FeeLine line(FeeLine like, Fen amount) {
        return new FeeLine(like.name(), like.category(), like.grade(), amount);
    }

    /// One line for each set of rules that take it.
    private static List<FeeLine> lines(Cell cell) {
        Map<List<Rule>, FeeLine> lines = new LinkedHashMap<>();
        for (var category : FeeCategory.values()) {
            for (var grade : List.of(Grade.A, Grade.B)) {
                var takers = cell.pools().stream()
                        .filter(rule -> cell.pool(rule).items().includes(category, grade))
                        .toList();
                lines.putIfAbsent(takers, new FeeLine(category.toString(), category, grade, Fen.ZERO));
            }
        }
        return List.copyOf(lines.values());
    }

    /// Years to try: nothing so far, and half way to the nearest limit.
    private static List<YearToDate> years(Cell cell, Witness witness) {
        var pool = cell.caps().stream()
                .mapToLong(rule -> ((Effect.Cap) rule.effect()).amount().value())
                .min()
                .orElse(0);
        var burden = cell.layers().stream()
                .mapToLong(rule -> ((Effect.Layer) rule.effect()).deductible().value())
                .min()
                .orElse(0);
        var fresh = Trial.fresh(witness);
        var later = Trial.year(Fen.of(cell.deductibleFen()), Fen.of(pool / 2), Fen.of(burden / 2), witness.admission());
        return fresh.equals(later) ? List.of(fresh) : List.of(fresh, later);
    }
}

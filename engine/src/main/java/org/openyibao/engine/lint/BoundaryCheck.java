package org.openyibao.engine.lint;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.lint.Boundary.Side;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Boundaries on a side of which no case lies: neither one of the pack nor one of a region that inherits from
/// it.
///
/// Where a case lies is asked of the engine: on a side lies a case that is answered otherwise, in a key that
/// it expects, once the boundary is moved over that side. Whether it meets what it expects is not asked here.
///
/// The days on which a rule or an enrolment window begins and ends, and those before and after, are asked for
/// only where they can be told: not where the nation says the same as its province, nor where nothing yet is
/// paid that the rule could keep from being paid. They can be told if a case in which the rule is in force
/// would tell, were it of that day. A rule that no case sees at all is asked for both.
final class BoundaryCheck {

    private final PolicyBook book;
    private final Pack pack;
    private final List<Era> eras;
    private final List<Case> cases;
    private final Map<Case, Map<String, String>> answers = new IdentityHashMap<>();
    private final Findings findings;

    private BoundaryCheck(PolicyBook book, Pack pack, List<Era> eras, List<Case> cases, Findings findings) {
        this.book = book;
        this.pack = pack;
        this.eras = eras;
        this.cases = cases.stream()
                .filter(asked -> book.chain(asked.insured().region()).contains(pack))
                .toList();
        this.findings = findings;
    }

    static void run(
            PolicyBook book, Pack pack, List<Era> eras, List<Case> cases, Findings findings, Runnable beforeEach) {
        var check = new BoundaryCheck(book, pack, eras, cases, findings);
        pack.rules().stream().flatMap(rule -> Boundaries.of(rule).stream()).forEach(boundary -> {
            beforeEach.run();
            check.check(boundary);
        });
    }

    private void check(Boundary boundary) {
        var near = moved(boundary.rule(), boundary.near(), boundary.near().moved());
        var far = moved(boundary.rule(), boundary.far(), boundary.far().moved());
        report(
                boundary,
                boundary.near(),
                asked -> tells(asked, near) && !(boundary.continuous() && tells(asked, far)),
                near);
        var cleared = moved(boundary.rule(), boundary.far(), boundary.rule());
        report(
                boundary,
                boundary.far(),
                asked -> tells(asked, far) && !run(asked, cleared).equals(run(asked, far)),
                boundary.continuous() ? far : near);
    }

    /// The packs with the rule changed, and with it the pack's others of its kind as that side has it.
    private PolicyBook moved(Rule rule, Side side, Rule changed) {
        return book.with(with(pack, other -> {
            if (other == rule) {
                return changed;
            }
            return other.effect().getClass().equals(rule.effect().getClass())
                    ? side.along().apply(other)
                    : other;
        }));
    }

    /// Reports a side on which no case lies, if one is asked for. `moved` are the packs that tell cases there.
    private void report(Boundary boundary, Side side, Predicate<Case> lies, PolicyBook moved) {
        var rule = boundary.rule();
        var some = cases.stream().filter(asked -> mayHold(boundary, asked)).toList();
        if (some.stream().anyMatch(lies)) {
            return;
        }
        var inForce = some.stream().filter(asked -> rule.inForceOn(asked.on())).toList();
        var example = side.place()
                .flatMap(place -> inForce.stream()
                        .filter(asked -> lies.test(place.apply(asked)))
                        .findFirst());
        var without = without(rule.id());
        if (side.place().isEmpty()
                || example.isPresent()
                || inForce.stream().noneMatch(asked -> tells(asked, without))) {
            add(boundary, side, example, moved);
        }
    }

    /// Whether the rule, or the rule as moved, may hold for the person of a case.
    private static boolean mayHold(Boundary boundary, Case asked) {
        var person = Facts.of(asked.insured());
        return boundary.rule().schemes().contains(asked.insured().scheme())
                && (boundary.rule().when().matches(person)
                        || boundary.far().moved().when().matches(person));
    }

    private static Pack with(Pack pack, UnaryOperator<Rule> change) {
        return new Pack(
                pack.region(),
                pack.name(),
                pack.folder(),
                pack.rules().stream().map(change).toList());
    }

    /// The packs without the rules of an id, in whichever pack.
    private PolicyBook without(String id) {
        return new PolicyBook(book.packs().stream()
                .map(each -> with(each, rule -> rule.id().equals(id) ? Boundaries.never(rule) : rule))
                .toList());
    }

    private boolean tells(Case asked, PolicyBook moved) {
        var mine = answers.computeIfAbsent(asked, ignored -> run(asked, book));
        var others = run(asked, moved);
        return asked.expect().stream()
                .map(Case.Expectation::key)
                .anyMatch(key -> !Objects.equals(mine.get(key), others.get(key)));
    }

    private static Map<String, String> run(Case asked, PolicyBook book) {
        return new CaseRun(book).explain(asked).answers();
    }

    private void add(Boundary boundary, Side side, Optional<Case> example, PolicyBook moved) {
        var rule = boundary.rule();
        findings.add(
                Check.BOUNDARY,
                Findings.name(rule) + "/" + side.name(),
                rule,
                Findings.words(rule),
                bill(boundary, moved),
                new Text(
                        "没有案例落在边界的这一侧：" + side.name()
                                + example.map(asked -> "（例如把案例 " + asked.id() + " 改到那里）")
                                        .orElse(""),
                        "no case lies on this side of a boundary: " + side.name()
                                + example.map(asked -> " (case " + asked.id() + ", moved there, would)")
                                        .orElse("")));
    }

    /// The smallest bill that tells the packs from those with the boundary moved, where the rule bears on
    /// bills.
    private Optional<Fen> bill(Boundary boundary, PolicyBook moved) {
        return eras.stream()
                .filter(era -> era.own().stream().anyMatch(own -> own.rule() == boundary.rule()))
                .flatMap(era -> Cell.of(era).stream())
                .filter(cell -> cell.rules().contains(boundary.rule()))
                .flatMap(cell -> bill(cell, boundary, moved).stream())
                .findFirst();
    }

    private Optional<Fen> bill(Cell cell, Boundary boundary, PolicyBook moved) {
        var era = cell.era();
        var policies = Stream.of(era.from(), era.to())
                .map(day -> moved.on(pack.region(), era.scheme(), day))
                .toList();
        return Witness.of(cell).stream()
                .flatMap(witness -> CellChecks.bills(cell).stream()
                        .map(bill -> new Trial(Waterfall::decide, cell, witness, bill, Trial.fresh(witness))))
                .flatMap(trial -> policies.stream().flatMap(policy -> trial.firstTold(policy).stream()))
                .findFirst();
    }
}

package org.openyibao.server.settlement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Items;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Per;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.Source;
import org.openyibao.engine.text.Text;

/// Packs that say as rules of a region what a case assumes because the sources say nothing. A settlement assumes
/// nothing; by these packs it decides the case all the same.
final class AssumedPacks {

    private static final Text TITLE = new Text("案例假定", "assumed by the case");
    private static final Source SOURCE = new Source("案例", "specimen");

    private final PolicyBook book;
    private final String region;
    private final Assumptions assume;

    /// Kinds of rules that do not count, what stands before all others, and what after them.
    private final Set<Class<? extends Effect>> replaced = new HashSet<>();

    private final List<Rule> first = new ArrayList<>();
    private final List<Rule> last = new ArrayList<>();

    private AssumedPacks(PolicyBook book, Claim claim) {
        this.book = book;
        region = claim.insured().region();
        assume = claim.assume();
    }

    static PolicyBook of(PolicyBook book, Claim claim) {
        return claim.assume().equals(Assumptions.NONE) ? book : new AssumedPacks(book, claim).assumed(claim);
    }

    /// Equal for claims by whose assumptions the same packs come about.
    static Object key(Claim claim) {
        var assume = claim.assume();
        return assume.equals(Assumptions.NONE)
                ? assume
                : List.of(
                        claim.insured().region(),
                        assume,
                        assume.poolPays().filter(pays -> !pays.isZero()).isPresent() ? claim : "");
    }

    private PolicyBook assumed(Claim claim) {
        assume.poolPays().ifPresent(pays -> {
            replaced.addAll(Set.of(
                    Effect.Pool.class,
                    Effect.Deductible.class,
                    Effect.Reduction.class,
                    Effect.Partial.class,
                    Effect.PoolTilt.class,
                    Effect.Cap.class));
            first.add(rule(pool(share(pays, Waterfall.decide(book, claim).bill().inScopeFen()))));
        });
        assume.deductible().ifPresent(amount -> {
            replaced.addAll(Set.of(Effect.Deductible.class));
            first.add(rule(new Effect.Deductible(amount, Per.ADMISSION)));
        });
        assume.ratio().ifPresent(ratio -> {
            replaced.addAll(Set.of(Effect.Pool.class, Effect.Reduction.class));
            first.add(rule(pool(ratio)));
        });
        assume.share().ifPresent(share -> {
            replaced.add(Effect.Partial.class);
            first.add(rule(new Effect.Partial(share)));
        });
        assume.bracketsOf().ifPresent(other -> {
            replaced.add(Effect.Pool.class);
            first.addAll(rules(other, Effect.Pool.class));
            if (assume.deductible().isEmpty()) {
                last.addAll(rules(other, Effect.Deductible.class));
            }
        });
        assume.accountOrder().ifPresent(order -> {
            replaced.add(Effect.Order.class);
            first.add(rule(new Effect.Order(order)));
        });
        return book();
    }

    private static Ratio share(Fen pays, long inScope) {
        if (pays.isZero()) {
            return Ratio.ZERO;
        }
        var share = Ratio.ofMillionths((int) (pays.value() * Ratio.ONE.millionths() / inScope));
        if (share.of(inScope) != Math.min(pays.value(), inScope)) {
            throw new AssertionError("no share in millionths pays " + pays + " of " + Fen.yuan(inScope));
        }
        return share;
    }

    private static Effect pool(Ratio ratio) {
        return new Effect.Pool(Brackets.flat(ratio), Measure.IN_SCOPE, Items.ALL, Effect.Pool.NO_ITEM_LIMIT);
    }

    private Rule rule(Effect effect) {
        var id = "assumed-" + effect.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new Rule(
                id,
                region,
                TITLE,
                EnumSet.allOf(Scheme.class),
                Rule.ALWAYS,
                Rule.FOREVER,
                Condition.ALWAYS,
                effect,
                SOURCE,
                Confidence.SPECIMEN,
                "",
                "assumed:1");
    }

    /// Those of another region as rules of this one.
    private List<Rule> rules(String other, Class<? extends Effect> kind) {
        return book.chain(other).stream()
                .flatMap(pack -> pack.rules().stream())
                .filter(rule -> kind.isInstance(rule.effect()) && asksForKnownDiseases(rule))
                .map(rule -> copy(rule, "assumed-" + rule.region() + "-" + rule.id(), region, rule.effect()))
                .toList();
    }

    /// A list that only the other region declares names nobody's disease here.
    private boolean asksForKnownDiseases(Rule rule) {
        var known = book.chain(region).stream()
                .flatMap(pack -> pack.rules().stream())
                .map(Rule::effect)
                .flatMap(effect -> effect instanceof Effect.DiseaseList list ? Stream.of(list.list()) : Stream.empty())
                .collect(Collectors.toCollection(() -> new HashSet<>(Set.of(Diseases.NONE, Diseases.UNLISTED))));
        return known.containsAll(rule.when().diseases().lists());
    }

    private static Rule copy(Rule rule, String id, String region, Effect effect) {
        return new Rule(
                id,
                region,
                rule.title(),
                rule.schemes(),
                rule.from(),
                rule.to(),
                rule.when(),
                effect,
                rule.source(),
                rule.confidence(),
                rule.notes(),
                rule.place());
    }

    private PolicyBook book() {
        var chain = new ArrayList<>(book.chain(region));
        if (!chain.getFirst().region().equals(region)) {
            chain.addFirst(new Pack(region, Text.same(region), "assumed", List.of()));
        }
        var assumed = book;
        for (var pack : chain) {
            var rules = new ArrayList<Rule>();
            if (pack == chain.getFirst()) {
                rules.addAll(first);
            }
            pack.rules().stream()
                    .filter(rule -> !replaced.contains(rule.effect().getClass()))
                    .map(this::scoped)
                    .forEach(rules::add);
            if (pack == chain.getLast()) {
                rules.addAll(last);
            }
            assumed = assumed.with(new Pack(pack.region(), pack.name(), pack.folder(), List.copyOf(rules)));
        }
        return assumed;
    }

    private Rule scoped(Rule rule) {
        return assume.accountScope().isPresent() && rule.effect() instanceof Effect.Account account
                ? copy(
                        rule,
                        rule.id(),
                        rule.region(),
                        new Effect.Account(
                                account.buckets(), assume.accountScope().get()))
                : rule;
    }
}

package org.openyibao.engine.policy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;

/// The rules of one region and scheme on one day, by kind of effect, nearest first. Immutable; asking allocates
/// nothing.
public final class CompiledPolicy {

    private static final Rule[] NONE = {};

    /// A rule with its effect at hand.
    public record Applied<E extends Effect>(Rule rule, E effect) {}

    private final String region;
    private final Scheme scheme;
    private final Map<Class<? extends Effect>, Rule[]> byEffect = new HashMap<>();
    private final List<Rule> ever;
    private final Set<Relation.Group> relativesEver = EnumSet.noneOf(Relation.Group.class);

    private final long asked;
    private final Rule[] diseaseLists;
    final Rule[] notDirect;
    final Rule[] itemExclusions;
    final Rule[] fundBars;
    final Rule[] accountBars;
    final Rule[] deductibles;
    final Rule[] pools;
    final Rule[] poolTilts;
    final Rule[] reductions;
    final Rule[] partials;
    final Rule[] caps;
    final Rule[] layers;
    final Rule[] tilts;
    final Rule[] capBonuses;
    final Rule[] currentAccounts;
    final Rule[] priorAccounts;
    final Rule[] currentAccountItems;
    final Rule[] priorAccountItems;

    CompiledPolicy(String region, Scheme scheme, List<Rule> inForce, List<Rule> ever) {
        this.region = region;
        this.scheme = scheme;
        var notAsked = -1L;
        for (var rule : inForce) {
            notAsked &= rule.when().visit();
            byEffect.merge(rule.effect().getClass(), new Rule[] {rule}, CompiledPolicy::joined);
        }
        asked = ~notAsked;
        this.ever = ever;
        for (var rule : ever) {
            if (rule.effect() instanceof Effect.Relatives relatives) {
                relativesEver.addAll(relatives.groups());
            }
        }
        diseaseLists = all(Effect.DiseaseList.class);
        notDirect = all(Effect.NotDirect.class);
        var exclusions = all(Effect.Exclusion.class);
        itemExclusions = ofItems(exclusions);
        fundBars = ofVisits(exclusions, Payer.FUND);
        accountBars = ofVisits(exclusions, Payer.ACCOUNT);
        deductibles = all(Effect.Deductible.class);
        pools = all(Effect.Pool.class);
        poolTilts = all(Effect.PoolTilt.class);
        reductions = all(Effect.Reduction.class);
        partials = all(Effect.Partial.class);
        caps = all(Effect.Cap.class);
        layers = inOrderOfPayment(all(Effect.Layer.class));
        tilts = all(Effect.Tilt.class);
        capBonuses = all(Effect.CapBonus.class);
        var accounts = all(Effect.Account.class);
        currentAccounts = of(accounts, Bucket.CURRENT);
        priorAccounts = of(accounts, Bucket.PRIOR);
        var accountItems = all(Effect.AccountItems.class);
        currentAccountItems = ofItems(accountItems, Bucket.CURRENT);
        priorAccountItems = ofItems(accountItems, Bucket.PRIOR);
    }

    private static Rule[] ofItems(Rule[] exclusions) {
        return having(
                exclusions,
                Effect.Exclusion.class,
                effect -> !effect.items().isAll() && effect.bars().contains(Payer.FUND));
    }

    private static Rule[] ofVisits(Rule[] exclusions, Payer payer) {
        return having(
                exclusions,
                Effect.Exclusion.class,
                effect -> effect.items().isAll() && effect.bars().contains(payer));
    }

    private static Rule[] of(Rule[] accounts, Bucket bucket) {
        return having(accounts, Effect.Account.class, effect -> effect.buckets().contains(bucket));
    }

    private static Rule[] ofItems(Rule[] accountItems, Bucket bucket) {
        return having(
                accountItems,
                Effect.AccountItems.class,
                effect -> effect.buckets().contains(bucket));
    }

    private static Rule[] inOrderOfPayment(Rule[] layers) {
        var ordered = layers.clone();
        Arrays.sort(ordered, Comparator.comparing(rule -> ((Effect.Layer) rule.effect()).kind()));
        return ordered;
    }

    /// What can be sifted once a policy is not asked again at every line of every bill.
    private static <E extends Effect> Rule[] having(Rule[] rules, Class<E> effect, Predicate<E> wanted) {
        return Arrays.stream(rules)
                .filter(rule -> wanted.test(effect.cast(rule.effect())))
                .toArray(Rule[]::new);
    }

    private static Rule[] joined(Rule[] first, Rule[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public String region() {
        return region;
    }

    public Scheme scheme() {
        return scheme;
    }

    /// All rules with this kind of effect, nearest first. Not to be changed.
    public Rule[] all(Class<? extends Effect> effect) {
        return byEffect.getOrDefault(effect, NONE);
    }

    /// The list that a visit which names these diseases is on, for such a person.
    String diseaseList(Insured insured, List<String> codes) {
        if (codes.isEmpty()) {
            return Diseases.NONE;
        }
        var person = Facts.of(insured);
        for (var rule : diseaseLists) {
            var effect = (Effect.DiseaseList) rule.effect();
            if (effect.holds(codes) && rule.when().matches(person)) {
                return effect.list();
            }
        }
        return Diseases.UNLISTED;
    }

    /// What keeps care from being settled at the institution.
    public Rule[] notDirect() {
        return notDirect;
    }

    /// The exclusions that keep the fund from some lines of a bill.
    public Rule[] itemExclusions() {
        return itemExclusions;
    }

    /// The exclusions that keep a payer from whole visits.
    public Rule[] barsTo(Payer payer) {
        return switch (payer) {
            case FUND -> fundBars;
            case ACCOUNT -> accountBars;
        };
    }

    public Rule[] deductibles() {
        return deductibles;
    }

    public Rule[] pools() {
        return pools;
    }

    public Rule[] poolTilts() {
        return poolTilts;
    }

    public Rule[] reductions() {
        return reductions;
    }

    public Rule[] partials() {
        return partials;
    }

    public Rule[] caps() {
        return caps;
    }

    /// In the order in which the layers pay, those of one layer nearest first.
    public Rule[] layers() {
        return layers;
    }

    public Rule[] tilts() {
        return tilts;
    }

    public Rule[] capBonuses() {
        return capBonuses;
    }

    /// What a bucket may pay.
    public Rule[] accounts(Bucket bucket) {
        return switch (bucket) {
            case CURRENT -> currentAccounts;
            case PRIOR -> priorAccounts;
        };
    }

    /// Which lines a bucket may pay or not, before what [#accounts] say of them.
    public Rule[] accountItems(Bucket bucket) {
        return switch (bucket) {
            case CURRENT -> currentAccountItems;
            case PRIOR -> priorAccountItems;
        };
    }

    /// The first of `rules` whose condition holds; null if none: the form for the hot path.
    public static @Nullable Rule first(Rule[] rules, Facts facts) {
        for (var rule : rules) {
            if (rule.when().matches(facts)) {
                return rule;
            }
        }
        return null;
    }

    /// The first rule with this kind of effect whose condition holds.
    public <E extends Effect> Optional<Applied<E>> find(Class<E> effect, Facts facts) {
        return Optional.ofNullable(first(all(effect), facts))
                .map(rule -> new Applied<>(rule, effect.cast(rule.effect())));
    }

    /// Why no rule of the pooled fund was found for these facts: the region has one at another date, or none ever.
    public Reason whyNoPool(Facts facts) {
        return whyNone(Effect.Pool.class, facts);
    }

    /// As [#whyNoPool], for rules with any kind of effect.
    public Reason whyNone(Class<? extends Effect> effect, Facts facts) {
        return whyNone(effect, any -> true, facts);
    }

    /// As above, for those of these effects that are `wanted`.
    public <E extends Effect> Reason whyNone(Class<E> effect, Predicate<E> wanted, Facts facts) {
        var inForce = Arrays.asList(all(effect));
        return ever.stream()
                        .filter(rule -> effect.isInstance(rule.effect()) && !inForce.contains(rule))
                        .filter(rule -> wanted.test(effect.cast(rule.effect())))
                        .anyMatch(rule -> rule.when().matches(facts))
                ? Reason.NO_RULE_FOR_DATE
                : Reason.NO_RULE_FOR_REGION;
    }

    /// The benefit year in which a day lies, named by the calendar year in which it begins. Where the region moves the
    /// beginning to an earlier day, the year under way is not cut: it ends with that calendar year.
    public int benefitYear(Facts person, LocalDate day) {
        var rule = first(all(Effect.BenefitYear.class), person);
        var begun = rule == null || !MonthDay.from(day).isBefore(((Effect.BenefitYear) rule.effect()).starts());
        return begun ? day.getYear() : day.getYear() - 1;
    }

    /// True where a rule asks this of a visit.
    public boolean asks(Dimension dimension) {
        return !dimension.ofPerson() && (asked & dimension.mask()) != 0;
    }

    /// True where a cap counts this.
    public boolean hasCap(Counter counter) {
        for (var cap : caps) {
            if (((Effect.Cap) cap.effect()).counts() == counter) {
                return true;
            }
        }
        return false;
    }

    /// True where a relation of this group is allowed at some date.
    public boolean everRelative(Relation.Group group) {
        return relativesEver.contains(group);
    }
}

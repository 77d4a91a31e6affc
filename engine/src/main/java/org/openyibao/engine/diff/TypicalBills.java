package org.openyibao.engine.diff;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Answer;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.lint.Cubes;
import org.openyibao.engine.lint.Era;
import org.openyibao.engine.lint.Realistic;
import org.openyibao.engine.lint.Witness;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WrittenRule;

/// A grid of typical bills of every region that some changed rule rules, decided by both versions.
///
/// Persons: each status of employees and residents, in normal standing, nothing paid yet this year, employees with
/// 1,000.00 of this year and 2,000.00 of prior years in the account. Visits: each kind, at each level, at home, at the
/// place of a long-term filing, elsewhere in the province and in another one without filing; and for each changed
/// rule the same persons and visits once more with what it asks for beside that. Bills: one line of a grade A drug,
/// and of what changed rules say of items; amounts are some usual ones, every amount that the region's rules name,
/// and between each two of those. Days: the one given; for a rule that is not in force then one on which it is; and
/// where its dates change one on which it is in force by one version alone.
public final class TypicalBills {

    private static final Balances ACCOUNT = new Balances(Fen.of(100_000), Fen.of(200_000));
    private static final List<Long> USUAL_FEN = List.of(10_000L, 50_000L, 100_000L, 500_000L, 2_000_000L, 10_000_000L);
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}\\.\\d{2}");
    private static final Item DRUG = new Item(FeeCategory.DRUG, Grade.A);
    private static final Set<Dimension> AXES =
            EnumSet.of(Dimension.STATUS, Dimension.VISIT, Dimension.LEVEL, Dimension.PLACE);
    private static final Set<Place> PLACES = EnumSet.complementOf(EnumSet.of(Place.OVERSEAS));

    private final Version before;
    private final Version after;
    private final List<RuleChange> changes;
    private final List<Sheet> sheets;
    private final AtomicLong tried = new AtomicLong();

    /// The bills of one region, scheme and day.
    private record Sheet(String region, Scheme scheme, LocalDate on) {}

    private record Item(FeeCategory category, Grade grade) {}

    public TypicalBills(Version before, Version after, List<RuleChange> changes, LocalDate on) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        var needed = new LinkedHashSet<Sheet>();
        for (var change : changes) {
            for (var region : regions(change.region())) {
                for (var scheme : List.of(Scheme.EMPLOYEE, Scheme.RESIDENT)) {
                    if (change.sides().stream()
                            .anyMatch(side -> side.rule().schemes().contains(scheme))) {
                        days(change, on).forEach(day -> needed.add(new Sheet(region, scheme, day)));
                    }
                }
            }
        }
        sheets = List.copyOf(needed);
    }

    /// How many steps [#differences] takes.
    public int steps() {
        return sheets.size();
    }

    /// How many bills were decided by both versions.
    public long tried() {
        return tried.get();
    }

    /// The bills for which anybody pays more or less, by region, scheme and day.
    ///
    /// @param afterEach told after each step, by several threads
    public List<BillChange> differences(Runnable afterEach) {
        return sheets.parallelStream()
                .flatMap(sheet -> {
                    var found = differences(sheet);
                    afterEach.run();
                    return found.stream();
                })
                .toList();
    }

    /// The region and those that inherit from it; the nation stands for itself only if there is no other.
    private Set<String> regions(String changed) {
        var regions = new TreeSet<String>();
        for (var version : List.of(before, after)) {
            version.book().packs().stream()
                    .map(Pack::region)
                    .filter(region -> region.equals(changed)
                            || version.book().chain(region).stream()
                                    .anyMatch(pack -> pack.region().equals(changed)))
                    .forEach(regions::add);
        }
        if (regions.size() > 1) {
            regions.remove(Pack.NATION);
        }
        return regions;
    }

    private static Set<LocalDate> days(RuleChange change, LocalDate on) {
        var days = new TreeSet<LocalDate>();
        var rules = change.sides().stream().map(RuleChange.Side::rule).toList();
        if (rules.stream().anyMatch(rule -> rule.inForceOn(on))) {
            days.add(on);
        } else {
            rules.forEach(rule -> days.add(rule.from().isAfter(on) ? rule.from() : rule.to()));
        }
        if (rules.size() == 2) {
            var first = rules.getFirst();
            var second = rules.getLast();
            if (!first.from().equals(second.from())) {
                days.add((first.from().isAfter(second.from()) ? first : second)
                        .from()
                        .minusDays(1));
            }
            if (!first.to().equals(second.to())) {
                days.add(
                        (first.to().isBefore(second.to()) ? first : second).to().plusDays(1));
            }
        }
        return days;
    }

    private List<BillChange> differences(Sheet sheet) {
        var found = new ArrayList<BillChange>();
        var amounts = amounts(sheet.region());
        var items = items(sheet.region());
        for (var entry : visits(sheet).entrySet()) {
            for (var item : items) {
                var profile = item.equals(DRUG) ? entry.getValue() : with(entry.getValue(), item);
                for (var amount : amounts) {
                    var claim = claim(entry.getKey(), item, Fen.of(amount));
                    var old = Paid.of(Waterfall.decide(before.book(), claim));
                    var now = Paid.of(Waterfall.decide(after.book(), claim));
                    if (!old.isSplitAs(now)) {
                        found.add(new BillChange(profile, Fen.of(amount), old, now));
                    }
                }
            }
            tried.addAndGet((long) items.size() * amounts.size());
        }
        return found;
    }

    private static Profile with(Profile profile, Item item) {
        var line = "category: " + item.category() + "; grade: " + item.grade();
        return new Profile(
                profile.region(),
                profile.on(),
                profile.scheme(),
                profile.status(),
                profile.visit(),
                profile.level(),
                profile.place(),
                profile.besides().isEmpty() ? line : profile.besides() + "; " + line);
    }

    private static Claim claim(Witness witness, Item item, Fen amount) {
        var year = YearToDate.NONE;
        return new Claim(
                witness.on(),
                witness.insured(),
                witness.visit(),
                witness.filing(),
                new Bill.Lines(List.of(new FeeLine("", item.category(), item.grade(), amount))),
                witness.admission() == Admission.FIRST
                        ? year
                        : new YearToDate(
                                year.deductible(),
                                year.pool(),
                                year.inpatientPool(),
                                year.familyPool(),
                                1,
                                year.burden(),
                                year.catastrophic()),
                witness.insured().scheme() == Scheme.EMPLOYEE ? ACCOUNT : Balances.NONE,
                List.of(),
                Fen.ZERO,
                true,
                Assumptions.NONE);
    }

    /// The persons and visits of a sheet, without repetition.
    private Map<Witness, Profile> visits(Sheet sheet) {
        var old = era(before, sheet);
        var now = era(after, sheet);
        var asked = changes.stream()
                .filter(change -> rules(sheet.region(), change.region()))
                .flatMap(change -> change.sides().stream())
                .map(RuleChange.Side::rule)
                .filter(rule -> rule.schemes().contains(sheet.scheme()))
                .map(Rule::when);
        var visits = new LinkedHashMap<Witness, Profile>();
        for (var when :
                Stream.concat(Stream.of(Condition.ALWAYS), asked).distinct().toList()) {
            for (var kind : VisitKind.values()) {
                var realistic = Realistic.all(now, kind);
                for (var usual : usual(sheet.scheme(), kind, tiers(old, now))) {
                    var wanted = relaxed(usual, when);
                    wanted.flatMap(facts -> witness(now, realistic, facts))
                            .or(() -> wanted.flatMap(facts -> witness(old, Realistic.all(old, kind), facts)))
                            .ifPresent(witness ->
                                    visits.putIfAbsent(witness, profile(sheet, witness, usual, wanted.orElseThrow())));
                }
            }
        }
        return visits;
    }

    private boolean rules(String region, String changed) {
        return regions(changed).contains(region);
    }

    private static Era era(Version version, Sheet sheet) {
        return new Era(
                sheet.scheme(),
                sheet.on(),
                sheet.on(),
                version.book().on(sheet.region(), sheet.scheme(), sheet.on()),
                List.of());
    }

    private static long tiers(Era old, Era now) {
        var all = Dimension.TIER.mask();
        var known = Stream.of(old, now)
                .mapToLong(Realistic::tiers)
                .filter(bits -> bits != all)
                .reduce(0, (a, b) -> a | b);
        return known == 0 ? Dimension.TIER.bit(Tier.NONE) : known;
    }

    private static Optional<Witness> witness(Era era, List<Condition> realistic, Condition wanted) {
        return realistic.stream()
                .flatMap(facts -> Cubes.intersect(facts, wanted).stream())
                .flatMap(facts -> Witness.of(era, facts).stream())
                .findFirst();
    }

    /// The ordinary persons and visits of one kind, each as the narrowest condition that holds for it.
    private static List<Condition> usual(Scheme scheme, VisitKind kind, long tiers) {
        var usual = new ArrayList<Condition>();
        for (var status : statuses(scheme)) {
            for (var tier : Tier.values()) {
                if ((tiers & Dimension.TIER.bit(tier)) != 0) {
                    for (var level : Level.values()) {
                        PLACES.forEach(place -> usual.add(usual(kind, status, tier, level, place)));
                    }
                }
            }
        }
        return usual;
    }

    private static Set<Status> statuses(Scheme scheme) {
        return scheme == Scheme.RESIDENT
                ? EnumSet.of(Status.ADULT, Status.CHILD, Status.STUDENT, Status.NEWBORN)
                : EnumSet.of(Status.ACTIVE, Status.RETIRED, Status.FLEXIBLE);
    }

    private static Condition usual(VisitKind kind, Status status, Tier tier, Level level, Place place) {
        var usual = Condition.ALWAYS;
        usual = Cubes.with(usual, Dimension.STATUS, Dimension.STATUS.bit(status));
        usual = Cubes.with(usual, Dimension.STANDING, Dimension.STANDING.bit(Standing.NORMAL));
        usual = Cubes.with(usual, Dimension.ASSISTANCE, Dimension.ASSISTANCE.bit(Assistance.NONE));
        usual = Cubes.with(usual, Dimension.TIER, Dimension.TIER.bit(tier));
        usual = Cubes.with(usual, Dimension.CIVIL_SERVANT, Dimension.CIVIL_SERVANT.bit(Answer.NO));
        usual = Cubes.with(usual, Dimension.VISIT, Dimension.VISIT.bit(kind));
        usual = Cubes.with(usual, Dimension.LEVEL, Dimension.LEVEL.bit(level));
        usual = Cubes.with(usual, Dimension.INSTITUTION, Dimension.INSTITUTION.bit(institution(kind, level)));
        usual = Cubes.with(usual, Dimension.PLACE, Dimension.PLACE.bit(place));
        var filing = place == Place.FILED ? FilingKind.LONG_TERM : FilingKind.NONE;
        usual = Cubes.with(usual, Dimension.FILING, Dimension.FILING.bit(filing));
        usual = Cubes.with(usual, Dimension.DOCUMENTS, Dimension.DOCUMENTS.bit(Answer.YES));
        usual = Cubes.with(usual, Dimension.DESIGNATED, Dimension.DESIGNATED.bit(Answer.YES));
        usual = Cubes.with(usual, Dimension.NETWORKED, Dimension.NETWORKED.bit(Answer.YES));
        usual = Cubes.with(usual, Dimension.BOUND, Dimension.BOUND.bit(Answer.YES));
        usual = Cubes.with(usual, Dimension.REFERRED, Dimension.REFERRED.bit(Answer.NO));
        var emergency = kind == VisitKind.EMERGENCY ? Answer.YES : Answer.NO;
        usual = Cubes.with(usual, Dimension.EMERGENCY, Dimension.EMERGENCY.bit(emergency));
        usual = Cubes.with(usual, Dimension.ADMISSION, Dimension.ADMISSION.bit(Admission.FIRST));
        usual = Cubes.with(usual, Dimension.CAUSE, Dimension.CAUSE.bit(Cause.NONE));
        usual = Cubes.with(usual, Dimension.SETTLED_BY, Dimension.SETTLED_BY.bit(SettledBy.DIRECT));
        var age = age(status);
        return Cubes.aged(usual, age, age);
    }

    private static InstitutionKind institution(VisitKind kind, Level level) {
        if (kind == VisitKind.PHARMACY) {
            return InstitutionKind.PHARMACY;
        }
        return level == Level.UNRATED ? InstitutionKind.COMMUNITY : InstitutionKind.HOSPITAL;
    }

    private static int age(Status status) {
        return switch (status) {
            case ACTIVE, FLEXIBLE, ADULT -> 40;
            case RETIRED -> 65;
            case CHILD -> 8;
            case STUDENT -> 20;
            case NEWBORN -> 0;
        };
    }

    /// What is usual, save where `when` asks for something else. Empty where it asks for another status, kind of visit,
    /// level or place, which have their turn.
    private static Optional<Condition> relaxed(Condition usual, Condition when) {
        var relaxed = usual;
        for (var dimension : Dimension.values()) {
            if ((Cubes.bits(usual, dimension) & Cubes.bits(when, dimension)) == 0) {
                if (AXES.contains(dimension)) {
                    return Optional.empty();
                }
                relaxed = Cubes.with(relaxed, dimension, dimension.mask());
            }
        }
        if (usual.ageFrom() < when.ageFrom() || usual.ageFrom() > when.ageTo()) {
            relaxed = Cubes.aged(relaxed, 0, Condition.NO_AGE_LIMIT);
        }
        return Cubes.intersect(relaxed, when);
    }

    private static Profile profile(Sheet sheet, Witness witness, Condition usual, Condition wanted) {
        var isUsualAge = wanted.ageFrom() <= usual.ageFrom() && usual.ageFrom() <= wanted.ageTo();
        var besides = isUsualAge ? Cubes.aged(wanted, 0, Condition.NO_AGE_LIMIT) : wanted;
        for (var dimension : Dimension.values()) {
            var isUsual = (Cubes.bits(usual, dimension) & Cubes.bits(wanted, dimension)) != 0;
            var isTold =
                    dimension == Dimension.TIER ? Cubes.bits(wanted, dimension) != dimension.bit(Tier.NONE) : !isUsual;
            besides = Cubes.with(besides, dimension, isTold ? Cubes.bits(wanted, dimension) : dimension.mask());
        }
        return new Profile(
                sheet.region(),
                sheet.on(),
                sheet.scheme(),
                witness.insured().status(),
                witness.visit().kind(),
                witness.visit().level(),
                place(wanted),
                Cubes.words(besides));
    }

    private static Place place(Condition wanted) {
        return Arrays.stream(Place.values())
                .filter(place -> Cubes.bits(wanted, Dimension.PLACE) == Dimension.PLACE.bit(place))
                .findFirst()
                .orElseThrow();
    }

    private Set<Long> amounts(String region) {
        var written = written(region)
                .flatMap(rule -> rule.fields().values().stream())
                .filter(value -> AMOUNT.matcher(value).matches())
                .flatMap(value -> Fen.parse(value).stream())
                .map(Fen::value)
                .filter(fen -> fen > 0)
                .collect(Collectors.toCollection(TreeSet::new));
        var amounts = new TreeSet<>(USUAL_FEN);
        amounts.addAll(written);
        var last = 0L;
        for (var edge : written) {
            amounts.add(last + (edge - last + 1) / 2);
            last = edge;
        }
        if (last > 0) {
            amounts.add(Math.min(2 * last, Fen.LARGEST.value()));
        }
        return amounts;
    }

    private Stream<WrittenRule> written(String region) {
        return Stream.of(before, after)
                .flatMap(version ->
                        version.book().chain(region).stream().flatMap(pack -> version.rules(pack.region()).stream()));
    }

    /// What the bills are for: a drug, and whatever changed rules say of items.
    private Set<Item> items(String region) {
        var items = new LinkedHashSet<>(Set.of(DRUG));
        for (var change : changes) {
            if (rules(region, change.region())) {
                change.sides().forEach(side -> items.addAll(items(side.written())));
            }
        }
        return items;
    }

    private static List<Item> items(WrittenRule rule) {
        var categories = codes(rule, "items.category", FeeCategory.values());
        var grades = codes(rule, "items.grade", Grade.values());
        if (categories.isEmpty() && grades.isEmpty()) {
            return List.of();
        }
        var items = new ArrayList<Item>();
        for (var category : categories.isEmpty() ? List.of(DRUG.category()) : categories) {
            (grades.isEmpty() ? List.of(DRUG.grade()) : grades).forEach(grade -> items.add(new Item(category, grade)));
        }
        return items;
    }

    private static <E extends Enum<E>> List<E> codes(WrittenRule rule, String key, E[] all) {
        var written = rule.fields().entrySet().stream()
                .filter(field -> field.getKey().endsWith(key))
                .flatMap(field -> Stream.of(field.getValue().split(", ")))
                .toList();
        return Arrays.stream(all)
                .filter(code -> written.contains(code.toString()))
                .toList();
    }
}

package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Posting;
import org.openyibao.server.claim.Claim.Paper;
import org.openyibao.server.claim.ClaimOrder;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;

/// A case of kind `visit` brought into the rooms of a server, settled there, and what came of it by the case's keys.
final class ServedVisit {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Rooms rooms;
    private final LocalDate day;
    private final Claim claim;
    private final Insured insured;
    private final Institution institution;
    private final String person;
    private final List<String> mates;
    private final Optional<String> notBound;
    private final boolean claimed;

    ServedVisit(Rooms rooms, Case asked) {
        this.rooms = rooms;
        day = asked.on();
        claim = ((Question.Visit) asked.question()).claim();
        insured = claim.insured();
        claimed = isClaimedAfterwards(asked, rooms.service(Policies.class).current());
        rooms.today(day.toString());
        institution = institution(claim.visit());
        rooms.service(Registry.class).saveInstitutions(List.of(institution));
        person = rooms.insured(
                standing(insured, Standing.NORMAL),
                claim.account(),
                day.minusYears(age(insured)),
                claim.visit()
                        .bound()
                        .map(here -> here ? institution.code() : Rooms.OTHER_HOSPITAL)
                        .orElse(""));
        mates = household();
        notBound = family();
        wallet();
        file();
        register();
        rooms.stands(person, insured.standing());
    }

    /// What stands between a case and the server: the visit, or what is known of it, would have to be what this says.
    /// Empty where the server can be asked.
    static Optional<String> whyNot(Case asked) {
        var claim = ((Question.Visit) asked.question()).claim();
        var visit = claim.visit();
        if (visit.place().equals(Visit.OVERSEAS)) {
            return Optional.of("sent by no institution here");
        }
        if (visit.referred()) {
            return Optional.of("of somebody referred at home");
        }
        var stay = visit.kind() == VisitKind.INPATIENT;
        if (isUnfiledEmergency(claim) && !stay) {
            return Optional.of("of an emergency that no message tells");
        }
        if (stay && visit.discharged().filter(end -> !end.equals(asked.on())).isPresent()) {
            return Optional.of("of a stay decided on another day than that of the discharge");
        }
        if (asked.on().isBefore(START)) {
            return Optional.of("of a day before anybody here was insured");
        }
        if (visit.cause() != Cause.NONE) {
            return Optional.of("caused by something that no message tells");
        }
        if (!stay && visit.emergency() != (visit.kind() == VisitKind.EMERGENCY)
                || visit.diseases().size() > 1) {
            return Optional.of("of a kind that no message tells");
        }
        if (!claim.yearToDate().today().isZero()) {
            return Optional.of("of more or of less than a day");
        }
        return claim.insured().continuity().equals(Continuity.NONE)
                ? Optional.empty()
                : Optional.of("of somebody insured for years without a break");
    }

    /// An emergency counts as filed; of a stay the class of care tells it.
    private static boolean isUnfiledEmergency(Claim claim) {
        return claim.filing().kind() == FilingKind.EMERGENCY
                && claim.filing().made().isEmpty();
    }

    /// Whether the bill is claimed, or the institution cannot settle it and the case is about more than that.
    static boolean isClaimedAfterwards(Case asked, PolicyBook book) {
        var claim = ((Question.Visit) asked.question()).claim();
        var why = Waterfall.decide(book, claim).away().whyNotDirect();
        return claim.visit().settledBy() == SettledBy.MANUAL_CLAIM
                || why.isPresent()
                        && asked.expect().stream()
                                .noneMatch(each -> each.key().equals("reason")
                                        && each.value().equals(why.get().name()));
    }

    private static int age(Insured insured) {
        if (insured.age() != Insured.AGE_UNKNOWN) {
            return insured.age();
        }
        return switch (insured.status()) {
            case ACTIVE, FLEXIBLE, ADULT -> 40;
            case RETIRED -> 65;
            case CHILD -> 8;
            case STUDENT -> 20;
            case NEWBORN -> 0;
        };
    }

    private static Insured standing(Insured insured, Standing standing) {
        return new Insured(
                insured.region(),
                insured.scheme(),
                insured.status(),
                standing,
                insured.age(),
                insured.sex(),
                insured.tier(),
                insured.assistance(),
                insured.civilServant(),
                insured.insuredFamilyMembers(),
                insured.continuity());
    }

    private static Institution institution(Visit visit) {
        return new Institution(
                "I" + NUMBERS.incrementAndGet(),
                START,
                EVER,
                "案例机构",
                visit.place(),
                visit.institution(),
                visit.level(),
                visit.designated(),
                visit.networked());
    }

    private List<String> household() {
        var others = new ArrayList<String>();
        for (var i = 1; i < insured.insuredFamilyMembers(); i++) {
            others.add(rooms.insured(insured, Balances.NONE));
        }
        if (!others.isEmpty()) {
            join(person);
            others.forEach(this::join);
        }
        return List.copyOf(others);
    }

    private void join(String member) {
        rooms.once((Once<HouseholdMember> once) ->
                rooms.service(Households.class).join(once, "H" + person, member, day, "clerk-1"));
    }

    /// Binds the relatives' accounts; why one could not be bound.
    private Optional<String> family() {
        Optional<String> refused = Optional.empty();
        for (var member : claim.family()) {
            var owner = rooms.insured(
                    new Insured(member.region(), Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL), member.account());
            var wish = new Bindings.Wish(
                    person,
                    owner,
                    member.relation(),
                    member.limit().equals(FamilyMember.NO_LIMIT) ? Optional.empty() : Optional.of(member.limit()),
                    Optional.empty(),
                    Optional.empty(),
                    "clerk-1");
            var why = rooms.tried((Once<Binding> once) ->
                            rooms.service(Bindings.class).bind(once, wish))
                    .map(refusal -> refusal.code());
            if (why.isEmpty() && !member.bound()) {
                why = Optional.of(unbound(owner));
            }
            refused = refused.isPresent() ? refused : why;
            rooms.stands(owner, member.standing());
        }
        return refused;
    }

    /// Binding is what makes a relative's account pay, so one that is not bound is to have been let go again.
    private String unbound(String owner) {
        var bindings = rooms.service(Bindings.class);
        var id = bindings.of(person).stream()
                .map(Bindings.View::binding)
                .filter(binding -> binding.owner().equals(owner))
                .findFirst()
                .orElseThrow()
                .id();
        rooms.once((Once<Binding> once) ->
                bindings.change(once, person, id, new Bindings.Ending(Binding.Because.REQUESTED), "clerk-1"));
        return Reason.RELATIVE_NOT_BOUND.name();
    }

    /// Files as the case says, on the day that it gives or else on that of the visit.
    private void file() {
        var filing = claim.filing();
        if (filing.kind() == FilingKind.NONE || isUnfiledEmergency(claim)) {
            return;
        }
        rooms.today(filing.made().orElseGet(() -> made(filing)).toString());
        var ground = switch (filing.kind()) {
            case NONE, OTHER_TEMPORARY -> FilingGround.OTHER_TEMPORARY;
            case LONG_TERM -> FilingGround.LONG_TERM_RESIDENT;
            case REFERRED -> FilingGround.REFERRED;
            case EMERGENCY -> FilingGround.EMERGENCY;
        };
        var wish = new Filings.Wish(
                person,
                Optional.of(insured.scheme()),
                ground,
                filing.place().orElse(claim.visit().place()),
                Optional.empty(),
                Optional.empty(),
                filing.documents() ? Set.of("proof-of-residence", "referral") : Set.of(),
                filing.byCommitment() || !filing.documents(),
                "案例",
                "clerk-1",
                "",
                "");
        rooms.file(wish);
        rooms.today(day.toString());
    }

    /// Registers what a chronic visit is for; hypertension and diabetes, where it does not say, which is whoever rules
    /// about diseases mean by that.
    private void register() {
        if (claim.visit().kind() == VisitKind.CHRONIC
                && claim.visit().registered().orElse(true)) {
            var diseases = claim.visit().diseases().isEmpty()
                    ? List.of("M03900", "M01600")
                    : claim.visit().diseases();
            diseases.forEach(disease -> rooms.register(person, disease, insured.scheme(), day));
        }
    }

    private LocalDate made(Filing filing) {
        return filing.madeWhen() == Filing.MadeWhen.AFTER_DISCHARGE ? day.plusDays(1) : day;
    }

    private void wallet() {
        if (!claim.wallet().isZero()) {
            rooms.transaction(connection -> {
                var accounts = rooms.service(Accounts.class);
                var entry = new Entry(Entry.OPENING, Entry.WALLET, claim.wallet(), Entry.Why.OPENING, "opening");
                var ledger = accounts.ledger(connection, person, rooms.now());
                accounts.postAll(connection, List.of(new Posting(ledger, List.of(entry))), rooms.now());
                return true;
            });
        }
    }

    /// Settles and says what came of it by the case's keys.
    Map<String, String> answers() {
        change(1);
        var outcome = settle();
        change(-1);
        return switch (outcome) {
            case Outcome.Settled settled -> settled(settled.settlement());
            case Outcome.Refused refused -> refused(refused.refusal());
            case Outcome.Done ignored -> throw new AssertionError(outcome);
            case Outcome.Opened ignored -> throw new AssertionError(outcome);
            case Outcome.FeesTaken ignored -> throw new AssertionError(outcome);
            case Outcome.Filed ignored -> throw new AssertionError(outcome);
            case Outcome.MessageReused ignored -> throw new AssertionError(outcome);
        };
    }

    /// Adds what the year has seen before, or takes it off again, so that what is left is what the settlement added.
    private void change(int sign) {
        var before = claim.yearToDate();
        var year = rooms.service(Policies.class)
                .current()
                .on(insured.region(), insured.scheme(), day)
                .benefitYear(Facts.of(insured), day);
        var shared = before.familyPool().minus(before.pool()).max(Fen.ZERO);
        add(
                person,
                year,
                sign,
                List.of(
                        before.deductible(),
                        mates.isEmpty() ? before.pool().plus(shared) : before.pool(),
                        before.inpatientPool(),
                        Fen.of(before.admissions()),
                        before.burden(),
                        before.catastrophic(),
                        before.largeSum(),
                        before.civilServant(),
                        before.assistance()));
        if (!mates.isEmpty()) {
            var none = Fen.ZERO;
            add(mates.getFirst(), year, sign, List.of(none, shared, none, none, none, none, none, none, none));
        }
    }

    private void add(String whose, int year, int sign, List<Fen> amounts) {
        if (amounts.stream().allMatch(Fen::isZero)) {
            return;
        }
        var values = new ArrayList<Object>(List.of(whose, insured.scheme().toString(), year));
        amounts.forEach(amount -> values.add(amount.value()));
        if (sign > 0) {
            rooms.transaction(connection -> Rooms.change(connection, """
                    insert into year_to_date (psn_no, scheme, benefit_year, deductible_fen, pool_fen,
                        inpatient_pool_fen, admissions, burden_fen, catastrophic_fen, large_sum_fen,
                        civil_servant_fen, assistance_fen)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", values.toArray()));
            return;
        }
        var ordered = new ArrayList<>(values.subList(3, values.size()));
        ordered.addAll(values.subList(0, 3));
        rooms.transaction(
                connection -> Rooms.change(connection, """
                        update year_to_date set deductible_fen = deductible_fen - ?, pool_fen = pool_fen - ?,
                            inpatient_pool_fen = inpatient_pool_fen - ?, admissions = admissions - ?,
                            burden_fen = burden_fen - ?, catastrophic_fen = catastrophic_fen - ?,
                            large_sum_fen = large_sum_fen - ?, civil_servant_fen = civil_servant_fen - ?,
                            assistance_fen = assistance_fen - ?
                        where psn_no = ? and scheme = ? and benefit_year = ?""", ordered.toArray()) + Rooms.change(connection, """
                        delete from year_to_date y where psn_no = ? and not exists (
                            select 1 from settlement s where s.psn_no = y.psn_no)""", whose));
    }

    private Outcome settle() {
        var kind = claim.visit().kind();
        var lines = lines();
        var total = lines.stream().map(FeeItem::amount).reduce(Fen.ZERO, Fen::plus);
        var terms = Rooms.terms(insured.scheme(), kind, total.toString());
        if (claimed) {
            return claimed(lines, total);
        }
        if (institution.kind() == InstitutionKind.PHARMACY) {
            return rooms.perform(new Command.Buy(person, institution.code(), day.atTime(9, 0), lines, terms));
        }
        if (kind == VisitKind.INPATIENT) {
            var emergency = claim.visit().emergency() || isUnfiledEmergency(claim);
            var admitted = claim.visit().admitted().orElse(day);
            var stay = ServedStay.admitted(rooms, person, insured.scheme(), institution.code(), admitted, emergency);
            stay.charged(lines.toArray(FeeItem[]::new));
            stay.discharged(day);
            return rooms.perform(stay.settle(terms));
        }
        var visit = rooms.visit(person, insured.scheme(), institution.code(), day);
        claim.visit().diseases().stream()
                .findFirst()
                .ifPresent(disease -> rooms.done(Outcome.Done.class, visit.describe("11", disease)));
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", lines.toArray(FeeItem[]::new)));
        return rooms.perform(visit.settle("b", terms));
    }

    /// Claimed by the person, sorted by one and approved by another, some days after the care.
    private Outcome claimed(List<FeeItem> items, Fen total) {
        rooms.today(day.plusDays(2).toString());
        var claims = rooms.service(Claims.class);
        var lines = new ArrayList<org.openyibao.server.claim.Claim.Line>();
        for (var item : items) {
            lines.add(new org.openyibao.server.claim.Claim.Line(
                    lines.size() + 1,
                    "案例项目",
                    "",
                    item.code(),
                    item.quantity(),
                    item.price(),
                    item.amount(),
                    item.approval(),
                    ""));
        }
        var order = new ClaimOrder(
                person,
                Optional.of(insured.scheme()),
                claim.visit().kind(),
                institution.code(),
                claim.visit().admitted().orElse(day),
                day,
                claim.visit().diseases().stream().findFirst().orElse(""),
                claim.useAccount(),
                new org.openyibao.server.claim.Claim.Invoice("", "V" + NUMBERS.incrementAndGet(), day, total),
                lines,
                Stream.of(Paper.INVOICE, Paper.FEE_LIST, Paper.CARE_RECORD)
                        .map(paper -> new org.openyibao.server.claim.Claim.Document(paper, "D", ""))
                        .toList(),
                new org.openyibao.server.claim.Claim.Payee("案例", "案例银行", "62000000"),
                "self");
        var filed = rooms.once((Once<org.openyibao.server.claim.Claim> once) -> claims.file(once, order));
        rooms.once((Once<org.openyibao.server.claim.Claim> once) ->
                claims.review(once, new Claims.Of(filed.id(), 1), "clerk-1", List.of(), ""));
        var approved = rooms.once((Once<org.openyibao.server.claim.Claim> once) ->
                claims.approve(once, new Claims.Of(filed.id(), 2), "reviewer-1"));
        return rooms.service(Settlements.class)
                .find(approved.settlement().orElseThrow())
                .orElseThrow();
    }

    /// The bill as lines of items that are in the catalogue for it alone. A bill that comes split is one of drugs: one
    /// out of the catalogue, one in it up to a price, one that the person pays first.
    private List<FeeItem> lines() {
        return switch (claim.bill()) {
            case Bill.Lines(var lines) -> lines.stream().map(this::line).toList();
            case Bill.Split split -> {
                var lines = new ArrayList<FeeLine>();
                if (!split.ownPay().isZero()) {
                    lines.add(drug(Grade.C, split.ownPay(), FeeLine.NO_CEILING, Fen.ZERO));
                }
                var recognised = split.overLimit().plus(split.inScope());
                if (!recognised.isZero()) {
                    var ceiling = split.overLimit().isZero() ? FeeLine.NO_CEILING : split.inScope();
                    lines.add(drug(Grade.A, recognised, ceiling, Fen.ZERO));
                }
                if (!split.firstPay().isZero()) {
                    lines.add(drug(Grade.B, split.firstPay(), FeeLine.NO_CEILING, split.firstPay()));
                }
                yield lines.stream().map(this::line).toList();
            }
        };
    }

    private static FeeLine drug(Grade grade, Fen amount, Fen ceiling, Fen firstPay) {
        return new FeeLine("", FeeCategory.DRUG, grade, amount, ceiling, Ratio.ZERO, firstPay);
    }

    private FeeItem line(FeeLine line) {
        var code = "ITEM-" + NUMBERS.incrementAndGet();
        var under = line.amount().min(line.ceiling());
        var share = under.isZero()
                ? Ratio.ZERO
                : Ratio.ofMillionths((int) ((line.firstPay().value() * 1_000_000 + under.value() / 2) / under.value()));
        assertThat(share.of(under)).as("first pay by a share").isEqualTo(line.firstPay());
        var ceiling = line.ceiling().equals(FeeLine.NO_CEILING)
                ? OptionalLong.empty()
                : OptionalLong.of(line.ceiling().value() * 10_000);
        rooms.service(Registry.class)
                .saveEntries(List.of(new CatalogueEntry(
                        "000000",
                        code,
                        START,
                        EVER,
                        "案例项目",
                        line.category(),
                        line.grade(),
                        share,
                        ceiling,
                        "09",
                        false)));
        return Rooms.line(code, line.amount().toString(), day);
    }

    private Map<String, String> settled(SettlementRecord settled) {
        var answers = new HashMap<String, String>();
        answers.put("deductible", settled.deductible().toString());
        answers.put("pool", settled.pool().toString());
        answers.put("catastrophic", settled.funds().minus(settled.pool()).toString());
        answers.put("accountCurrent", settled.accountCurrent().toString());
        answers.put("accountPrior", settled.accountPrior().toString());
        answers.put("family", settled.familyPaid().plus(settled.wallet()).toString());
        answers.put("cash", settled.cash().toString());
        answers.put("directSettlement", Boolean.toString(!settled.isClaimed()));
        answers.put("treatedAsFiled", Boolean.toString(settled.treatedAsFiled()));
        answers.put("prepaid", settled.isClaimed() ? settled.total().toString() : "0.00");
        answers.put("reimbursed", settled.isClaimed() ? settled.funds().toString() : "0.00");
        settled.reason().map(Reason::name).or(() -> notBound).ifPresent(reason -> answers.put("reason", reason));
        answers.putAll(after());
        return answers;
    }

    /// Whoever is refused pays all in cash.
    private Map<String, String> refused(Refusal refusal) {
        var answers = new HashMap<String, String>();
        for (var payer : List.of("deductible", "pool", "catastrophic", "accountCurrent", "accountPrior", "family")) {
            answers.put(payer, "0.00");
        }
        answers.put("cash", total().toString());
        answers.put("directSettlement", "false");
        for (var reason : Reason.values()) {
            if (refusal.expected().zh().contains(reason.text().zh())) {
                answers.putIfAbsent("reason", reason.name());
            }
        }
        answers.putAll(after());
        return answers;
    }

    private Fen total() {
        return switch (claim.bill()) {
            case Bill.Lines(var lines) -> lines.stream().map(FeeLine::amount).reduce(Fen.ZERO, Fen::plus);
            case Bill.Split split -> split.total();
        };
    }

    private Map<String, String> after() {
        var ledger = rooms.ledger(person);
        return Map.of(
                "accountCurrentAfter", ledger.balances().current().toString(),
                "accountPriorAfter", ledger.balances().prior().toString(),
                "walletAfter", ledger.wallet().toString());
    }
}

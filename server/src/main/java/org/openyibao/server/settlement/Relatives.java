package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.decision.Decision.FamilyDraw;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Counter;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posting;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.family.Binding;

/// On whose books, beside the person's own, a settlement may depend. `owners`: whose accounts are bound to the person,
/// in the order in which they pay. `household`: who lives with the person, where a cap may be shared. `returning`: the
/// books that a
/// reversal gives back to.
record Relatives(List<Owner> owners, List<Mate> household, List<Ledger> returning) {

    static final Relatives NONE = new Relatives(List.of(), List.of(), List.of());

    /// `enrolled`: in the standing of the day of service. `drawn` is what the account paid for the person in this
    /// calendar year.
    record Owner(Binding binding, Enrolled enrolled, Ledger ledger, Fen drawn) {

        FamilyMember member(LocalDate day) {
            var participation = withAccount(enrolled, day);
            return new FamilyMember(
                    binding.owner(),
                    binding.relation(),
                    participation.region(),
                    participation.standing(),
                    true,
                    ledger.balances(),
                    binding.yearLimit()
                            .map(limit -> limit.minus(drawn).max(Fen.ZERO))
                            .orElse(FamilyMember.NO_LIMIT));
        }
    }

    /// The part of the owner of an account in the scheme that has accounts: on a day, or else the latest, as ended.
    static Participation withAccount(Enrolled owner, LocalDate day) {
        var participation = owner.nearest(Scheme.EMPLOYEE, day)
                .orElseThrow(() -> new IllegalStateException("the owner of a bound account never had one"));
        return participation.holdsOn(day) ? participation : participation.in(Standing.ENDED);
    }

    record Mate(Enrolled enrolled, Ledger ledger) {

        String person() {
            return ledger.person();
        }

        /// Insured as the person is, and in normal standing.
        private boolean isInsuredWith(Insured insured, LocalDate day) {
            return enrolled.participations().stream()
                    .anyMatch(part -> part.holdsOn(day)
                            && part.scheme() == insured.scheme()
                            && part.region().equals(insured.region())
                            && part.standing() == Standing.NORMAL);
        }
    }

    /// The accounts bound to the person, as their owners are insured on a day.
    List<FamilyMember> members(LocalDate day) {
        return owners.stream().map(owner -> owner.member(day)).toList();
    }

    /// With those of the household alone who share a cap with the person as insured on a day, if there is one.
    Relatives sharingWith(Insured insured, CompiledPolicy policy, LocalDate day) {
        return household.isEmpty()
                ? this
                : new Relatives(
                        owners,
                        policy.hasCap(Counter.FAMILY_POOL)
                                ? household.stream()
                                        .filter(mate -> mate.isInsuredWith(insured, day))
                                        .toList()
                                : List.of(),
                        returning);
    }

    /// What a settlement posts to relatives' books: what their accounts pay; and nothing to those of the household, who
    /// only must not use up the shared cap at the same time.
    List<Posting> postings(SettlementRecord settlement) {
        var postings = new ArrayList<Posting>(0);
        for (var draw : settlement.family()) {
            postings.add(new Posting(drawnOn(draw.id()), entries(settlement, draw)));
        }
        for (var mate : household) {
            if (settlement.family().stream().noneMatch(draw -> draw.id().equals(mate.person()))) {
                postings.add(new Posting(mate.ledger(), List.of()));
            }
        }
        return List.copyOf(postings);
    }

    private Ledger drawnOn(String number) {
        return owners.stream()
                .map(Owner::ledger)
                .filter(ledger -> ledger.person().equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an account was drawn on that is not bound"));
    }

    private static List<Entry> entries(SettlementRecord settlement, FamilyDraw draw) {
        var target = settlement.isClaimed()
                ? Entry.refund(settlement.region())
                : Entry.institution(settlement.institution());
        var entries = new ArrayList<Entry>(2);
        if (!draw.current().isZero()) {
            entries.add(new Entry(Entry.CURRENT, target, draw.current(), Entry.Why.FAMILY, settlement.id()));
        }
        if (!draw.prior().isZero()) {
            entries.add(new Entry(Entry.PRIOR, target, draw.prior(), Entry.Why.FAMILY, settlement.id()));
        }
        return List.copyOf(entries);
    }

    /// What each relative's account gets back when a settlement is reversed, below zero. What it paid out of the money
    /// of a year that is over comes back to prior years' money.
    List<FamilyDraw> returned(SettlementRecord original) {
        return original.family().stream()
                .map(draw -> {
                    var current = isOfThisYear(original, draw) ? draw.current() : Fen.ZERO;
                    return new FamilyDraw(
                            draw.id(),
                            current.negated(),
                            draw.total().minus(current).negated());
                })
                .toList();
    }

    /// What a reversal posts to relatives' books.
    List<Posting> returns(SettlementRecord original, String reversal) {
        return original.family().stream()
                .map(draw -> {
                    var sameYear = isOfThisYear(original, draw);
                    return new Posting(
                            returning(draw.id()),
                            entries(original, draw).stream()
                                    .map(entry -> entry.reversed(reversal, sameYear))
                                    .toList());
                })
                .toList();
    }

    private boolean isOfThisYear(SettlementRecord original, FamilyDraw draw) {
        return original.settledAt().getYear() == returning(draw.id()).year();
    }

    private Ledger returning(String owner) {
        return returning.stream()
                .filter(ledger -> ledger.person().equals(owner))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the books to give back to were not read"));
    }
}

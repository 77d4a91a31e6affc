package org.openyibao.server.api;

import java.util.Optional;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.YearToDate;

/// Says a case of a pack as a quote.
final class QuoteExamples {

    private QuoteExamples() {}

    /// The case as a request; empty of another kind. What a request cannot say is left out: [#isSame] tells.
    static Optional<QuoteApi.QuoteRequest> of(Case asked) {
        return asked.question() instanceof Question.Visit(var claim)
                ? Optional.of(new QuoteApi.QuoteRequest(
                        question(claim), QuoteApi.Billed.of(claim.bill()), Optional.of(claim.useAccount())))
                : Optional.empty();
    }

    /// Whether a claim is that of a case. Relatives have no names in either.
    static boolean isSame(Claim claim, Case asked) {
        return asked.question() instanceof Question.Visit(var of)
                && nameless(claim).equals(nameless(of));
    }

    private static Claim nameless(Claim claim) {
        return new Claim(
                claim.on(),
                claim.insured(),
                claim.visit(),
                claim.filing(),
                claim.bill(),
                claim.yearToDate(),
                claim.account(),
                claim.family().stream()
                        .map(member -> new FamilyMember(
                                "",
                                member.relation(),
                                member.region(),
                                member.standing(),
                                member.bound(),
                                member.account(),
                                member.limit()))
                        .toList(),
                claim.wallet(),
                claim.useAccount(),
                claim.assume(),
                claim.earlier());
    }

    private static CanIUseApi.Asked question(Claim claim) {
        var insured = claim.insured();
        return new CanIUseApi.Asked(
                Optional.empty(),
                Optional.of(claim.on()),
                Optional.of(insured.region()),
                Optional.of(insured.scheme()),
                Optional.of(insured.status()),
                Optional.of(insured.standing()),
                Optional.of(insured.age()).filter(age -> age != Insured.AGE_UNKNOWN),
                Optional.of(insured.sex()),
                Optional.of(insured.tier()),
                Optional.of(insured.assistance()),
                Optional.of(insured.civilServant()),
                Optional.of(insured.insuredFamilyMembers()),
                Optional.of(account(claim.account())),
                Optional.of(claim.wallet()),
                Optional.of(claim.family().stream().map(QuoteExamples::relative).toList()),
                Optional.of(year(claim.yearToDate())),
                filing(claim.filing()),
                care(claim.visit()));
    }

    private static CanIUseApi.Account account(Balances balances) {
        return new CanIUseApi.Account(balances.current(), balances.prior());
    }

    private static CanIUseApi.Relative relative(FamilyMember member) {
        return new CanIUseApi.Relative(
                member.relation(),
                member.region(),
                Optional.of(member.standing()),
                Optional.of(member.bound()),
                account(member.account()));
    }

    private static CanIUseApi.SoFar year(YearToDate year) {
        return new CanIUseApi.SoFar(
                Optional.of(year.deductible()),
                Optional.of(year.pool()),
                Optional.of(year.inpatientPool()),
                Optional.of(year.familyPool()),
                Optional.of(year.admissions()),
                Optional.of(year.burden()),
                Optional.of(year.catastrophic()),
                Optional.of(year.largeSum()),
                Optional.of(year.civilServant()),
                Optional.of(year.assistance()),
                Optional.of(year.today()));
    }

    private static Optional<CanIUseApi.Filed> filing(Filing filing) {
        return filing.kind() == FilingKind.NONE
                ? Optional.empty()
                : Optional.of(new CanIUseApi.Filed(
                        filing.kind(), filing.made(), filing.place(), Optional.of(filing.documents())));
    }

    private static CanIUseApi.Care care(Visit visit) {
        return new CanIUseApi.Care(
                visit.kind(),
                Optional.empty(),
                Optional.of(visit.place()),
                Optional.of(visit.institution()),
                Optional.of(visit.level()),
                Optional.of(visit.designated()),
                Optional.of(visit.networked()),
                Optional.of(visit.emergency()),
                Optional.of(visit.referred()),
                Optional.of(visit.diseases()),
                visit.registered(),
                visit.admitted(),
                visit.discharged());
    }
}

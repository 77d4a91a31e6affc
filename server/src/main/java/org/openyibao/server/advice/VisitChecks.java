package org.openyibao.server.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.settlement.Known;

/// What the packs of a person's home say of a visit: the answer to whether insurance can be used there. Reads nothing.
final class VisitChecks {

    private final Encounter encounter;
    private final List<Finding> findings = new ArrayList<>();

    private VisitChecks(Encounter encounter) {
        this.encounter = encounter;
    }

    /// `known`: the person, where the number is one.
    static List<Finding> of(Encounter encounter, Institution institution, Optional<Known> known, PolicyBook book) {
        var checks = new VisitChecks(encounter);
        if (known.isEmpty()) {
            checks.find(AdviceRule.UNKNOWN_PERSON, "参保人标识 " + encounter.patient() + " 不是已登记人员的编号，无法核对待遇", "人员登记");
        } else {
            checks.check(known.get(), institution, book);
        }
        return List.copyOf(checks.findings);
    }

    private void check(Known known, Institution institution, PolicyBook book) {
        check(known.enrolled().person());
        var participation = known.enrolled().participations().stream()
                .filter(part -> part.holdsOn(encounter.day())
                        && part.scheme() != Scheme.PENSION
                        && encounter.scheme().map(part.scheme()::equals).orElse(true))
                .findFirst();
        if (participation.isEmpty()) {
            var scheme = encounter.scheme().map(Scheme::chinese).orElse("任何险种");
            find(AdviceRule.NOT_INSURED, encounter.day() + " 未参加" + scheme, "参保登记");
            return;
        }
        var question =
                known.question(participation.get(), visit(institution, participation.get(), known.registrations()));
        var insured = question.insured();
        var outcome = CanIUse.decide(book.on(insured.region(), insured.scheme(), question.on()), question);
        var told = new ArrayList<AdviceRule>();
        outcome.away()
                .whyNotDirect()
                .ifPresent(reason -> tell(
                        reason, outcome.away().rule().or(() -> outcome.away().need()), told));
        var fund = outcome.of(CanIUse.Source.FUND);
        if (!fund.allowed()) {
            fund.reason().ifPresent(reason -> tell(reason, fund.rule(), told));
        }
    }

    private void tell(Reason reason, Optional<Rule> rule, List<AdviceRule> told) {
        AdviceRule.of(reason).filter(found -> !told.contains(found)).ifPresent(found -> {
            told.add(found);
            find(
                    found,
                    reason.text().zh(),
                    rule.map(each -> each.title().zh() + "（" + each.source().document() + "）")
                            .orElse("参保地政策"));
        });
    }

    private void check(Person person) {
        var otherSex = !encounter.sex().isEmpty() && !encounter.sex().equals(person.sex());
        var otherBirth =
                encounter.birth().filter(day -> !day.equals(person.birth())).isPresent();
        if (otherSex || otherBirth) {
            find(
                    AdviceRule.OTHER_PERSON,
                    (otherSex ? "性别" : "") + (otherSex && otherBirth ? "和" : "") + (otherBirth ? "出生日期" : "")
                            + "与该参保人的登记不符，请核对就诊人",
                    "人员登记");
        }
    }

    private Visit visit(Institution institution, Participation participation, List<Registration> registrations) {
        var treated = Registration.Treated.of(
                encounter.kind(), encounter.diseases(), registrations, participation.scheme(), encounter.day());
        var bound = Registration.bound(
                participation.boundInstitution(), registrations, participation.scheme(), encounter.day());
        return new Visit(
                encounter.kind(),
                institution.kind(),
                institution.level(),
                institution.region(),
                institution.designated(),
                institution.networked(),
                bound.isEmpty() ? Optional.empty() : Optional.of(bound.contains(institution.code())),
                false,
                encounter.kind() == VisitKind.EMERGENCY,
                Cause.NONE,
                treated.diseases(),
                treated.registered(),
                encounter.admitted(),
                Optional.empty(),
                SettledBy.DIRECT);
    }

    /// About all that is ordered.
    private void find(AdviceRule rule, String content, String evidence) {
        var orders = encounter.current();
        findings.add(new Finding(
                "",
                rule,
                encounter.patient(),
                encounter.visit(),
                content,
                evidence,
                OrderChecks.sum(orders),
                orders.stream()
                        .map(order -> new Finding.Part(
                                order.item().serial(), false, order.item().amount()))
                        .toList()));
    }
}

package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;

/// Histories written down payment by payment.
final class Histories {

    private LocalDate born = LocalDate.of(1980, 3, 7);
    private Optional<LocalDate> died = Optional.empty();
    private final List<History.Membership> memberships = new ArrayList<>();
    private final List<History.Paid> paid = new ArrayList<>();

    static Histories of() {
        return new Histories();
    }

    Histories born(String day) {
        born = LocalDate.parse(day);
        return this;
    }

    Histories died(String day) {
        died = Optional.of(LocalDate.parse(day));
        return this;
    }

    /// In the scheme from the first day ever in it on, until a day or for good where `to` is empty.
    Histories member(Scheme scheme, String region, Status status, Standing stated, String from, String to) {
        return member(scheme, region, status, stated, from, to, from);
    }

    Histories member(
            Scheme scheme, String region, Status status, Standing stated, String from, String to, String since) {
        memberships.add(new History.Membership(
                LocalDate.parse(from),
                to.isEmpty() ? LocalDate.of(9999, 12, 31) : LocalDate.parse(to),
                LocalDate.parse(since),
                new Insured(region, scheme, status, stated)));
        return this;
    }

    /// An employee of a region since 2010, in normal standing as far as is stated.
    Histories employee(String region, Status status) {
        return member(Scheme.EMPLOYEE, region, status, Standing.NORMAL, "2010-01-01", "");
    }

    Histories resident(String region) {
        return member(Scheme.RESIDENT, region, Status.ADULT, Standing.NORMAL, "2010-01-01", "");
    }

    private Histories paid(
            Scheme scheme, String region, String from, String to, ContributionKind kind, LocalDate paidOn) {
        paid.add(new History.Paid(scheme, YearMonth.parse(from), YearMonth.parse(to), region, kind, paidOn));
        return this;
    }

    /// Months of an employee, paid when due.
    Histories months(String region, String from, String to) {
        var paidOn = YearMonth.parse(from).atDay(10);
        return paid(Scheme.EMPLOYEE, region, from, to, ContributionKind.REGULAR, paidOn);
    }

    /// Months before there were contributions, which count as paid; months that another region paid.
    Histories counted(ContributionKind kind, String region, String from, String to, String on) {
        return paid(Scheme.EMPLOYEE, region, from, to, kind, LocalDate.parse(on));
    }

    Histories made(String region, String from, String to, String on) {
        return paid(Scheme.EMPLOYEE, region, from, to, ContributionKind.BACK_PAYMENT, LocalDate.parse(on));
    }

    /// A resident's year; after its end a back payment.
    Histories year(String region, int year, String on) {
        var paidOn = LocalDate.parse(on);
        var kind = paidOn.getYear() > year ? ContributionKind.BACK_PAYMENT : ContributionKind.REGULAR;
        return paid(Scheme.RESIDENT, region, year + "-01", year + "-12", kind, paidOn);
    }

    History history() {
        return new History(born, died, List.copyOf(memberships), List.copyOf(paid));
    }

    /// One line a spell: `from standing WHY`, with what else it says.
    static List<String> lines(List<Spell> spells) {
        return spells.stream().map(Histories::line).toList();
    }

    private static String line(Spell spell) {
        return spell.from() + " " + spell.standing() + " " + spell.why()
                + spell.rule().map(rule -> " " + rule.id()).orElse("")
                + spell.reason().map(reason -> " " + reason).orElse("")
                + spell.opens().map(day -> " opens " + day).orElse("");
    }
}

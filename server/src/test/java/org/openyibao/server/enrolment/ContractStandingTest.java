package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.decision.EntitlementDecider.Question.Birth;
import org.openyibao.engine.decision.EntitlementDecider.Question.Break;
import org.openyibao.engine.decision.EntitlementDecider.Question.YearPaid;
import org.openyibao.engine.decision.EntitlementDecider.Question.YearsMissed;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.ContractCases;
import org.openyibao.server.settlement.Rooms;

/// The cases of standing that policy officers worked by hand, lived through: a person is enrolled and pays as the case
/// says, and how the person stands by what is held then is compared with what it expects.
class ContractStandingTest {

    private static final LocalDate ADULT = LocalDate.of(1980, 3, 7);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static final String ENTITLED = "entitled ";

    /// A region without rules of its own, from which people come.
    private static final String ELSEWHERE = "460100";

    private static Rooms rooms;
    private static Enrolment enrolment;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        enrolment = rooms.service(Enrolment.class);
    }

    @AfterAll
    static void close() {
        assertThat(rooms.transaction(EnrolmentBooks::offender)).isEmpty();
        rooms.close();
    }

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return ContractCases.of(Set.of(Question.Standing.class)).stream()
                .map(asked -> DynamicTest.dynamicTest(asked.id(), () -> compare(asked)))
                .toList();
    }

    private static void compare(Case asked) {
        var answers = new Life(asked).answers();
        for (var expected : asked.expect()) {
            assertThat(answers).containsEntry(expected.key(), expected.value());
        }
    }

    private static final class Life {

        private final Case asked;
        private final Insured insured;
        private final String person;

        private LocalDate since = START;

        /// What the case asks of: the first day on which benefits could be open.
        private LocalDate from;

        Life(Case asked) {
            this.asked = asked;
            insured = asked.insured();
            person = "C-" + asked.id();
            from = asked.on();
            switch (((Question.Standing) asked.question()).asked()) {
                case YearPaid(var year, var paid) -> yearPaid(year, paid);
                case Break gap -> gap(gap);
                case YearsMissed missed -> missed(missed);
                case Birth(var born, var paid) -> birth(born, paid);
            }
        }

        private void yearPaid(int year, LocalDate paid) {
            enrol(ADULT, START);
            asOf(paid);
            payYear(year, paid);
            from = LocalDate.of(year, 1, 1);
        }

        private void missed(YearsMissed missed) {
            var paid = missed.paid().orElse(asked.on());
            var first = paid.getYear() - missed.missedYears();
            enrol(ADULT, START);
            asOf(paid);
            payYear(first - 1, LocalDate.of(first - 1, 1, 1));
            for (var year = first; year < first + missed.repaidYears(); year++) {
                payYear(year, paid);
            }
            payYear(paid.getYear(), paid);
            from = paid;
        }

        private void birth(LocalDate born, LocalDate paid) {
            since = born;
            enrol(born, born);
            asOf(paid);
            payYear(born.getYear(), paid);
            from = born;
        }

        private void gap(Break gap) {
            from = gap.from().atDay(1);
            var cause = gap.because().orElse("");
            assumeThat(cause).as("a cause that a history can show").isIn("", "relation-transfer", "scheme-change");
            person(ADULT);
            var before = gap.from().minusMonths(1);
            switch (cause) {
                case "relation-transfer" -> {
                    member(insured.scheme(), ELSEWHERE, insured.status(), START, from.minusDays(1));
                    member(insured.scheme(), insured.region(), insured.status(), from, EVER);
                }
                case "scheme-change" -> {
                    member(Scheme.RESIDENT, insured.region(), Status.ADULT, START, from.minusDays(1));
                    member(insured.scheme(), insured.region(), insured.status(), from, EVER);
                }
                default -> member(insured.scheme(), insured.region(), insured.status(), START, EVER);
            }
            var resumed = gap.resumed().orElse(gap.to().plusMonths(1));
            var today = lastDay(gap.repaid().orElse(asked.on()));
            asOf(today);
            if (cause.equals("scheme-change")) {
                pay(
                        Scheme.RESIDENT,
                        YearMonth.of(before.getYear(), 1),
                        insured.region(),
                        LocalDate.of(before.getYear(), 1, 1));
            } else {
                pay(insured.scheme(), before, cause.isEmpty() ? insured.region() : ELSEWHERE, before.atDay(10));
            }
            gap.repaid().ifPresent(paid -> {
                for (var month = gap.from(); !month.isAfter(gap.to()); month = month.plusMonths(1)) {
                    pay(insured.scheme(), month, insured.region(), paid);
                }
            });
            for (var month = resumed; month.isBefore(YearMonth.from(today)); month = month.plusMonths(1)) {
                pay(insured.scheme(), month, insured.region(), month.atDay(10));
            }
        }

        /// The last day that the case speaks of: what is known then is what counts.
        private LocalDate lastDay(LocalDate paid) {
            var days = new ArrayList<>(List.of(asked.on(), paid));
            asked.expect().stream()
                    .filter(expected -> expected.key().startsWith(ENTITLED))
                    .forEach(expected -> days.add(LocalDate.parse(expected.key().substring(ENTITLED.length()))));
            return days.stream().max(LocalDate::compareTo).orElseThrow();
        }

        private void asOf(LocalDate day) {
            rooms.today(lastDay(day).toString());
        }

        private void enrol(LocalDate born, LocalDate first) {
            person(born);
            member(insured.scheme(), insured.region(), insured.status(), first, EVER);
        }

        private void person(LocalDate born) {
            enrolment.savePersons(List.of(new Person(person, "01", "ID" + person, "张三丰", "1", "01", born)));
        }

        private void member(Scheme scheme, String region, Status status, LocalDate first, LocalDate last) {
            enrolment.saveParticipations(List.of(new Participation(
                    person,
                    scheme,
                    first,
                    last,
                    region,
                    status,
                    Standing.NORMAL,
                    Tier.NONE,
                    Assistance.NONE,
                    false,
                    since,
                    "",
                    "")));
        }

        private void payYear(int year, LocalDate paid) {
            pay(insured.scheme(), YearMonth.of(year, 1), insured.region(), paid);
        }

        private void pay(Scheme scheme, YearMonth month, String region, LocalDate paid) {
            var last = scheme == Scheme.RESIDENT ? month.plusMonths(11) : month;
            var kind = paid.isAfter(last.atEndOfMonth()) ? ContributionKind.BACK_PAYMENT : ContributionKind.REGULAR;
            var contribution =
                    new Contribution(person, scheme, month, region, kind, Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO, paid);
            var taken = rooms.transaction(connection -> enrolment.contribute(
                    connection, List.of(new Enrolment.Offered(contribution, false)), "clerk-1", "case"));
            assertThat(taken.refused()).isEmpty();
        }

        Map<String, String> answers() {
            var spells = enrolment.timeline(enrolment.byNumber(person).orElseThrow(), insured.scheme());
            var open = spells.stream()
                    .filter(spell ->
                            spell.standing() == Standing.NORMAL && !spell.to().isBefore(from))
                    .findFirst();
            var answers = new HashMap<String, String>();
            open.map(spell -> spell.from().isBefore(from) ? from : spell.from())
                    .ifPresent(start -> answers.put("benefitStart", start.toString()));
            open.ifPresent(spell -> answers.put("waitingMonths", Integer.toString(spell.waitingMonths())));
            answers.put("retroactiveToBirth", Boolean.toString(standing(spells, from) == Standing.NORMAL));
            spells.stream()
                    .flatMap(spell -> spell.reason().stream())
                    .findFirst()
                    .ifPresent(reason -> answers.put("reason", reason.name()));
            asked.expect().stream()
                    .map(Case.Expectation::key)
                    .filter(key -> key.startsWith(ENTITLED))
                    .forEach(key -> answers.put(
                            key,
                            Boolean.toString(standing(spells, LocalDate.parse(key.substring(ENTITLED.length())))
                                    == Standing.NORMAL)));
            return answers;
        }

        private static Standing standing(List<Spell> spells, LocalDate day) {
            return spells.stream()
                    .filter(spell -> spell.covers(day))
                    .findFirst()
                    .map(Spell::standing)
                    .orElseThrow();
        }
    }
}

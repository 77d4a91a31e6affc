package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.ContractCases;
import org.openyibao.server.policy.Policies;

/// The visits that policy officers worked by hand, through the server: insured, bound, opened or admitted, charged,
/// settled and booked, and each amount that the case expects compared with what was kept. Afterwards the books are
/// proved.
@Tag("slow")
class ContractVisitsTest {

    private static final Path POLICIES = Path.of(System.getProperty("openyibao.home", "."), "policies");
    private static final PolicyBook BOOK = PolicyBook.read(POLICIES);

    private static List<Case> cases;

    @BeforeAll
    static void read() throws IOException {
        cases = ContractCases.of(Set.of(Question.Visit.class));
    }

    private static Claim claim(Case asked) {
        return ((Question.Visit) asked.question()).claim();
    }

    /// Those that go by the same packs one after the other, at one server.
    @TestFactory
    List<DynamicContainer> visits() {
        return cases.stream()
                .filter(asked -> ServedVisit.whyNot(asked).isEmpty())
                .collect(Collectors.groupingBy(
                        asked -> AssumedPacks.key(claim(asked)), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ContractVisitsTest::atOneServer)
                .toList();
    }

    /// Where no rule says what the fund pays, accounts pay by the nation's rules all the same.
    @Test
    void accounts_pay_where_nothing_is_known_of_the_fund() throws IOException {
        var asked = ContractCases.ofAllFiles(Set.of(Question.Visit.class)).stream()
                .filter(each -> claim(each).assume().equals(Assumptions.NONE))
                .filter(ContractVisitsTest::isPaidWithoutRule)
                .filter(each -> ServedVisit.whyNot(each).isEmpty())
                .toList();
        assertThat(asked).extracting(Case::id).contains("NP-01", "HZ-02", "GZ-01");
        try (var rooms = Rooms.open()) {
            for (var each : asked) {
                compare(each, rooms);
            }
            assertThat(rooms.offender()).isEmpty();
        }
    }

    private static boolean isPaidWithoutRule(Case asked) {
        var decision = Waterfall.decide(BOOK, claim(asked));
        return decision.reason().filter(Reason::isNoRule).isPresent()
                && !decision.cash().equals(decision.total());
    }

    private static DynamicContainer atOneServer(List<Case> asked) {
        var claim = claim(asked.getFirst());
        var opened = new AtomicReference<Rooms>();
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest(
                "packs", () -> opened.set(Rooms.open(new Policies(POLICIES, AssumedPacks.of(BOOK, claim))))));
        asked.forEach(each -> tests.add(DynamicTest.dynamicTest(each.id(), () -> compare(each, opened.get()))));
        tests.add(DynamicTest.dynamicTest("books", () -> {
            try (var rooms = opened.get()) {
                assertThat(rooms.offender()).isEmpty();
            }
        }));
        return DynamicContainer.dynamicContainer(claim.insured().region() + " " + claim.assume(), tests);
    }

    private static void compare(Case asked, Rooms rooms) {
        var answers = new ServedVisit(rooms, asked).answers();
        var expected = new TreeMap<String, String>();
        asked.expect().forEach(each -> expected.put(each.key(), each.value()));
        assertThat(answers).as(asked.id()).containsAllEntriesOf(expected);
    }

    /// So the tests above ask what they seem to ask.
    @Test
    void most_are_put_to_the_server() {
        var whyNot = new TreeMap<String, Set<String>>();
        for (var asked : cases) {
            ServedVisit.whyNot(asked)
                    .ifPresent(why ->
                            whyNot.computeIfAbsent(why, any -> new TreeSet<>()).add(asked.id()));
        }
        assertThat(whyNot.keySet())
                .isSubsetOf("caused by something that no message tells", "sent by no institution here");
        assertThat(whyNot.values().stream().mapToInt(Set::size).sum()).isLessThan(5);
    }
}

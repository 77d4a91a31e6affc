package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.account.HeldBatch;
import org.openyibao.server.settlement.Rooms;

/// Crediting and closing years over HTTP. Each test has a region of its own.
@Timeout(120)
class BatchApiTest {

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void today() {
        rooms.today("2025-07-15");
    }

    private static String credit(String region, String month) {
        return "{\"region\": \"" + region + "\", \"month\": \"" + month + "\"}";
    }

    private static String yearEnd(String region, String rates) {
        return "{\"region\": \"" + region + "\", \"year\": 2025" + rates + "}";
    }

    private static final String RATES = ", \"demandRate\": \"0.05%\", \"threeMonthRate\": \"0.65%\"";

    /// What is said at an address once the batch does not run any more.
    private static TestApi.Answer ended(String address) {
        while (true) {
            var answer = api.get(address);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            if (!answer.at("/stage").equals("running")) {
                return answer;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    private static List<String> paying(String region, int persons) {
        var numbers = java.util.stream.IntStream.range(0, persons)
                .mapToObj(i -> rooms.employee(region, "0.00", "0.00"))
                .toList();
        numbers.forEach(person -> rooms.paid(person, region, YearMonth.of(2025, 6), YearMonth.of(2025, 6)));
        return numbers;
    }

    @Test
    void a_month_is_credited_in_the_background_after_a_dry_run() {
        var persons = paying("130100", 3);
        var address = "/api/batches/credit/130100/2025-06";
        assertThat(api.get(address).status()).isEqualTo(404);
        assertThat(api.get(address).at("/code")).isEqualTo("UNKNOWN_BATCH");

        var tried = api.post("/api/batches/credit/dry-run", credit("130100", "2025-06"));
        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        var dry = ended(address + "/dry-run");
        assertThat(dry.at("/stage")).isEqualTo("finished");
        assertThat(dry.at("/credited/toAccounts")).isEqualTo("441.00");
        assertThat(dry.at("/total")).isEqualTo("3");
        assertThat(api.get(address).status()).isEqualTo(404);
        assertThat(rooms.ledger(persons.getFirst()).entries()).isZero();

        var begun = api.post("/api/batches/credit", credit("130100", "2025-06"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        assertThat(begun.at("/stage")).isEqualTo("running");
        assertThat(begun.at("/pass")).isEqualTo("1");
        assertThat(begun.at("/total")).isEqualTo("3");
        var done = ended(address);
        assertThat(done.at("/stage")).isEqualTo("finished");
        assertThat(done.at("/clerk")).isEqualTo("c-1");
        assertThat(done.at("/persons")).isEqualTo("3");
        assertThat(done.at("/credited/persons")).isEqualTo("3");
        assertThat(done.at("/credited/toAccounts")).isEqualTo("441.00");
        assertThat(done.at("/credited/toPool")).isEqualTo("1764.00");
        assertThat(done.json().has("closed")).isFalse();
        for (var person : persons) {
            assertThat(rooms.ledger(person).balances().current()).isEqualTo(Rooms.fen("147.00"));
        }
    }

    /// 500.00 of prior years from 15 July on, for 170 of 365 days, bear 1.51 at 0.65 %.
    @Test
    void a_year_is_closed_and_the_rates_are_kept() {
        var person = rooms.employee("130200", "0.00", "500.00");
        rooms.today("2026-01-10");
        var address = "/api/batches/year-end/130200/2025";
        var without = api.post("/api/batches/year-end", yearEnd("130200", ""));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.at("/field")).isEqualTo("rates");
        assertThat(api.post("/api/batches/year-end/dry-run", yearEnd("130200", RATES))
                        .status())
                .isEqualTo(200);
        assertThat(ended(address + "/dry-run").at("/closed/interestOnPrior")).isEqualTo("1.51");
        assertThat(api.post("/api/batches/year-end", yearEnd("130200", RATES)).status())
                .isEqualTo(200);
        var done = ended(address);
        assertThat(done.at("/closed/interestOnPrior")).isEqualTo("1.51");
        assertThat(done.at("/closed/interestPersons")).isEqualTo("1");
        assertThat(done.at("/threeMonthRate")).isEqualTo("0.65%");
        assertThat(done.at("/persons") + " of " + done.at("/total")).isEqualTo("1 of 1");
        assertThat(rooms.ledger(person).balances().prior()).isEqualTo(Rooms.fen("501.51"));

        assertThat(api.post("/api/batches/year-end", yearEnd("130200", "")).at("/pass"))
                .isEqualTo("2");
        assertThat(ended(address).at("/stage")).isEqualTo("finished");
        var others = api.post("/api/batches/year-end", yearEnd("130200", RATES.replace("0.65", "0.75")));
        assertThat(others.status()).isEqualTo(400);
        assertThat(others.at("/expected")).contains("begun with");
    }

    @Test
    void sent_again_it_is_begun_once_and_answered_alike() {
        paying("130300", 1);
        var first = api.post("/api/batches/credit", "k-130300", credit("130300", "2025-06"), "en");
        assertThat(ended("/api/batches/credit/130300/2025-06").at("/stage")).isEqualTo("finished");
        var again = api.post("/api/batches/credit", "k-130300", credit("130300", "2025-06"), "zh");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(ended("/api/batches/credit/130300/2025-06").at("/pass")).isEqualTo("1");
        var other = api.post("/api/batches/credit", "k-130300", credit("130300", "2025-05"), "en");
        assertThat(other.at("/code")).isEqualTo("KEY_REUSED");
    }

    /// Somebody else works on the batch: this server, another one, or a command line.
    @Test
    void who_begins_a_batch_that_runs_is_told_and_goes_on_with_it_when_it_broke_off() {
        paying("130400", 1);
        var address = "/api/batches/credit/130400/2025-06";
        try (var _ = HeldBatch.credit(rooms, "130400", YearMonth.of(2025, 6))) {
            assertThat(api.get(address).at("/stage")).isEqualTo("running");
            var second = api.post("/api/batches/credit", "k-130400", credit("130400", "2025-06"), "en");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.at("/code")).isEqualTo("BATCH_UNDER_WAY");
            assertThat(second.at("/message")).contains("under way already");
        }
        var broken = api.get(address);
        assertThat(broken.at("/stage")).isEqualTo("stopped");
        assertThat(api.post("/api/batches/credit", "k-130400", credit("130400", "2025-06"), "en")
                        .status())
                .isEqualTo(200);
        var done = ended(address);
        assertThat(done.at("/stage")).isEqualTo("finished");
        assertThat(done.at("/pass")).isEqualTo("1");
        assertThat(done.at("/clerk")).isEqualTo("c-1");
    }

    @Test
    void batches_are_listed_the_one_that_moved_last_first() {
        paying("130500", 1);
        rooms.today("2025-07-16");
        api.post("/api/batches/credit", credit("130500", "2025-06"));
        ended("/api/batches/credit/130500/2025-06");
        rooms.today("2025-07-17");
        api.post("/api/batches/credit", credit("130500", "2025-05"));
        ended("/api/batches/credit/130500/2025-05");
        var listed = api.get("/api/batches", "zh");
        var periods = new java.util.ArrayList<String>();
        listed.json().forEach(batch -> {
            if (batch.get("region").asString().equals("130500")) {
                periods.add(batch.get("period").asString());
            }
        });
        assertThat(periods).containsExactly("2025-05", "2025-06");
    }

    @Test
    void who_was_left_out_is_counted_in_the_readers_words() {
        var person = rooms.insured(
                org.openyibao.engine.claim.Scheme.EMPLOYEE, "130600", org.openyibao.engine.claim.Status.FLEXIBLE);
        rooms.paid(person, "130600", YearMonth.of(2025, 6), YearMonth.of(2025, 6));
        api.post("/api/batches/credit", credit("130600", "2025-06"));
        var done = ended("/api/batches/credit/130600/2025-06");
        assertThat(done.at("/left/0/reason")).isEqualTo("NO_RULE_FOR_REGION");
        assertThat(done.at("/left/0/persons")).isEqualTo("1");
        assertThat(api.get("/api/batches/credit/130600/2025-06", "zh").at("/left/0/what"))
                .isNotEqualTo(done.at("/left/0/what"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credit|{'region': '990000', 'month': '2025-06'}|404|UNKNOWN_REGION|region",
                "credit|{'region': '11', 'month': '2025-06'}|400|WRONG_VALUE|region",
                "credit|{'region': '110000', 'month': '2025-08'}|400|WRONG_VALUE|month",
                "credit|{'region': '110000', 'month': 'June'}|400|WRONG_VALUE|month",
                "credit|{'region': '110000', 'month': '2025-06', 'clerk': 'c'}|400|UNKNOWN_FIELD|clerk",
                "year-end|{'region': '110000', 'year': 2025}|400|WRONG_VALUE|year",
                "year-end|{'region': '110000', 'year': 2024, 'demandRate': '5'}|400|WRONG_VALUE|demandRate",
                "year-end|{'region': '110000', 'year': 2024, 'threeMonthRate': '101%'}|400|WRONG_VALUE|threeMonthRate",
            })
    void what_is_wrong_with_an_order_is_named(String kind, String body, int status, String code, String field) {
        for (var address : List.of("/api/batches/" + kind, "/api/batches/" + kind + "/dry-run")) {
            var answer = api.post(address, body.replace('\'', '"'));
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.at("/code")).isEqualTo(code);
            assertThat(answer.at("/field")).isEqualTo(field);
        }
    }
}

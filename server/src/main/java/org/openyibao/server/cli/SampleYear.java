package org.openyibao.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.server.account.Batches;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import tools.jackson.databind.json.JsonMapper;

/// A year of the sample household in `samples/household`, lived through so that its accounts have a past: every month
/// is credited, the year is closed, and each visit is settled on its day.
final class SampleYear {

    private static final LocalDate BEGINS = LocalDate.of(2025, 10, 1);
    private static final YearMonth LAST_MONTH = YearMonth.of(2026, 10);
    private static final LocalDate YEAR_CLOSES = LocalDate.of(2026, 1, 5);
    private static final int CREDITED_ON = 16;
    private static final LocalTime MORNING = LocalTime.of(10, 30);
    private static final String REGION = "110000";
    private static final String A_MEMBER = "11000000000000000004";
    private static final String WHO = "demo";
    // 0.05 % and 0.65 %: a bank's, for a sample.
    private static final Map<RateKind, Ratio> RATES =
            Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(6_500));

    /// Something that happens on a day.
    private record Event(LocalDate day, Happening happening) {}

    private interface Happening {
        void happen() throws IOException, InterruptedException;
    }

    /// The clock of a server that lives through days gone by and then goes on with those of `present`.
    static final class PastClock extends Clock {

        private final Clock present;
        private volatile Duration behind = Duration.ZERO;

        PastClock(Clock present) {
            this.present = present;
        }

        void set(LocalDate day) {
            behind = Duration.between(
                    day.atTime(MORNING).atZone(BusinessDay.ZONE).toInstant(), present.instant());
        }

        void catchUp() {
            behind = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return present.instant().minus(behind);
        }

        @Override
        public ZoneId getZone() {
            return present.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the clock of a demonstration has the zone of the country");
        }
    }

    private final ServerRun run;
    private final PastClock clock;
    private final Console console;
    private final Messages messages;

    SampleYear(ServerRun run, PastClock clock, Console console, Messages messages) {
        this.run = run;
        this.clock = clock;
        this.console = console;
        this.messages = messages;
    }

    /// Lives through it, unless the database has the household already. The clock then tells the present.
    void live(Path folder) throws IOException, InterruptedException {
        if (run.service(Enrolment.class).byNumber(A_MEMBER).isPresent()) {
            return;
        }
        var today = BusinessDay.of(clock.instant());
        clock.set(BEGINS);
        try (var visits = new SampleVisits(run, messages, clock)) {
            Loading.load(run.service(Imports.class), folder, console, messages);
            for (var event : events(folder, visits)) {
                if (event.day().isBefore(today)) {
                    clock.set(event.day());
                    event.happening().happen();
                }
            }
        } finally {
            clock.catchUp();
        }
    }

    private List<Event> events(Path folder, SampleVisits visits) throws IOException {
        var events = new ArrayList<Event>();
        for (var month = YearMonth.from(BEGINS); !month.isAfter(LAST_MONTH); month = month.plusMonths(1)) {
            var credited = month;
            events.add(new Event(month.atDay(CREDITED_ON), () -> credit(folder, credited)));
        }
        events.add(new Event(
                YEAR_CLOSES, () -> batch(new Batches.Order.YearEnd(REGION, YEAR_CLOSES.getYear() - 1, RATES, WHO))));
        for (var visit : SampleVisits.in(folder.resolve("visits"))) {
            var day = LocalDate.parse(
                    JsonMapper.shared().readTree(visit).get("day").asString());
            events.add(new Event(day, () -> visits.perform(visit)));
        }
        events.sort(Comparator.comparing(Event::day));
        return events;
    }

    private void credit(Path folder, YearMonth month) {
        var file = folder.resolve("contributions").resolve(month + ".csv");
        Loading.rowByRow(run.service(Imports.class)::contributions, file, console, messages);
        batch(new Batches.Order.Credit(REGION, month, WHO));
    }

    private void batch(Batches.Order order) {
        var outcome = run.service(Batches.class).run(order, false, _ -> {});
        if (!(outcome instanceof Batches.Outcome.Finished)) {
            throw new IllegalStateException("a batch of the sample year was not done: " + outcome);
        }
    }
}

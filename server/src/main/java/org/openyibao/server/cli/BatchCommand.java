package org.openyibao.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BatchReport;
import org.openyibao.server.account.Batches;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Figure;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.database.PooledDatabase;
import org.openyibao.server.policy.Policies;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the commands that work on a whole region have in common: the rooms they need without the web, on a database
/// that a server may be working on, and how they tell what goes on.
abstract class BatchCommand implements Callable<Integer> {

    private static final int CONNECTIONS = 4;
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    private final Function<CommonOptions, Clock> clock;

    @Option(names = "--region", paramLabel = "CODE", required = true, descriptionKey = "batch.region")
    private String region = "";

    @Option(names = "--dry-run", descriptionKey = "batch.dry-run")
    private boolean dryRun;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    /// On the machine's clock, or that of a trial.
    BatchCommand() {
        this(CommonOptions::clock);
    }

    BatchCommand(Function<CommonOptions, Clock> clock) {
        this.clock = clock;
    }

    final CommonOptions common() {
        return common;
    }

    /// What is to be done with the region.
    abstract Batches.Order order(String region);

    /// The option that a field of the order comes from.
    private static String option(String field) {
        return field.equals("rates") ? "--demand-rate, --three-month-rate" : "--" + field;
    }

    @Override
    public Integer call() {
        var messages = common.messages();
        var console = common.console();
        var book = Policies.read(policies.folder());
        var begun = System.nanoTime();
        try (var open = OpenDatabase.toInspect(database.choice(messages));
                var pool = new PooledDatabase(open.address(), CONNECTIONS);
                var rooms = rooms(pool, book, clock.apply(common))) {
            console.note(messages.text(dryRun ? "batch.trying" : "batch.running"));
            var outcome = rooms.getBean(Batches.class).run(order(region), dryRun, progress(console));
            return switch (outcome) {
                case Batches.Outcome.Finished(var report) -> {
                    show(report, console);
                    var seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 100;
                    console.line(messages.text(
                            dryRun ? "batch.tried" : "batch.finished", seconds / 10 + "." + seconds % 10));
                    yield 0;
                }
                case Batches.Outcome.Refused(var refusal) -> {
                    var wrong = refusal.wrong().orElseThrow();
                    throw new CommandException(messages.text(
                            "batch.refused",
                            option(wrong.field()),
                            wrong.expected().in(messages.locale()),
                            wrong.got().in(messages.locale())));
                }
                case Batches.Outcome.UnderWay ignored -> throw new CommandException(messages.text("batch.under-way"));
            };
        }
    }

    private static AnnotationConfigApplicationContext rooms(PooledDatabase pool, Policies book, Clock clock) {
        var context = new AnnotationConfigApplicationContext();
        pool.giveTo(context);
        context.registerBean(Policies.class, () -> book);
        context.registerBean(Clock.class, () -> BusinessDay.ticking(clock));
        for (var room : new String[] {"account", "enrolment", "policy", "request"}) {
            context.scan("org.openyibao.server." + room);
        }
        // Of the rooms only what a batch needs: the rest wants rooms that are not there.
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        return context;
    }

    private Consumer<BatchReport> progress(Console console) {
        var next = new long[] {System.nanoTime() + BETWEEN_NOTES.toNanos()};
        return report -> {
            if (System.nanoTime() > next[0]) {
                next[0] = System.nanoTime() + BETWEEN_NOTES.toNanos();
                console.note(common.messages()
                        .text("batch.so-far", grouped(report.figure(Figure.PERSONS)), grouped(report.total())));
            }
        };
    }

    private void show(BatchReport report, Console console) {
        var locale = common.messages().locale();
        report.figures()
                .forEach((figure, value) -> console.line(
                        figure.text().in(locale) + ": " + (figure.isAmount() ? Fen.yuan(value) : grouped(value))));
        report.left()
                .forEach((reason, persons) -> console.line(common.messages()
                        .text("batch.left", grouped(persons), reason.text().in(locale))));
    }

    private static String grouped(long count) {
        return String.format("%,d", count);
    }
}

package org.openyibao.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.openyibao.server.identity.Users;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `openyibao demo`: starts a server with sample people, settles a few visits through its interface, prints their
/// receipts, and serves on.
@Command(name = "demo", sortOptions = false)
public final class Demo implements Callable<Integer> {

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--port", paramLabel = "N", defaultValue = "" + ServeOptions.DEFAULT_PORT)
    private int port = ServeOptions.DEFAULT_PORT;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var console = common.console();
        var messages = common.messages();
        var samples = samples(messages);
        console.note(messages.text("demo.starting"));
        var clock = new SampleYear.PastClock(common.clock());
        var options = Serve.options(port, ServeOptions.LOOPBACK, database.choice(messages), policies, messages)
                .withClock(clock);
        try (var run = Serve.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::close, "server-close"));
            Loading.load(run.service(Imports.class), samples, console, messages);
            new SampleYear(run, clock, console, messages).live(samples.resolve("household"));
            settleVisits(run, samples.resolve("visits"), clock, console, messages);
            if (!once) {
                SampleUsers.tell(run.service(Users.class), run.baseUrl(), console, messages);
                console.line(messages.text("demo.serving", run.baseUrl()));
                run.awaitClose();
            }
        }
        return 0;
    }

    /// The folder of the samples of the checkout or the installation.
    static Path samples(Messages messages) {
        var samples = Path.of(System.getProperty("openyibao.home", "."), "samples");
        if (!Files.isDirectory(samples)) {
            throw new CommandException(messages.text("demo.no-samples", samples));
        }
        return samples;
    }

    private static void settleVisits(ServerRun run, Path folder, Clock clock, Console console, Messages messages)
            throws IOException, InterruptedException {
        try (var visits = new SampleVisits(run, messages, clock)) {
            for (var file : SampleVisits.in(folder)) {
                var settled = visits.perform(file);
                console.line(messages.text("demo.visit", settled.title(), String.join(" → ", settled.transactions())));
                console.line(settled.receipt());
            }
        }
    }
}

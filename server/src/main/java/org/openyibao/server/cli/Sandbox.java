package org.openyibao.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openyibao.server.database.DatabaseChoice;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import org.openyibao.server.sandbox.SandboxData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `openyibao sandbox`: a server for those who write hospital software, with invented people and a console.
@Command(name = "sandbox", sortOptions = false)
public final class Sandbox implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "" + ServeOptions.DEFAULT_PORT)
    private int port = ServeOptions.DEFAULT_PORT;

    @Option(names = "--data", paramLabel = "DIR")
    private Path data = Path.of(System.getProperty("openyibao.home", "."), "sandbox-data");

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var console = common.console();
        var messages = common.messages();
        console.note(messages.text("sandbox.starting"));
        var options = Serve.options(port, ServeOptions.LOOPBACK, new DatabaseChoice.Embedded(data), policies, messages)
                .withClock(common.clock())
                .asSandbox();
        try (var run = Serve.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::close, "server-close"));
            load(run.service(Imports.class), console, messages);
            console.line(messages.text("sandbox.serving", run.baseUrl()));
            run.awaitClose();
        }
        return 0;
    }

    /// The sample people and what belongs to them, and the sandbox's own.
    static void load(Imports imports, Console console, Messages messages) throws IOException {
        Loading.load(imports, Demo.samples(messages), console, messages);
        var folder = Files.createTempDirectory("openyibao-sandbox-");
        try {
            SandboxData.write(folder);
            Loading.load(imports, folder, console, messages);
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}

package org.openyibao.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.database.PooledDatabase;
import org.openyibao.server.database.Rotation;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `openyibao data-key`: makes the keys that names and identity numbers are kept under, and takes new ones into use.
@Command(
        name = "data-key",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataKey.New.class, DataKey.Add.class, DataKey.Rotate.class})
public final class DataKey {

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    /// Makes a file with a key of each kind.
    @Command(name = "new", sortOptions = false)
    static final class New implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", descriptionKey = "data-key.file")
        private Path file = Path.of("");

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public Integer call() {
            DataKeys.create(file);
            common.console().line(common.messages().text("data-key.made", file));
            return 0;
        }
    }

    /// Adds a key of each kind to a file.
    @Command(name = "add", sortOptions = false)
    static final class Add implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", descriptionKey = "data-key.file")
        private Path file = Path.of("");

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public Integer call() {
            DataKeys.add(file);
            common.console().line(common.messages().text("data-key.added", file));
            return 0;
        }
    }

    /// Brings everything under the newest keys.
    @Command(name = "rotate", sortOptions = false)
    static final class Rotate implements Callable<Integer> {

        @Mixin
        private final DatabaseOptions database = new DatabaseOptions();

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public Integer call() throws InterruptedException {
            var messages = common.messages();
            var console = common.console();
            var begun = System.nanoTime();
            try (var open = OpenDatabase.toInspect(database.choice(messages));
                    var ignored = new PooledDatabase(open.address(), 1)) {
                console.note(messages.text("data-key.rotating"));
                // Servers that run see a key that was just added.
                Thread.sleep(2 * DataKeys.SEEN_WITHIN.toMillis());
                var done = Rotation.rotate(open.address(), progress(console, messages));
                console.line(messages.text("data-key.rotated", done.rows()));
                done.noLongerNeeded().forEach(key -> console.line(messages.text("data-key.not-needed", key)));
                var tenths = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 100;
                console.line(messages.text("batch.finished", tenths / 10 + "." + tenths % 10));
                return 0;
            }
        }

        private static LongConsumer progress(Console console, Messages messages) {
            var next = new long[] {System.nanoTime() + BETWEEN_NOTES.toNanos()};
            return rows -> {
                if (System.nanoTime() > next[0]) {
                    next[0] = System.nanoTime() + BETWEEN_NOTES.toNanos();
                    console.note(messages.text("data-key.so-far", rows));
                }
            };
        }
    }
}

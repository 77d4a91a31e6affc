package org.openyibao.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.database.PooledDatabase;
import org.openyibao.server.imports.CatalogueFiles;
import org.openyibao.server.imports.ImportTrail;
import org.openyibao.server.language.Messages;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `openyibao catalogue`: takes catalogues and the nation's lists of a folder into a database, also of one that a
/// server is working on.
@Command(name = "catalogue", sortOptions = false)
public final class Catalogue implements Callable<Integer> {

    private static final int CONNECTIONS = 2;

    /// Who brings the files in, as the trail of imports names it.
    private static final String BY = "openyibao catalogue";

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    @Parameters(paramLabel = "DIR")
    private Path folder = Path.of("");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        var messages = common.messages();
        var console = common.console();
        if (!Files.isDirectory(folder)) {
            throw new CommandException(messages.text("catalogue.no-folder", folder));
        }
        var begun = System.nanoTime();
        try (var open = OpenDatabase.toInspect(database.choice(messages));
                var pool = new PooledDatabase(open.address(), CONNECTIONS);
                var rooms = rooms(pool, common.clock())) {
            console.note(messages.text("load.reading", folder));
            var report = rooms.getBean(CatalogueFiles.class).load(folder, BY, progress(console, messages));
            report.complaints()
                    .forEach(complaint -> console.note(complaint.line().in(messages.locale())));
            if (report.wrong() > 0) {
                throw new CommandException(messages.text("load.rejected", report.wrong()));
            }
            report.taken().forEach((file, rows) -> console.line(messages.text("load.taken", file, rows)));
            var tenths = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 100;
            console.line(messages.text("batch.finished", tenths / 10 + "." + tenths % 10));
            return 0;
        }
    }

    private static AnnotationConfigApplicationContext rooms(PooledDatabase pool, Clock clock) {
        var context = new AnnotationConfigApplicationContext();
        pool.giveTo(context);
        context.registerBean(Clock.class, () -> BusinessDay.ticking(clock));
        context.registerBean(
                Ids.class, () -> Ids.ofNextStart(context.getBean(Clock.class), context.getBean(DataSource.class)));
        for (var room : new String[] {"registry", "catalogue", "exchange", "request"}) {
            context.scan("org.openyibao.server." + room);
        }
        context.register(CatalogueFiles.class, ImportTrail.class);
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.refresh();
        return context;
    }

    private static LongConsumer progress(Console console, Messages messages) {
        var next = new long[] {System.nanoTime() + BETWEEN_NOTES.toNanos()};
        return rows -> {
            if (System.nanoTime() > next[0]) {
                next[0] = System.nanoTime() + BETWEEN_NOTES.toNanos();
                console.note(messages.text("catalogue.so-far", rows));
            }
        };
    }
}

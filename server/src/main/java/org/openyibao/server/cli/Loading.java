package org.openyibao.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;

/// Loads a folder of CSV files and tells what came of it.
final class Loading {

    private static final int COMPLAINTS_SHOWN = 20;
    private static final String CONTRIBUTIONS = "contributions.csv";

    private Loading() {}

    /// @throws CommandException if the folder is not there or a file other than that of contributions has complaints;
    ///     nothing was loaded then
    static void load(Imports imports, Path folder, Console console, Messages messages) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(messages.text("load.no-folder", folder));
        }
        console.note(messages.text("load.reading", folder));
        var report = imports.load(folder);
        var complaints = report.complaints();
        complaints.stream()
                .limit(COMPLAINTS_SHOWN)
                .forEach(complaint -> console.note(complaint.line().in(messages.locale())));
        if (!complaints.isEmpty()) {
            throw new CommandException(messages.text("load.rejected", complaints.size()));
        }
        report.taken().forEach((file, rows) -> console.note(messages.text("load.taken", file, rows)));
        var contributions = folder.resolve(CONTRIBUTIONS);
        if (Files.exists(contributions)) {
            contributions(imports, contributions, console, messages);
        }
    }

    /// Of this file every row stands for itself: those that cannot be taken are told of, and the others are taken.
    private static void contributions(Imports imports, Path file, Console console, Messages messages) {
        var shown = new AtomicInteger();
        var taken = imports.contributions(
                file,
                "serve --load",
                complaint -> {
                    if (shown.incrementAndGet() <= COMPLAINTS_SHOWN) {
                        console.note(complaint.line().in(messages.locale()));
                    }
                },
                rows -> {});
        console.note(messages.text("load.taken", CONTRIBUTIONS, taken.added() + taken.already()));
        if (taken.rejected() > 0) {
            console.note(messages.text("load.contributions-rejected", CONTRIBUTIONS, taken.rejected()));
        }
    }
}

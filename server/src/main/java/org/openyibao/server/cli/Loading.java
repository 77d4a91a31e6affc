package org.openyibao.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.imports.Complaint;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.imports.KeyFile;
import org.openyibao.server.language.Messages;

/// Loads CSV files and tells what came of it.
final class Loading {

    private static final int COMPLAINTS_SHOWN = 20;

    /// Who brings the files in, as trails name it.
    private static final String BY = "serve --load";

    private Loading() {}

    /// @throws CommandException if the folder is not there or a file has complaints whose rows are not taken one by
    /// one;
    ///     nothing was loaded then
    static void load(Imports imports, Path folder, Console console, Messages messages) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(messages.text("load.no-folder", folder));
        }
        console.note(messages.text("load.reading", folder));
        var report = imports.load(folder, BY);
        var complaints = report.complaints();
        show(complaints, console, messages);
        if (!complaints.isEmpty()) {
            throw new CommandException(messages.text("load.rejected", report.wrong()));
        }
        report.taken().forEach((file, rows) -> console.note(messages.text("load.taken", file, rows)));
        rowByRow(imports::contributions, folder.resolve("contributions.csv"), console, messages);
        rowByRow(imports::bindings, folder.resolve("bindings.csv"), console, messages);
        rowByRow(imports::users, folder.resolve("users.csv"), console, messages);
    }

    /// @throws CommandException if the file is not there or has complaints
    static InstitutionKeys keys(Path file, Console console, Messages messages) {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(messages.text("keys.no-file", file));
        }
        var complaints = new ArrayList<Complaint>();
        var keys = KeyFile.read(file, complaints::add);
        show(complaints, console, messages);
        var read = keys.orElseThrow(() -> new CommandException(messages.text("keys.rejected", complaints.size())));
        console.note(messages.text("keys.read", read.size()));
        return read;
    }

    private static void show(List<Complaint> complaints, Console console, Messages messages) {
        complaints.stream()
                .limit(COMPLAINTS_SHOWN)
                .forEach(complaint -> console.note(complaint.line().in(messages.locale())));
    }

    interface Import {
        Imports.RowsTaken of(Path file, String clerk, Consumer<Complaint> rejected);
    }

    /// Of these files every row stands for itself: those that cannot be taken are told of, and the others are taken.
    static void rowByRow(Import taking, Path file, Console console, Messages messages) {
        if (!Files.exists(file)) {
            return;
        }
        var shown = new AtomicInteger();
        var taken = taking.of(file, BY, complaint -> {
            if (shown.incrementAndGet() <= COMPLAINTS_SHOWN) {
                console.note(complaint.line().in(messages.locale()));
            }
        });
        console.note(messages.text("load.taken", file.getFileName(), taken.added() + taken.already()));
        if (taken.rejected() > 0) {
            console.note(messages.text("load.rows-rejected", file.getFileName(), taken.rejected()));
        }
    }
}

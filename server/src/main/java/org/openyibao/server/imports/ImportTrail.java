package org.openyibao.server.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openyibao.server.catalogue.NationalLists;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.imports.Import.Outcome;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// A door of the room: who brought which file in. Whatever takes a file does so through here, and a line is written
/// as soon as the file is done with: taken, refused or broken off. The line comes after the rows: where the process or
/// the database ends between the two, there are rows without one.
@Component
public class ImportTrail {

    /// A file of a folder of lists that is no list's.
    private static final String UNKNOWN = "unknown";

    private static final Set<String> KINDS = Set.of(
            "institutions",
            "catalogue",
            "persons",
            "balances",
            "households",
            "cards",
            "staff",
            "reports",
            "report-items",
            "contributions",
            "bindings",
            "users",
            UNKNOWN);

    private static final Pattern AROUND_KIND = Pattern.compile("^.*/|\\.[^.]*$");

    private final NationalLists lists;
    private final Requests requests;
    private final Clock clock;
    private final ImportStore store = new ImportStore();

    ImportTrail(NationalLists lists, Requests requests, Clock clock) {
        this.lists = lists;
        this.requests = requests;
        this.clock = clock;
    }

    /// Which imports are asked for.
    ///
    /// @param from  at this moment or later
    /// @param until before this moment
    public record Question(Optional<String> kind, Instant from, Instant until) {}

    /// Some of the imports found, and how many there are.
    public record Listing(int found, List<Import> imports) {}

    /// The newest first.
    public Listing list(Question question, int offset, int most) {
        return requests.read(connection ->
                new Listing(store.count(connection, question), store.list(connection, question, offset, most)));
    }

    /// Whether a file may hold this.
    public boolean isKind(String kind) {
        return KINDS.contains(kind)
                || lists.all().stream().anyMatch(list -> list.number().equals(kind));
    }

    /// Takes files of a folder together, and says of each how many rows of it were taken.
    interface Taking {
        void take(Complaints complaints, Map<String, Integer> taken);
    }

    /// `sentAs`: what a file of the folder was called by who sent it.
    Imports.Report together(Path folder, String by, UnaryOperator<String> sentAs, Taking taking) {
        var complaints = new Complaints();
        var taken = new LinkedHashMap<String, Integer>();
        Consumer<Outcome> note = otherwise -> note(complaints.byFile().entrySet().stream()
                .map(file -> line(
                        folder.resolve(file.getKey()),
                        by,
                        kind(file.getKey()),
                        sentAs.apply(String.valueOf(Path.of(file.getKey()).getFileName())),
                        new Came(
                                taken.getOrDefault(file.getKey(), 0),
                                file.getValue(),
                                taken.containsKey(file.getKey()) ? Outcome.TAKEN : otherwise)))
                .toList());
        try {
            taking.take(complaints, taken);
        } catch (RuntimeException failure) {
            throw brokenOff(failure, () -> note.accept(Outcome.BROKEN_OFF));
        }
        note.accept(complaints.isEmpty() ? Outcome.TAKEN : Outcome.REFUSED);
        return Imports.Report.of(complaints, taken);
    }

    /// Of a file of single rows. `taking` is given who wants to hear what was taken so far.
    Imports.RowsTaken rowByRow(
            String kind, Path file, String by, Function<Consumer<Imports.RowsTaken>, Imports.RowsTaken> taking) {
        var soFar = new AtomicReference<>(new Imports.RowsTaken(0, 0, 0));
        Imports.RowsTaken rows;
        try {
            rows = taking.apply(soFar::set);
        } catch (RuntimeException failure) {
            throw brokenOff(
                    failure, () -> note(kind, file, by, Objects.requireNonNull(soFar.get()), Outcome.BROKEN_OFF));
        }
        var nothing = rows.added() + rows.already() == 0 && rows.rejected() > 0;
        note(kind, file, by, rows, nothing ? Outcome.REFUSED : Outcome.TAKEN);
        return rows;
    }

    private void note(String kind, Path file, String by, Imports.RowsTaken rows, Outcome outcome) {
        note(List.of(line(
                file,
                by,
                kind,
                String.valueOf(file.getFileName()),
                new Came(rows.added() + rows.already(), rows.rejected(), outcome))));
    }

    private static RuntimeException brokenOff(RuntimeException failure, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
        return failure;
    }

    private record Came(long taken, long wrong, Outcome outcome) {}

    private Import line(Path file, String by, String kind, String name, Came came) {
        var digest = Sha256.digest();
        var hash = "";
        var size = 0L;
        try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            size = bytes.transferTo(OutputStream.nullOutputStream());
            hash = HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            size = 0;
        }
        return new Import(0, clock.instant(), by, kind, name, hash, size, came.taken(), came.wrong(), came.outcome());
    }

    private String kind(String file) {
        var kind = AROUND_KIND.matcher(file).replaceAll("");
        return isKind(kind) ? kind : UNKNOWN;
    }

    private void note(List<Import> imports) {
        requests.always(connection -> {
            store.insert(connection, imports);
            return imports.size();
        });
    }
}

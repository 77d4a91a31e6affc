package org.openyibao.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.openyibao.server.catalogue.NationalList;
import org.openyibao.server.catalogue.NationalLists;
import org.springframework.stereotype.Component;

/// A file that somebody sends, CSV or XLSX by its first bytes, taken as [Imports] takes it from a folder: all of it or,
/// with any complaint, nothing.
@Component
public class Uploads {

    /// The largest file: the nation's longest list with room to spare.
    public static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int CHUNK = 1 << 16;

    private final Imports imports;
    private final NationalLists lists;

    Uploads(Imports imports, NationalLists lists) {
        this.imports = imports;
        this.lists = lists;
    }

    /// What may be sent: `institutions`, `catalogue`, or the number of one of the nation's lists.
    public boolean isKnown(String kind) {
        return path(kind).isPresent();
    }

    private Optional<Path> path(String kind) {
        return switch (kind) {
            case "institutions", "catalogue" -> Optional.of(Path.of(kind));
            default ->
                lists.all().stream()
                        .map(NationalList::number)
                        .filter(kind::equals)
                        .findFirst()
                        .map(number -> Path.of("lists", number));
        };
    }

    /// Takes a file of a known kind. Empty where it is longer than [#MOST_BYTES].
    ///
    /// @param name what it is called
    /// @param by   who sends it
    public Optional<Imports.Report> take(String kind, String name, String by, InputStream content) throws IOException {
        var path = path(kind).orElseThrow(() -> new IllegalArgumentException("not a kind of file: " + kind));
        var folder = Files.createTempDirectory("import");
        try {
            var kept = Files.createDirectories(folder.resolve(path).getParent()).resolve("sent");
            if (!keep(content, kept)) {
                return Optional.empty();
            }
            var ending = isZip(kept) ? TableFile.SPREADSHEET : TableFile.CSV;
            Files.move(kept, folder.resolve(path + ending));
            return Optional.of(imports.load(folder, by, _ -> name));
        } finally {
            delete(folder);
        }
    }

    private static boolean keep(InputStream content, Path kept) throws IOException {
        try (var to = Files.newOutputStream(kept)) {
            var bytes = new byte[CHUNK];
            var all = 0L;
            for (var read = content.read(bytes); read >= 0; read = content.read(bytes)) {
                all += read;
                if (all > MOST_BYTES) {
                    return false;
                }
                to.write(bytes, 0, read);
            }
            return true;
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (var from = Files.newInputStream(file)) {
            return Arrays.equals(from.readNBytes(ZIP.length), ZIP);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

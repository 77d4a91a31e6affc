package org.openyibao.server.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.yaml.InvalidFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The book of packs in force. Safe for many threads.
public final class Policies {

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final Path folder;
    private final List<Consumer<PolicyBook>> preparations = new CopyOnWriteArrayList<>();
    private final ReentrantLock replacing = new ReentrantLock();
    private volatile PolicyBook book;

    /// @param folder where [#reload] will look
    public Policies(Path folder, PolicyBook book) {
        this.folder = folder;
        this.book = book;
    }

    /// @throws InvalidFileException at the first thing in the folder that cannot be understood
    public static Policies read(Path folder) {
        return new Policies(folder, PolicyBook.read(folder));
    }

    /// Where the packs lie.
    public Path folder() {
        return folder;
    }

    /// The book to decide by. A decision asks once and keeps what it got: the next call may give another one.
    public PolicyBook current() {
        return book;
    }

    /// The cases that stand beside the rules of a region's own pack, as its folder has them now; none where it has no
    /// pack.
    ///
    /// @throws InvalidFileException at the first that cannot be understood
    public List<Case> cases(String region) {
        return PolicyBook.folders(folder).stream()
                .filter(pack -> pack.getFileName().toString().startsWith(region + "-"))
                .flatMap(pack -> CaseFile.below(pack).stream())
                .toList();
    }

    /// Has `preparation` done with the book in use, now, and with each later one before anybody decides by it. What it
    /// throws then stops the replacement.
    public void beforeUse(Consumer<PolicyBook> preparation) {
        replacing.lock();
        try {
            preparation.accept(book);
            preparations.add(preparation);
        } finally {
            replacing.unlock();
        }
    }

    /// What came of [#reload].
    public sealed interface Reload {

        /// The packs read are in force.
        record Replaced(int packs, int rules) implements Reload {}

        /// The packs in use stay. `problems`: all that cannot be understood, at least one.
        record Kept(List<InvalidFileException> problems) implements Reload {}

        /// Another reload is not finished; nothing was done.
        record UnderWay() implements Reload {}
    }

    /// Reads the folder again and decides by it from now on, or keeps the book in use if anything in it cannot be
    /// understood.
    public Reload reload() {
        if (!replacing.tryLock()) {
            return new Reload.UnderWay();
        }
        try {
            return replace();
        } finally {
            replacing.unlock();
        }
    }

    private Reload replace() {
        PolicyBook read;
        try {
            read = PolicyBook.read(folder);
        } catch (InvalidFileException first) {
            var problems = problems(first);
            problems.forEach(problem ->
                    LOG.warn("policies are not reloaded, those in use stay: {}", problem.message(Locale.ROOT)));
            return new Reload.Kept(problems);
        }
        preparations.forEach(preparation -> preparation.accept(read));
        book = read;
        var rules = read.packs().stream().mapToInt(pack -> pack.rules().size()).sum();
        LOG.info("policies are reloaded: {} packs, {} rules", read.packs().size(), rules);
        return new Reload.Replaced(read.packs().size(), rules);
    }

    private List<InvalidFileException> problems(InvalidFileException first) {
        try {
            var all = PolicyBook.folders(folder).stream()
                    .flatMap(pack -> Pack.problems(pack).stream())
                    .toList();
            return all.isEmpty() ? List.of(first) : all;
        } catch (InvalidFileException gone) {
            return List.of(gone);
        }
    }
}

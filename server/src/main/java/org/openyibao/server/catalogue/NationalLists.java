package org.openyibao.server.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class NationalLists {

    /// The medicines of the peoples (民族药), which are queried and not downloaded. Queries ask for two columns that
    /// answers have not.
    public static final String PEOPLES_MEDICINES = "1304";

    public static final String HERB_TITLE = "中草药名称";
    public static final String COMPOUND_TITLE = "中草药单复方标志";

    /// Whoever is told of a file gets it within this time.
    private static final Duration TIME_TO_FETCH = Duration.ofDays(1);

    private final Map<String, NationalList> lists = read();
    private final Map<String, ReentrantLock> writing = new ConcurrentHashMap<>();
    private final ListStore store = new ListStore();
    private final Requests requests;
    private final Exchange exchange;
    private final Clock clock;

    NationalLists(Requests requests, Exchange exchange, Clock clock) {
        this.requests = requests;
        this.exchange = exchange;
        this.clock = clock;
    }

    /// The columns, as the tables of the interface have them.
    private static Map<String, NationalList> read() {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        var files = new LinkedHashMap<String, List<String>>();
        var medicines = new ArrayList<String>();
        try (var in = Objects.requireNonNull(NationalLists.class.getResourceAsStream("/interface/fields.csv"));
                var rows = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var row : rows) {
                var number = row.get("infno");
                var direction = row.get("direction");
                if (direction.equals("outfile") && number.startsWith("13")) {
                    files.computeIfAbsent(number, _ -> new ArrayList<>()).add(row.get("name"));
                } else if (direction.equals("out")
                        && number.equals(PEOPLES_MEDICINES)
                        && row.get("node").equals("data")) {
                    medicines.add(row.get("name"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        medicines.addAll(List.of(HERB_TITLE, COMPOUND_TITLE));
        var lists = new TreeMap<String, NationalList>();
        files.forEach((number, titles) -> lists.put(number, new NationalList(number, titles, true)));
        lists.put(PEOPLES_MEDICINES, new NationalList(PEOPLES_MEDICINES, medicines, false));
        return lists;
    }

    /// A page of the rows of a list that stand and are asked for.
    public RowPage rows(String list, RowQuery query, long offset, int most) {
        var known = Objects.requireNonNull(lists.get(list), list);
        return requests.read(connection ->
                new RowPage(store.rows(connection, known, query, offset, most), store.count(connection, known, query)));
    }

    /// In the order of their numbers.
    public Collection<NationalList> all() {
        return lists.values();
    }

    /// Begins to take rows in the caller's transaction.
    public ListLoad load(Connection connection) throws SQLException {
        return new ListLoad(store, connection);
    }

    /// The rows of a list that stand now and came after a version; of all versions after an empty text or one that
    /// sorts before all. Written once for all who ask the same.
    public ListFile file(String list, String version) {
        var known = Objects.requireNonNull(lists.get(list), list);
        var kept = requests.read(connection -> kept(connection, list, version));
        if (kept.isPresent()) {
            return kept.get();
        }
        // Of many who ask at once after a new version one writes the file, and the others hold no connection meanwhile.
        var lock = writing.computeIfAbsent(list, _ -> new ReentrantLock());
        lock.lock();
        try {
            return requests.always(connection -> {
                var newest = store.hold(connection, list);
                var written = kept(connection, list, version);
                return written.isPresent() ? written.get() : write(connection, known, newest, version);
            });
        } finally {
            lock.unlock();
        }
    }

    private Optional<ListFile> kept(Connection connection, String list, String version) throws SQLException {
        var written = store.file(connection, list, store.before(connection, list, version));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return exchange.find(connection, Exchange.EVERYBODY, written.get().file())
                .filter(file -> file.keptUntil().isAfter(clock.instant().plus(TIME_TO_FETCH)))
                .map(file -> new ListFile(file, written.get().items()));
    }

    private ListFile write(Connection connection, NationalList list, String newest, String version)
            throws SQLException {
        var after = store.before(connection, list.number(), version);
        var name = list.number() + (newest.isEmpty() ? "" : "_" + newest) + ".txt";
        var file = exchange.file(Exchange.EVERYBODY, name + ".zip");
        var items = 0L;
        try (var lines = store.lines(connection, list.number(), after);
                var zip = new ZipOutputStream(exchange.create(connection, file), StandardCharsets.UTF_8);
                var text = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            // A quarter larger than with the usual effort, in a third of the time.
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(name));
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                text.write(line.get());
                text.write('\n');
                items++;
            }
            text.flush();
            zip.closeEntry();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        store.keep(connection, list.number(), after, newest, file.number(), items);
        return new ListFile(file, items);
    }
}

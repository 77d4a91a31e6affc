package org.openyibao.server.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.decision.Away;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Registry {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final String NATION = "000000";

    private record Item(String region, String code) {}

    private record Counted(String place, EntryQuery query) {}

    private final RegistryStore store;
    private final Clock clock;
    private final Cache<String, List<Institution>> institutions = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Cache<Item, List<CatalogueEntry>> entries = Caffeine.newBuilder()
            .maximumSize(500_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final Cache<Counted, Long> counts = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    /// All under one key: there are some ten thousand, and no index finds a part of a name.
    private final Cache<String, List<Institution>> names =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    private final EntrySearch search;

    Registry(RegistryStore store, EntrySearch search, Clock clock) {
        this.store = store;
        this.search = search;
        this.clock = clock;
    }

    /// The institution as it stands on a day.
    public Optional<Institution> institution(String code, LocalDate on) {
        return institutions.get(code, store::institutions).stream()
                .filter(row -> !on.isBefore(row.validFrom()) && !on.isAfter(row.validTo()))
                .findFirst();
    }

    /// The institutions with this in their names as they stand on a day, by name.
    public List<Institution> named(String part, LocalDate on) {
        return names.get("", key -> store.institutions()).stream()
                .filter(row -> row.name().contains(part))
                .filter(row -> !on.isBefore(row.validFrom()) && !on.isAfter(row.validTo()))
                .toList();
    }

    /// The institutions of a region and of those beneath it with this in their names or as their codes, as they
    /// stand on a day, by code.
    public List<Institution> within(String region, String part, Optional<InstitutionKind> kind, LocalDate on) {
        return named("", on).stream()
                .filter(row -> region.equals(NATION) || Away.covers(region, row.region()))
                .filter(row -> row.name().contains(part) || row.code().equals(part))
                .filter(row -> kind.map(row.kind()::equals).orElse(true))
                .sorted(Comparator.comparing(Institution::code))
                .toList();
    }

    /// An institution as it was from time to time, the latest first.
    public List<Institution> history(String code) {
        return institutions.get(code, store::institutions);
    }

    /// Where all institutions stand, and from when to when; for work that goes through many settlements.
    public static List<InstitutionRegion> regions(Connection connection) throws SQLException {
        return new InstitutionRegionStore().all(connection);
    }

    /// The catalogue entry that holds at a place of care on a day: that of its city, else its province, else the
    /// nation.
    public Optional<CatalogueEntry> entry(String region, String code, LocalDate on) {
        for (var place : places(region)) {
            for (var row : entries.get(new Item(place, code), item -> store.entries(item.region, item.code))) {
                if (!on.isBefore(row.validFrom()) && !on.isAfter(row.validTo())) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    /// Looks the entries of many items at a place of care up at once, so that [#entry] finds each of them at hand.
    public void prepare(String region, Collection<String> codes) {
        var places = places(region);
        var items = places.stream()
                .flatMap(place -> codes.stream().map(code -> new Item(place, code)))
                .collect(Collectors.toSet());
        var unused = entries.getAll(items, missing -> {
            var found = store.entries(
                    places, missing.stream().map(Item::code).distinct().toList());
            var byItem = found.stream().collect(Collectors.groupingBy(entry -> new Item(entry.region(), entry.code())));
            return missing.stream()
                    .collect(Collectors.toMap(Function.identity(), item -> byItem.getOrDefault(item, List.of())));
        });
    }

    /// The entries that hold at a place of care on a day and fit what somebody types: the beginning of a code,
    /// parts of a name, or of its initials in pinyin. The best first, at most `most`.
    public List<CatalogueEntry> search(String region, String text, LocalDate on, int most) {
        return search.find(places(region), text, on, most);
    }

    /// Whose catalogues hold in a region, the nearest first.
    private static List<String> places(String region) {
        return Stream.of(region, region.substring(0, 4) + "00", region.substring(0, 2) + "0000", NATION)
                .distinct()
                .toList();
    }

    /// A page of what is asked for. How many there are in all is remembered for a minute.
    public EntryPage entries(EntryQuery query, long offset, int most) {
        var entries = new ArrayList<ToldEntry>();
        var all = 0L;
        for (var place : places(query.region())) {
            if (query.place().filter(only -> !only.equals(place)).isPresent()) {
                continue;
            }
            var count = counts.get(new Counted(place, query), each -> store.count(each.place, each.query));
            if (entries.size() < most && offset < all + count) {
                entries.addAll(store.entries(place, query, Math.max(0, offset - all), most - entries.size()));
            }
            all += count;
        }
        return new EntryPage(entries, all);
    }

    /// Adds or replaces institutions, by code and first day.
    public void saveInstitutions(List<Institution> rows) {
        store.saveInstitutions(rows);
        institutions.invalidateAll();
        names.invalidateAll();
    }

    /// Adds or replaces catalogue entries, by region, code and first day.
    public void saveEntries(List<CatalogueEntry> rows) {
        store.saveEntries(rows, clock.instant());
        forget();
    }

    /// Begins to take catalogue entries in the caller's transaction, however many.
    public EntryLoad load(Connection connection) throws SQLException {
        return new EntryLoad(connection, clock.instant());
    }

    /// Forgets the entries that were looked up.
    public void forget() {
        entries.invalidateAll();
        counts.invalidateAll();
        search.forget();
    }
}

package org.openyibao.server.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.openyibao.server.registry.EntryTexts.Fit;
import org.springframework.stereotype.Component;

/// Finds entries of catalogues by what somebody types: the beginning of a code, a part of a name, or of the initials of
/// its characters in pinyin (`阿莫西林`: `amxl`). Several words must all be found.
///
/// A place's entries are kept in memory: no index of the database finds a part of a Chinese name and initials. What was
/// changed since is read after a minute; what was changed in the ten minutes before is read again, for an import that
/// took long says when it began.
@Component
class EntrySearch {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(10);
    private static final int MOST_ENTRIES = 2_000_000;

    private record Key(String code, LocalDate from) {

        static Key of(CatalogueEntry entry) {
            return new Key(entry.code(), entry.validFrom());
        }
    }

    /// The entries of a place as they were read.
    private record Place(EntryTexts texts, Instant readAt) {

        Place with(List<CatalogueEntry> changed, Instant now) {
            if (changed.isEmpty()) {
                return new Place(texts, now);
            }
            var all = new HashMap<Key, CatalogueEntry>();
            texts.entries().forEach(entry -> all.put(Key.of(entry), entry));
            var differs = false;
            for (var entry : changed) {
                differs |= !entry.equals(all.put(Key.of(entry), entry));
            }
            return new Place(differs ? new EntryTexts(all.values()) : texts, now);
        }
    }

    private static final Place UNREAD = new Place(new EntryTexts(List.of()), Instant.EPOCH);

    private final RegistryStore store;
    private final Clock clock;
    private final Cache<String, Place> places = Caffeine.newBuilder()
            .maximumWeight(MOST_ENTRIES)
            .weigher((String code, Place place) -> place.texts().count() + 1)
            .build();

    EntrySearch(RegistryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void forget() {
        places.invalidateAll();
    }

    /// Entries that hold on a day and fit, the best first, of those alike the nearest place's first; at most `most`. An
    /// entry of a place stands for those of the same code of the places after it in `of`.
    List<CatalogueEntry> find(List<String> of, String text, LocalDate on, int most) {
        var words = EntryTexts.words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        var all = of.stream().map(code -> place(code).texts()).toList();
        var found = new ArrayList<CatalogueEntry>();
        for (var fit : Fit.values()) {
            for (var place = 0; place < all.size() && found.size() < most; place++) {
                var near = all.subList(0, place + 1);
                found.addAll(
                        all.get(place).find(fit, words, on, entry -> isNearest(entry, near, on), most - found.size()));
            }
        }
        return found;
    }

    private static boolean isNearest(CatalogueEntry entry, List<EntryTexts> places, LocalDate on) {
        return places.stream()
                .flatMap(place -> place.entry(entry.code(), on).stream())
                .findFirst()
                .filter(entry::equals)
                .isPresent();
    }

    private Place place(String code) {
        var now = clock.instant();
        return places.asMap().compute(code, (key, known) -> {
            if (known != null && now.isBefore(known.readAt().plus(REMEMBERED))) {
                return known;
            }
            var place = known == null ? UNREAD : known;
            return place.with(store.changedSince(key, place.readAt().minus(LONGEST_IMPORT)), now);
        });
    }
}

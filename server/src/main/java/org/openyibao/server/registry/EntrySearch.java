package org.openyibao.server.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.promeg.pinyinhelper.Pinyin;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Finds entries of catalogues by what somebody types: the beginning of a code, a part of a name, or of the initials of
/// its characters in pinyin (`阿莫西林`: `amxl`). Several words must all be found.
///
/// A place's entries are kept in memory in the order in which they are shown, the shortest name first, and looked
/// through one by one: no index of the database finds a part of a Chinese name and initials. What was changed since is
/// read after a minute; ten minutes are read again each time, for an import that took long says when it began.
@Component
class EntrySearch {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(10);
    private static final int MOST_ENTRIES = 2_000_000;

    /// What an entry is found by, in small letters. `initials`: empty where the name has no Chinese character.
    private record Item(CatalogueEntry entry, String code, String name, String initials) {

        static Item of(CatalogueEntry entry) {
            var name = plain(entry.name());
            return new Item(entry, plain(entry.code()), name, initialsOf(name));
        }

        /// How well a word fits, 0 best; [#NOT] where it does not.
        int fits(String word) {
            if (code.equals(word)) {
                return 0;
            }
            var inName = name.indexOf(word);
            if (inName >= 0) {
                return inName == 0 ? 1 : 3;
            }
            var inInitials = initials.indexOf(word);
            if (inInitials >= 0) {
                return inInitials == 0 ? 2 : 4;
            }
            return code.startsWith(word) ? 5 : NOT;
        }
    }

    private static final int NOT = 6;

    private static final Comparator<Item> SHORTEST_FIRST = Comparator.comparingInt(
                    (Item item) -> item.name().length())
            .thenComparing(Item::name)
            .thenComparing(Item::code);

    private record Key(String code, LocalDate from) {}

    /// The entries of a place as they were read; `latest`: when the last of them was changed.
    private record Place(Map<Key, Item> byKey, List<Item> items, Instant latest, Instant readAt) {

        Place with(List<ToldEntry> changed, Instant now) {
            if (changed.stream().allMatch(told -> isKnown(told.entry()))) {
                return new Place(byKey, items, latest, now);
            }
            var all = new HashMap<>(byKey);
            var last = latest;
            for (var told : changed) {
                var entry = told.entry();
                all.put(new Key(entry.code(), entry.validFrom()), Item.of(entry));
                last = told.changedAt().isAfter(last) ? told.changedAt() : last;
            }
            return new Place(all, all.values().stream().sorted(SHORTEST_FIRST).toList(), last, now);
        }

        private boolean isKnown(CatalogueEntry entry) {
            var known = byKey.get(new Key(entry.code(), entry.validFrom()));
            return known != null && known.entry().equals(entry);
        }
    }

    private static final Place UNREAD = new Place(Map.of(), List.of(), Instant.EPOCH, Instant.EPOCH);

    private final RegistryStore store;
    private final Clock clock;
    private final Cache<String, Place> places = Caffeine.newBuilder()
            .maximumWeight(MOST_ENTRIES)
            .weigher((String code, Place place) -> place.items().size() + 1)
            .build();

    EntrySearch(RegistryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void forget() {
        places.invalidateAll();
    }

    /// Entries of some places that hold on a day and fit, the best first; at most `most` of each place.
    List<CatalogueEntry> find(List<String> of, String text, LocalDate on, int most) {
        var words = Stream.of(plain(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return List.of();
        }
        var ranks =
                Stream.<List<CatalogueEntry>>generate(ArrayList::new).limit(NOT).toList();
        for (var code : of) {
            find(place(code).items(), words, on, most, ranks);
        }
        return ranks.stream().flatMap(List::stream).toList();
    }

    private static void find(
            List<Item> items, List<String> words, LocalDate on, int most, List<List<CatalogueEntry>> ranks) {
        var room = new int[NOT];
        Arrays.fill(room, most);
        for (var item : items) {
            var rank = rank(item, words);
            if (rank != NOT && room[rank] > 0 && holds(item.entry(), on)) {
                ranks.get(rank).add(item.entry());
                room[rank]--;
            }
        }
    }

    /// That of the first word.
    private static int rank(Item item, List<String> words) {
        var rank = item.fits(words.getFirst());
        for (var i = 1; i < words.size() && rank != NOT; i++) {
            if (item.fits(words.get(i)) == NOT) {
                rank = NOT;
            }
        }
        return rank;
    }

    private static boolean holds(CatalogueEntry entry, LocalDate on) {
        return !on.isBefore(entry.validFrom()) && !on.isAfter(entry.validTo());
    }

    private Place place(String code) {
        var now = clock.instant();
        return places.asMap().compute(code, (key, known) -> {
            if (known != null && now.isBefore(known.readAt().plus(REMEMBERED))) {
                return known;
            }
            var place = known == null ? UNREAD : known;
            return place.with(store.changedSince(key, place.latest().minus(LONGEST_IMPORT)), now);
        });
    }

    /// Small letters of half width.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private static String initialsOf(String name) {
        if (name.chars().noneMatch(each -> Pinyin.isChinese((char) each))) {
            return "";
        }
        var initials = new StringBuilder(name.length());
        for (var i = 0; i < name.length(); i++) {
            initials.append(Pinyin.toPinyin(name.charAt(i)).charAt(0));
        }
        return initials.toString().toLowerCase(Locale.ROOT);
    }
}

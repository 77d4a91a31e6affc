package org.openyibao.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.promeg.pinyinhelper.Pinyin;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.settlement.Rooms;

/// Searches find what a look at every single entry finds, in its order: some thousand entries of a city, its province
/// and the nation, with earlier versions, versions that overlap, equal names, and items that a nearer place has too.
class EntrySearchByScanTest {

    private static final List<String> PLACES = List.of("330100", "330000", "000000");
    private static final List<String> PARTS = List.of(
            "阿莫西林",
            "阿",
            "头孢",
            "片",
            "胶囊",
            "(Ⅱ)",
            "Ａｍ",
            "维生素C",
            "B12",
            "注射液",
            "0.9%",
            "复方",
            "-",
            " 大",
            "西",
            "林",
            "莫西",
            "5ml",
            "α",
            "双",
            "Amoxicillin");
    private static final int ENTRIES = 3_000;
    private static final int SEARCHES_A_DAY = 500;
    private static final long SEED = 20250701;

    /// What an entry is found by.
    private record Item(CatalogueEntry entry, int place, String code, String name, String initials) {

        static Item of(CatalogueEntry entry) {
            var name = plain(entry.name());
            var initials = new StringBuilder();
            if (name.chars().anyMatch(each -> Pinyin.isChinese((char) each))) {
                for (var character : name.toCharArray()) {
                    initials.append(Pinyin.toPinyin(character).charAt(0));
                }
            }
            return new Item(
                    entry,
                    PLACES.indexOf(entry.region()),
                    plain(entry.code()),
                    name,
                    initials.toString().toLowerCase(Locale.ROOT));
        }

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
            return code.startsWith(word) ? 5 : 6;
        }
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private final Random random = new Random(SEED);

    private CatalogueEntry entry() {
        var name = new StringBuilder();
        for (var parts = 1 + random.nextInt(4); parts > 0; parts--) {
            name.append(one(PARTS));
        }
        var from = LocalDate.of(2020 + random.nextInt(4), 1, 1);
        return new CatalogueEntry(
                one(PLACES),
                random.nextInt(20) == 0 ? "AMXL" + random.nextInt(3) : "Xa" + random.nextInt(ENTRIES / 2),
                from,
                random.nextBoolean() ? LocalDate.of(9999, 12, 31) : from.plusYears(1 + random.nextInt(5)),
                name.toString(),
                FeeCategory.DRUG,
                one(List.of(Grade.values())),
                Ratio.ZERO,
                OptionalLong.empty(),
                "09",
                false);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String words(List<Item> items) {
        var words = new ArrayList<String>();
        for (var count = random.nextInt(3) == 0 ? 2 : 1; count > 0; count--) {
            var item = one(items);
            var whole = one(List.of(item.code(), item.name(), item.initials(), "zq", "林a"));
            var begin = whole.isEmpty() || random.nextBoolean() ? 0 : random.nextInt(whole.length());
            var end = Math.min(whole.length(), begin + 1 + random.nextInt(6));
            words.add(whole.substring(begin, random.nextInt(5) == 0 ? whole.length() : end));
        }
        var text = String.join(one(List.of(" ", "　", "\t ")), words);
        return random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
    }

    /// What holds on a day, of each code in the nearest place that has it, the latest version.
    private static List<Item> holding(Collection<CatalogueEntry> entries, LocalDate on) {
        var nearest = new LinkedHashMap<String, CatalogueEntry>();
        entries.stream()
                .filter(entry -> !on.isBefore(entry.validFrom()) && !on.isAfter(entry.validTo()))
                .sorted(Comparator.comparingInt((CatalogueEntry entry) -> PLACES.indexOf(entry.region()))
                        .thenComparing(CatalogueEntry::validFrom, Comparator.reverseOrder()))
                .forEach(entry -> nearest.putIfAbsent(entry.code(), entry));
        return nearest.values().stream().map(Item::of).toList();
    }

    private static List<CatalogueEntry> scanned(List<Item> items, String text, int most) {
        var words = List.of(plain(text).split("\\s+"));
        if (words.equals(List.of(""))) {
            return List.of();
        }
        return items.stream()
                .filter(item -> words.stream().allMatch(word -> item.fits(word) < 6))
                .sorted(Comparator.comparingInt((Item item) -> item.fits(words.getFirst()))
                        .thenComparing(Item::place)
                        .thenComparing(item -> item.name().length())
                        .thenComparing(Item::name)
                        .thenComparing(Item::code))
                .limit(most)
                .map(Item::entry)
                .toList();
    }

    @Test
    void searches_find_what_a_look_at_each_entry_finds() {
        try (var rooms = Rooms.empty()) {
            var registry = rooms.service(Registry.class);
            var byKey = new LinkedHashMap<String, CatalogueEntry>();
            for (var count = 0; count < ENTRIES; count++) {
                var entry = entry();
                byKey.put(entry.region() + entry.code() + entry.validFrom(), entry);
            }
            registry.saveEntries(List.copyOf(byKey.values()));
            var hits = 0;
            for (var year = 2020; year < 2026; year++) {
                var on = LocalDate.of(year, 7, 1);
                var items = holding(byKey.values(), on);
                for (var count = 0; count < SEARCHES_A_DAY; count++) {
                    var text = words(items);
                    var most = 1 + random.nextInt(40);
                    var found = registry.search(PLACES.getFirst(), text, on, most);
                    assertThat(found)
                            .as("%s on %s, at most %d (search %d)", text, on, most, count)
                            .isEqualTo(scanned(items, text, most));
                    hits += found.isEmpty() ? 0 : 1;
                }
            }
            assertThat(hits).isGreaterThan(1_500);
        }
    }
}

package org.openyibao.server.registry;

import com.github.promeg.pinyinhelper.Pinyin;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// The entries of a place in the order in which they are shown, the shortest name first, and what they are found by:
/// codes, names and initials.
///
/// All names are one text, and so are all codes and all initials: a search runs through memory that lies together and
/// stops at what it was asked for. Looking at each entry's own texts takes thirty times as long, for it waits for
/// memory at each.
final class EntryTexts {

    /// How well a word fits an entry, the best first.
    enum Fit {
        CODE,
        BEGINNING_OF_NAME,
        BEGINNING_OF_INITIALS,
        NAME,
        INITIALS,
        BEGINNING_OF_CODE,
        NOT
    }

    /// A line for each entry; `begins` has one more, where the next would begin.
    private record Lines(String text, int[] begins) {

        private static final char BREAK = '\n';

        static Lines of(List<Item> items, Function<Item, String> line) {
            var text = new StringBuilder().append(BREAK);
            var begins = new int[items.size() + 1];
            for (var item = 0; item < items.size(); item++) {
                begins[item] = text.length();
                text.append(line.apply(items.get(item))).append(BREAK);
            }
            begins[items.size()] = text.length();
            return new Lines(text.toString(), begins);
        }

        /// Where a word is in a line; negative where it is not.
        int find(int line, String word) {
            var at = text.indexOf(word, begins[line], begins[line + 1] - 1);
            return at < 0 ? at : at - begins[line];
        }

        boolean begins(int line, String word) {
            return text.startsWith(word, begins[line]);
        }

        boolean is(int line, String word) {
            return begins[line + 1] - 1 - begins[line] == word.length() && begins(line, word);
        }

        /// The first line, from one on, in which something is found, with the breaks around it; the number of lines
        /// where it is in none.
        int next(int from, String part) {
            var at = text.indexOf(part, begins[from] - 1);
            if (at < 0) {
                return begins.length - 1;
            }
            var line = from;
            while (begins[line + 1] - 1 <= at) {
                line++;
            }
            return line;
        }
    }

    private record Item(CatalogueEntry entry, String code, String name, String initials) {

        static Item of(CatalogueEntry entry) {
            var name = plain(entry.name());
            return new Item(entry, plain(entry.code()), name, initialsOf(name));
        }
    }

    private static final Comparator<Item> SHORTEST_FIRST = Comparator.comparingInt(
                    (Item item) -> item.name().length())
            .thenComparing(Item::name)
            .thenComparing(Item::code)
            .thenComparing(item -> item.entry().validFrom());

    private final CatalogueEntry[] entries;
    private final CatalogueEntry[] latestOfCode;
    private final Lines codes;
    private final Lines names;
    private final Lines initials;

    EntryTexts(Collection<CatalogueEntry> of) {
        var items = of.stream().map(Item::of).sorted(SHORTEST_FIRST).toList();
        entries = items.stream().map(Item::entry).toArray(CatalogueEntry[]::new);
        latestOfCode = entries.clone();
        Arrays.sort(
                latestOfCode,
                Comparator.comparing(CatalogueEntry::code)
                        .thenComparing(CatalogueEntry::validFrom, Comparator.reverseOrder()));
        codes = Lines.of(items, Item::code);
        names = Lines.of(items, Item::name);
        initials = Lines.of(items, Item::initials);
    }

    List<CatalogueEntry> entries() {
        return List.of(entries);
    }

    int count() {
        return entries.length;
    }

    /// The entry of a code that holds on a day; of several the latest.
    Optional<CatalogueEntry> entry(String code, LocalDate on) {
        var low = 0;
        var high = latestOfCode.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (latestOfCode[middle].code().compareTo(code) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (; low < latestOfCode.length && latestOfCode[low].code().equals(code); low++) {
            if (holds(latestOfCode[low], on)) {
                return Optional.of(latestOfCode[low]);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(CatalogueEntry entry, LocalDate on) {
        return !on.isBefore(entry.validFrom()) && !on.isAfter(entry.validTo());
    }

    /// Entries that hold on a day and are wanted, which the first word fits like this and the others fit anyhow; at
    /// most `most`. `words` as [#words] makes them.
    List<CatalogueEntry> find(Fit fit, List<String> words, LocalDate on, Predicate<CatalogueEntry> wanted, int most) {
        var word = words.getFirst();
        return switch (fit) {
            case CODE -> find(codes, Lines.BREAK + word + Lines.BREAK, fit, words, on, wanted, most);
            case BEGINNING_OF_CODE -> find(codes, Lines.BREAK + word, fit, words, on, wanted, most);
            case BEGINNING_OF_NAME -> find(names, Lines.BREAK + word, fit, words, on, wanted, most);
            case NAME -> find(names, word, fit, words, on, wanted, most);
            case BEGINNING_OF_INITIALS -> find(initials, Lines.BREAK + word, fit, words, on, wanted, most);
            case INITIALS -> find(initials, word, fit, words, on, wanted, most);
            case NOT -> List.of();
        };
    }

    private List<CatalogueEntry> find(
            Lines lines,
            String part,
            Fit fit,
            List<String> words,
            LocalDate on,
            Predicate<CatalogueEntry> wanted,
            int most) {
        var found = new ArrayList<CatalogueEntry>();
        for (var line = lines.next(0, part);
                line < entries.length && found.size() < most;
                line = lines.next(line + 1, part)) {
            if (fits(line, words) == fit && holds(entries[line], on) && wanted.test(entries[line])) {
                found.add(entries[line]);
            }
        }
        return found;
    }

    /// How the first word fits, if all others do.
    private Fit fits(int line, List<String> words) {
        for (var other = 1; other < words.size(); other++) {
            if (fit(line, words.get(other)) == Fit.NOT) {
                return Fit.NOT;
            }
        }
        return fit(line, words.getFirst());
    }

    private Fit fit(int line, String word) {
        if (codes.is(line, word)) {
            return Fit.CODE;
        }
        var inName = names.find(line, word);
        if (inName >= 0) {
            return inName == 0 ? Fit.BEGINNING_OF_NAME : Fit.NAME;
        }
        var inInitials = initials.find(line, word);
        if (inInitials >= 0) {
            return inInitials == 0 ? Fit.BEGINNING_OF_INITIALS : Fit.INITIALS;
        }
        return codes.begins(line, word) ? Fit.BEGINNING_OF_CODE : Fit.NOT;
    }

    /// What somebody types, word by word, as entries are looked through for it.
    static List<String> words(String text) {
        return Arrays.stream(plain(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Small letters of half width.
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /// Empty where the name has no Chinese character.
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

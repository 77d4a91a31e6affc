package org.openyibao.bench.settle;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// What the server is loaded with and what bills are made of: one hospital of level 3 in Beijing, a
/// catalogue of 40 items, and active employees with money in both buckets of their accounts. Made up, the
/// same at every run; their identity numbers bear the code of the province alone, which no real one does.
public final class SampleData {

    public static final String REGION = "110000";
    public static final String INSTITUTION = "H11000000001";

    private static final int ITEMS = 40;
    private static final long SEED = 20_260_101;
    private static final String FROM = "2020-01-01";
    private static final String FOR_EVER = "9999-12-31";
    private static final int PERSONS_A_BIRTHDAY = 1_000;
    private static final LocalDate OLDEST = LocalDate.of(1975, 1, 1);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int[] CHECK_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private SampleData() {}

    /// 24 drugs, 12 treatments, 4 consumables: every other drug of grade B with a tenth paid first, every
    /// tenth item of grade C, every eighth with a ceiling under its price. Prices between 2 and 62 yuan.
    static List<Item> items() {
        var random = new Random(SEED);
        var items = new ArrayList<Item>(ITEMS);
        for (var i = 0; i < ITEMS; i++) {
            var category = i < 24 ? FeeCategory.DRUG : i < 36 ? FeeCategory.TREATMENT : FeeCategory.CONSUMABLE;
            var grade = i % 10 == 9 ? Grade.C : category == FeeCategory.DRUG && i % 2 == 1 ? Grade.B : Grade.A;
            var price = 200L + random.nextInt(6_000);
            items.add(new Item(
                    String.format(Locale.ROOT, "S%08d", i + 1),
                    "样例项目" + (i + 1),
                    category,
                    grade,
                    grade == Grade.B ? Ratio.ofMillionths(100_000) : Ratio.ZERO,
                    i % 8 == 7 ? Fen.of(price * 9 / 10) : FeeLine.NO_CEILING,
                    category == FeeCategory.DRUG ? "09" : category == FeeCategory.TREATMENT ? "05" : "08",
                    Fen.of(price)));
        }
        return List.copyOf(items);
    }

    static List<Person> persons(int count) {
        var persons = new ArrayList<Person>(count);
        for (var i = 0; i < count; i++) {
            persons.add(person(i));
        }
        return List.copyOf(persons);
    }

    /// One of them, by index.
    public static Person person(int index) {
        return new Person(String.format(Locale.ROOT, "%s%014d", REGION, index + 1), certificate(index));
    }

    public static LocalDate birth(int person) {
        return OLDEST.plusDays(person / PERSONS_A_BIRTHDAY);
    }

    private static String certificate(int person) {
        var digits =
                REGION + DIGITS.format(birth(person)) + String.format(Locale.ROOT, "%03d", person % PERSONS_A_BIRTHDAY);
        var sum = 0;
        for (var i = 0; i < CHECK_WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * CHECK_WEIGHTS[i];
        }
        return digits + CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length());
    }

    /// Writes the four files that `openyibao serve --load` takes.
    public static void write(Path folder, int persons) throws IOException {
        write(folder, persons, persons);
    }

    /// The same, with money in the accounts of the first `withMoney` persons.
    public static void write(Path folder, int persons, int withMoney) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("institutions.csv"), institutions());
        Files.writeString(folder.resolve("catalogue.csv"), catalogue());
        writePersons(folder.resolve("persons.csv"), persons);
        writeBalances(folder.resolve("balances.csv"), withMoney);
    }

    private static String institutions() {
        return "code,name,region,kind,level,designated,networked,from,to\n"
                + String.join(",", INSTITUTION, "样例医院", REGION, "hospital", "3", "true", "true", FROM, FOR_EVER)
                + "\n";
    }

    private static String catalogue() {
        var rows = new StringBuilder("region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to\n");
        for (var item : items()) {
            var ceiling = item.ceiling().equals(FeeLine.NO_CEILING)
                    ? ""
                    : item.ceiling().toString();
            rows.append(String.join(
                            ",",
                            REGION,
                            item.code(),
                            item.name(),
                            item.category().toString(),
                            item.grade().toString(),
                            item.firstPay().toString(),
                            ceiling,
                            item.chargeType(),
                            "false",
                            FROM,
                            FOR_EVER))
                    .append('\n');
        }
        return rows.toString();
    }

    private static void writePersons(Path file, int count) throws IOException {
        try (Writer rows = Files.newBufferedWriter(file)) {
            rows.write("number,certificateType,certificate,name,sex,nation,birth,scheme,region,status,standing,tier,"
                    + "assistance,civilServant,insuredSince,employer,boundInstitution,from,to\n");
            var persons = persons(count);
            for (var i = 0; i < count; i++) {
                rows.write(String.join(
                        ",",
                        persons.get(i).number(),
                        "01",
                        persons.get(i).certificate(),
                        "样例" + (i + 1),
                        i % 2 == 0 ? "1" : "2",
                        "01",
                        birth(i).toString(),
                        "employee",
                        REGION,
                        "active",
                        "normal",
                        "0",
                        "none",
                        "false",
                        FROM,
                        "样例单位",
                        "",
                        FROM,
                        FOR_EVER));
                rows.write('\n');
            }
        }
    }

    private static void writeBalances(Path file, int count) throws IOException {
        var random = new Random(SEED);
        try (Writer rows = Files.newBufferedWriter(file)) {
            rows.write("number,current,prior\n");
            for (var person : persons(count)) {
                var current = Fen.of(random.nextInt(300_000));
                var prior = Fen.of(random.nextInt(2_000_000));
                rows.write(person.number() + "," + current + "," + prior + "\n");
            }
        }
    }

    /// The persons of a `persons.csv`: number and certificate by their heads.
    static List<Person> readPersons(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var heads = List.of(lines.getFirst().split(",", -1));
        var number = heads.indexOf("number");
        var certificate = heads.indexOf("certificate");
        if (number < 0 || certificate < 0) {
            throw new IOException(file + ": no columns number and certificate");
        }
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .map(cells -> new Person(cells[number], cells[certificate]))
                .toList();
    }
}

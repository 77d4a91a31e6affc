package org.openyibao.server.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whom a sandbox knows: institutions of ten regions, people in every status and standing, their cards, and a
/// catalogue. The same each time, and invented: the last character of every certificate number is one that no real
/// number has there.
public final class SandboxData {

    private static final List<Region> REGIONS = List.of(
            new Region("110000", "北京"),
            new Region("220200", "吉林"),
            new Region("430100", "长沙"),
            new Region("510300", "自贡"),
            new Region("150702", "海拉尔"),
            new Region("220100", "长春"),
            new Region("320100", "南京"),
            new Region("330100", "杭州"),
            new Region("440100", "广州"),
            new Region("440300", "深圳"));

    private static final List<Kind> EMPLOYEES = List.of(
            new Kind("employee", "active", "在职", 1980),
            new Kind("employee", "retired", "退休", 1955),
            new Kind("employee", "flexible", "灵活就业", 1990));
    private static final List<Kind> RESIDENTS = List.of(
            new Kind("resident", "adult", "成年居民", 1985),
            new Kind("resident", "child", "儿童", 2018),
            new Kind("resident", "student", "学生", 2005),
            new Kind("resident", "newborn", "新生儿", 2025));

    private static final List<Word> STANDINGS = List.of(
            new Word("normal", "正常"), new Word("suspended", "暂停"), new Word("waiting", "等待期"), new Word("ended", "终止"));
    private static final List<Word> HELPED = List.of(
            new Word("subsistence", "低保"), new Word("extreme-poverty", "特困"), new Word("return-to-poverty", "返贫致贫"));

    private static final int DRUGS = 2_000;
    private static final int TREATMENTS = 700;
    private static final int CONSUMABLES = 300;

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private record Region(String code, String name) {}

    private record Kind(String scheme, String status, String name, int born) {}

    private record Word(String code, String name) {}

    /// Somebody to try things with. `card` and `recognition` are of the card, `cardState` as in a file of cards.
    public record Sample(
            String number,
            String certificate,
            String name,
            String birth,
            String sex,
            String scheme,
            String region,
            String status,
            String standing,
            String assistance,
            String card,
            String recognition,
            String cardState) {}

    private SandboxData() {}

    /// Writes `institutions.csv`, `catalogue.csv`, `persons.csv`, `balances.csv` and `cards.csv` into a folder.
    public static void write(Path folder) throws IOException {
        write(folder, "institutions.csv", "code,name,region,kind,level,designated,networked,from,to", institutions());
        write(
                folder,
                "catalogue.csv",
                "region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to",
                catalogue());
        var people = people();
        write(
                folder,
                "persons.csv",
                "number,certificateType,certificate,name,sex,nation,birth,scheme,region,status,standing,tier,assistance,"
                        + "civilServant,insuredSince,employer,boundInstitution,from,to",
                people.stream().map(SandboxData::person).toList());
        write(
                folder,
                "balances.csv",
                "number,current,prior",
                people.stream()
                        .filter(person -> person.scheme().equals("employee"))
                        .map(person -> person.number() + ",600.00,2400.00")
                        .toList());
        write(
                folder,
                "cards.csv",
                "card,number,recognition,state",
                people.stream()
                        .map(person -> String.join(
                                ",", person.card(), person.number(), person.recognition(), person.cardState()))
                        .toList());
    }

    private static void write(Path folder, String name, String header, List<String> rows) throws IOException {
        Files.writeString(folder.resolve(name), header + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<String> institutions() {
        var rows = new ArrayList<String>();
        for (var region : REGIONS) {
            var code = region.code();
            var name = region.name() + "沙箱";
            rows.add("H" + code + "90001," + name + "三级医院," + code + ",hospital,3,true,true,2010-01-01,");
            rows.add("H" + code + "90002," + name + "二级医院," + code + ",hospital,2,true,true,2010-01-01,");
            rows.add("H" + code + "90003," + name + "社区卫生服务中心," + code + ",community,unrated,true,true,2010-01-01,");
            rows.add("P" + code + "90001," + name + "大药房," + code + ",pharmacy,unrated,true,true,2010-01-01,");
        }
        return rows;
    }

    /// Of every ten drugs four are of grade A, four of B and two of C; of ten treatments and consumables six, three,
    /// one.
    private static List<String> catalogue() {
        var rows = new ArrayList<String>();
        for (var i = 1; i <= DRUGS; i++) {
            rows.add(entry(
                    "XZ99SBX%06dA0010101".formatted(i), "沙箱药品%04d".formatted(i), "drug", grade(i, 4, 8), "", "09", i));
        }
        for (var i = 1; i <= TREATMENTS; i++) {
            rows.add(entry(
                    "0099%011d-9%06d".formatted(i, i),
                    "沙箱检查治疗%04d".formatted(i),
                    "treatment",
                    grade(i, 6, 9),
                    "",
                    "03",
                    i));
        }
        for (var i = 1; i <= CONSUMABLES; i++) {
            rows.add(entry(
                    "C99%018d".formatted(i),
                    "沙箱耗材%04d".formatted(i),
                    "consumable",
                    grade(i, 6, 9),
                    Integer.toString(50 + i % 20 * 10),
                    "08",
                    i));
        }
        return rows;
    }

    private static String grade(int i, int ofA, int ofB) {
        var place = i % 10;
        return place < ofA ? "A" : place < ofB ? "B" : "C";
    }

    private static String entry(
            String code, String name, String category, String grade, String ceiling, String chargeType, int i) {
        var firstPay = grade.equals("B") ? 5 + i % 4 * 5 + "%" : "0%";
        return String.join(
                ",", "000000", code, name, category, grade, firstPay, ceiling, chargeType, "false", "2020-01-01", "");
    }

    /// Everybody, in the order of their numbers.
    public static List<Sample> people() {
        var people = new ArrayList<Sample>();
        for (var region : REGIONS) {
            for (var kind : EMPLOYEES) {
                STANDINGS.forEach(standing -> add(people, region, kind, standing, new Word("none", "")));
            }
            for (var kind : RESIDENTS) {
                STANDINGS.forEach(standing -> add(people, region, kind, standing, new Word("none", "")));
            }
            HELPED.forEach(group -> add(people, region, RESIDENTS.getFirst(), STANDINGS.getFirst(), group));
        }
        return people;
    }

    private static void add(List<Sample> people, Region region, Kind kind, Word standing, Word group) {
        var serial = people.size() + 1;
        var birth = "%d-%02d-%02d".formatted(kind.born(), serial % 12 + 1, serial % 28 + 1);
        var number = region.code() + "90000000000%03d".formatted(serial);
        var state = serial % 10 == 9 ? "lost" : serial % 10 == 0 ? "blocked" : "active";
        people.add(new Sample(
                number,
                certificate(region.code() + birth.replace("-", "") + "%03d".formatted(serial)),
                region.name() + kind.name() + group.name() + standing.name(),
                birth,
                serial % 2 == 0 ? "2" : "1",
                kind.scheme(),
                region.code(),
                kind.status(),
                standing.code(),
                group.code(),
                "A9%07d".formatted(serial),
                region.code() + "D156%022d".formatted(serial),
                state));
    }

    /// With a check character that is not the right one.
    private static String certificate(String first17) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return first17 + CHECKS.charAt((sum + 1) % CHECKS.length());
    }

    private static String person(Sample person) {
        var since = person.birth().compareTo("2010-01-01") > 0 ? person.birth() : "2010-01-01";
        return String.join(
                ",",
                person.number(),
                "01",
                person.certificate(),
                person.name(),
                person.sex(),
                "01",
                person.birth(),
                person.scheme(),
                person.region(),
                person.status(),
                person.standing(),
                "0",
                person.assistance(),
                "false",
                since,
                person.scheme().equals("employee") ? "沙箱单位" : "",
                "",
                since,
                "");
    }
}

package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Member;
import org.openyibao.server.facility.Report;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.identity.Card;
import org.openyibao.server.identity.Cards;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Rooms;
import org.springframework.jdbc.UncategorizedSQLException;

class ImportsTest {

    private static final String INSTITUTIONS = """
            code,name,region,kind,level,designated,networked,from,to
            H1,样例医院,430100,hospital,3,true,false,2020-01-01,
            """;

    private static final String CATALOGUE = """
            region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to
            000000,C1,样例检查,treatment,B,8.5%,240.123456,03,true,2020-01-01,2025-12-31
            """;

    private static final String PERSONS = """
            number,certificateType,certificate,name,sex,nation,birth,scheme,region,status,standing,tier,assistance,civilServant,insuredSince,employer,boundInstitution,from,to
            P1,01,ID1,测试甲,2,01,1988-01-31,employee,430100,retired,normal,0,none,false,2010-01-01,"样例, 公司",H1,2011-01-01,
            """;

    private static final String BALANCES = """
            number,current,prior
            P1,300.5,0
            """;

    private static final String HOUSEHOLDS = """
            household,number,from,to
            H-1,P1,2020-01-01,2023-06-30
            H-2,P1,2023-07-01,
            """;

    private static final String STAFF = """
            institution,code,kind,certificateType,certificate,name,ownNumber,qualification,licence,insuredCare,from,to,reason
            H1,D1,1,01,ID9,测试医师,001,Q1,L1,true,2020-01-01,2025-12-31,调离
            """;

    private static final String REPORTS = """
            institution,report,number,kind,date,type,name,item,itemName,positive,abnormal,conclusion,performer,physician
            H1,R1,P1,examination,2025-03-10,CT,胸部CT报告,CT-1,胸部CT平扫,false,true,小结节,样例医院,测试医师
            H1,R2,P1,test,2025-03-12,,血常规报告,CBC,血常规,,,,样例医院,
            """;

    private static final String REPORT_ITEMS = """
            institution,report,code,name,method,unit,reference,value,finding,abnormal
            H1,R2,WBC,白细胞计数,流式,10^9/L,3.5-9.5,10.20,,true
            H1,R2,,血细胞形态,,,,,未见异常,
            """;

    private static final String CARDS = """
            card,number,recognition,state
            A1,P1,R1,active
            A2,P1,R2,lost
            """;

    private static final Report.Wanted ALL = new Report.Wanted("", "", "", "");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final List<String> LOADED = List.of(
            "institution",
            "catalogue_entry",
            "person",
            "participation",
            "ledger",
            "journal",
            "household_member",
            "card",
            "report_item",
            "report");

    private static final Path SAMPLES = Path.of(System.getProperty("openyibao.home", "."), "samples");

    private static Rooms rooms;
    private static Imports imports;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        imports = rooms.service(Imports.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    @BeforeEach
    void goodFiles() throws IOException {
        write("institutions.csv", INSTITUTIONS);
        write("catalogue.csv", CATALOGUE);
        write("persons.csv", PERSONS);
        write("balances.csv", BALANCES);
        write("households.csv", HOUSEHOLDS);
        write("cards.csv", CARDS);
        write("staff.csv", STAFF);
        write("reports.csv", REPORTS);
        write("report-items.csv", REPORT_ITEMS);
    }

    @AfterEach
    void empty() {
        rooms.transaction(connection -> {
            for (var table : LOADED) {
                Rooms.change(connection, "delete from " + table);
            }
            Rooms.change(connection, "delete from import");
            return true;
        });
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /// Loads what must be refused: in English, one line a complaint.
    private List<String> complaints() {
        var report = imports.load(folder, "clerk-1");
        assertThat(report.taken()).isEmpty();
        assertThat(rooms.number("select "
                        + LOADED.stream()
                                .map(table -> "(select count(*) from " + table + ")")
                                .collect(Collectors.joining(" + "))))
                .isZero();
        report.complaints()
                .forEach(complaint -> assertThat(complaint.line().zh()).matches("(?s).*\\p{IsHan}.*"));
        return report.complaints().stream()
                .map(complaint -> complaint.line().en())
                .toList();
    }

    @Test
    void good_files_are_taken_to_the_last_cell() {
        var report = imports.load(folder, "clerk-1");
        assertThat(report.complaints()).isEmpty();
        assertThat(report.taken())
                .containsExactly(
                        Map.entry("institutions.csv", 1),
                        Map.entry("catalogue.csv", 1),
                        Map.entry("persons.csv", 1),
                        Map.entry("balances.csv", 1),
                        Map.entry("households.csv", 2),
                        Map.entry("cards.csv", 2),
                        Map.entry("staff.csv", 1),
                        Map.entry("reports.csv", 2),
                        Map.entry("report-items.csv", 2));
        assertThat(rooms.service(Households.class).of("H-1"))
                .containsExactly(new HouseholdMember("H-1", "P1", LocalDate.of(2020, 1, 1), LocalDate.of(2023, 6, 30)));
        assertThat(rooms.service(Households.class).of("H-2"))
                .containsExactly(new HouseholdMember("H-2", "P1", LocalDate.of(2023, 7, 1), HouseholdMember.NO_END));

        var institution = rooms.service(Registry.class).institution("H1", DAY).orElseThrow();
        assertThat(institution.name()).isEqualTo("样例医院");
        assertThat(institution.kind()).isEqualTo(InstitutionKind.HOSPITAL);
        assertThat(institution.level()).isEqualTo(Level.THREE);
        assertThat(institution.designated()).isTrue();
        assertThat(institution.networked()).isFalse();
        assertThat(institution.validTo()).isEqualTo(LocalDate.of(9999, 12, 31));

        var entry = rooms.service(Registry.class).entry("430100", "C1", DAY).orElseThrow();
        assertThat(entry.category()).isEqualTo(FeeCategory.TREATMENT);
        assertThat(entry.grade()).isEqualTo(Grade.B);
        assertThat(entry.firstPay()).isEqualTo(Ratio.ofMillionths(85_000));
        assertThat(entry.ceilingMicro()).isEqualTo(OptionalLong.of(240_123_456));
        assertThat(entry.limited()).isTrue();
        assertThat(entry.validTo()).isEqualTo(LocalDate.of(2025, 12, 31));

        var enrolled = rooms.service(Enrolment.class).byCertificate("ID1").orElseThrow();
        assertThat(enrolled.person().number()).isEqualTo("P1");
        assertThat(enrolled.person().birth()).isEqualTo(LocalDate.of(1988, 1, 31));
        var participation = enrolled.participations().getFirst();
        assertThat(participation.scheme()).isEqualTo(Scheme.EMPLOYEE);
        assertThat(participation.status()).isEqualTo(Status.RETIRED);
        assertThat(participation.employer()).isEqualTo("样例, 公司");
        assertThat(participation.boundInstitution()).isEqualTo("H1");
        assertThat(participation.insuredSince()).isEqualTo(LocalDate.of(2010, 1, 1));
        assertThat(participation.validFrom()).isEqualTo(LocalDate.of(2011, 1, 1));

        assertThat(rooms.ledger("P1").balances()).isEqualTo(new Balances(Rooms.fen("300.50"), Rooms.fen("0.00")));
        assertThat(rooms.offender()).isEmpty();

        var lost = rooms.service(Cards.class).of("P1").getLast();
        assertThat(lost.number()).isEqualTo("A2");
        assertThat(lost.recognition()).isEqualTo("R2");
        assertThat(lost.state()).isEqualTo(Card.State.LOST);
    }

    @Test
    void the_samples_of_the_checkout_are_good() {
        var report = imports.load(SAMPLES, "clerk-1");
        assertThat(report.complaints()).isEmpty();
        assertThat(report.taken())
                .containsExactly(
                        Map.entry("institutions.csv", 7),
                        Map.entry("catalogue.csv", 12),
                        Map.entry("persons.csv", 6),
                        Map.entry("balances.csv", 3),
                        Map.entry("households.csv", 0),
                        Map.entry("cards.csv", 2),
                        Map.entry("staff.csv", 4),
                        Map.entry("reports.csv", 3),
                        Map.entry("report-items.csv", 3));
        var contributions = imports.contributions(SAMPLES.resolve("contributions.csv"), "clerk-1", complaint -> {});
        assertThat(contributions).isEqualTo(new Imports.RowsTaken(18, 0, 0));
    }

    /// Stated as normal, but nothing was paid since March 2025.
    @Test
    void standing_of_the_samples_is_computed() {
        imports.load(SAMPLES, "clerk-1");
        imports.contributions(SAMPLES.resolve("contributions.csv"), "clerk-1", complaint -> {});
        var enrolment = rooms.service(Enrolment.class);
        var person = enrolment.byNumber("11000000000000000003").orElseThrow();
        var standing = person.participations().getFirst().standing();
        assertThat(standing).isEqualTo(Standing.NORMAL);
        assertThat(enrolment.on(person, LocalDate.of(2025, 3, 31)).participations())
                .singleElement()
                .extracting(Participation::standing)
                .isEqualTo(Standing.NORMAL);
        assertThat(enrolment.on(person, LocalDate.of(2025, 6, 1)).participations())
                .singleElement()
                .extracting(Participation::standing)
                .isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void a_file_may_be_missing() throws IOException {
        Files.delete(folder.resolve("persons.csv"));
        Files.delete(folder.resolve("balances.csv"));
        Files.delete(folder.resolve("households.csv"));
        var report = imports.load(folder, "clerk-1");
        assertThat(report.complaints()).isEmpty();
        assertThat(report.taken()).containsEntry("institutions.csv", 1).containsEntry("persons.csv", 0);
    }

    @Test
    void loaded_again_rows_of_the_same_key_are_replaced_and_balances_left_alone() throws IOException {
        imports.load(folder, "clerk-1");
        write("institutions.csv", INSTITUTIONS.replace("样例医院", "改名医院"));
        write("cards.csv", CARDS.replace("active", "blocked"));
        write("persons.csv", PERSONS.replace("测试甲", "测试乙").replace("normal", "suspended"));
        write("balances.csv", BALANCES.replace("300.5", "999"));
        var report = imports.load(folder, "clerk-1");
        assertThat(report.taken()).containsEntry("persons.csv", 1).containsEntry("balances.csv", 0);
        assertThat(rooms.service(Registry.class)
                        .institution("H1", DAY)
                        .orElseThrow()
                        .name())
                .isEqualTo("改名医院");
        var enrolled = rooms.service(Enrolment.class).byNumber("P1").orElseThrow();
        assertThat(enrolled.person().name()).isEqualTo("测试乙");
        assertThat(enrolled.participations()).hasSize(1);
        assertThat(enrolled.participations().getFirst().standing()).hasToString("suspended");
        assertThat(rooms.ledger("P1").balances().current()).isEqualTo(Rooms.fen("300.50"));
        assertThat(rooms.rows("journal")).isEqualTo(1);
        assertThat(rooms.service(Cards.class).of("P1").getFirst().state()).isEqualTo(Card.State.BLOCKED);
    }

    @Test
    void a_household_names_registered_persons_and_nobody_lives_in_two() throws IOException {
        write("households.csv", HOUSEHOLDS.replace("2023-07-01", "2023-06-30") + "H-3,P9,2020-01-01,\n");
        assertThat(complaints())
                .containsExactly(
                        "households.csv:3:from: expected days outside 2020-01-01 to 2023-06-30, when the person lives in"
                                + " H-1, got \"2023-06-30\"",
                        "households.csv:4:number: expected the number of a registered person, got \"P9\"");
    }

    @Test
    void households_loaded_again_are_replaced_by_person_and_first_day() throws IOException {
        imports.load(folder, "clerk-1");
        write("households.csv", "household,number,from,to\nH-5,P1,2023-07-01,2024-12-31\n");
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        assertThat(rooms.service(Households.class).of("H-2")).isEmpty();
        assertThat(rooms.service(Households.class).of("H-5").getFirst().to()).isEqualTo(LocalDate.of(2024, 12, 31));
        write("households.csv", "household,number,from,to\nH-6,P1,2022-01-01,2022-12-31\n");
        assertThat(imports.load(folder, "clerk-1")
                        .complaints()
                        .getFirst()
                        .line()
                        .en())
                .isEqualTo(
                        "households.csv:2:from: expected days outside 2020-01-01 to 2023-06-30, when the person lives in"
                                + " H-1, got \"2022-01-01\"");
    }

    /// What is put in place of what, and the complaint.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "institutions.csv | H1,    | ,         | 2:code: expected a value, got \"\"",
                "institutions.csv | 样例医院 | ''        | 2:name: expected a value, got \"\"",
                "institutions.csv | 430100 | 43010     | 2:region: expected a region code of six digits, got \"43010\"",
                "institutions.csv | 430100 | 43010A    | 2:region: expected a region code of six digits, got \"43010A\"",
                "institutions.csv | hospital | Hospital | 2:kind: expected one of hospital, community, township, village,"
                        + " pharmacy, got \"Hospital\"",
                "institutions.csv | ,3,    | ,4,       | 2:level: expected one of 1, 2, 3, unrated, got \"4\"",
                "institutions.csv | true   | yes       | 2:designated: expected true or false, got \"yes\"",
                "institutions.csv | false  | FALSE     | 2:networked: expected true or false, got \"FALSE\"",
                "institutions.csv | 2020-01-01 | 2020/1/1 | 2:from: expected a date (yyyy-MM-dd), got \"2020/1/1\"",
                "institutions.csv | 2020-01-01 | ''     | 2:from: expected a date (yyyy-MM-dd), got \"\"",
                "institutions.csv | 01-01, | 01-01,forever | 2:to: expected a date (yyyy-MM-dd), got \"forever\"",
                "catalogue.csv    | treatment | service | 2:category: expected one of drug, treatment, consultation,"
                        + " facility, consumable, device, vaccine, checkup, tcm-preventive, got \"service\"",
                "cards.csv        | lost   | found     | 3:state: expected one of active, lost, blocked, got \"found\"",
                "cards.csv        | ,P1,R1 | ,,R1      | 2:number: expected a value, got \"\"",
                "catalogue.csv    | ,B,    | ,b,       | 2:grade: expected one of A, B, C, excluded, got \"b\"",
                "catalogue.csv    | 8.5%   | 0.085     | 2:firstPay: expected a ratio from 0% to 100%, got \"0.085\"",
                "catalogue.csv    | 8.5%   | 100.01%   | 2:firstPay: expected a ratio from 0% to 100%, got \"100.01%\"",
                "catalogue.csv    | 240.123456 | 240.1234567 | 2:ceiling: expected a unit price in yuan, at most six"
                        + " decimals, or nothing, got \"240.1234567\"",
                "catalogue.csv    | 240.123456 | -1     | 2:ceiling: expected a unit price in yuan, at most six decimals,"
                        + " or nothing, got \"-1\"",
                "catalogue.csv    | ,03,   | ,1234567, | 2:chargeType: expected at most 6 characters, got \"1234567\"",
                "persons.csv      | 1988-01-31 | 1988-02-30 | 2:birth: expected a date (yyyy-MM-dd), got \"1988-02-30\"",
                "persons.csv      | employee | worker   | 2:scheme: expected one of employee, resident, pension, got"
                        + " \"worker\"",
                "persons.csv      | retired | old       | 2:status: expected one of active, retired, flexible, adult,"
                        + " child, student, newborn, got \"old\"",
                "persons.csv      | normal | ok        | 2:standing: expected one of normal, suspended, waiting, ended,"
                        + " got \"ok\"",
                "persons.csv      | ,0,none | ,4,none  | 2:tier: expected one of 0, 1, 2, 3, got \"4\"",
                "persons.csv      | none   | some      | 2:assistance: expected one of none, subsistence,"
                        + " extreme-poverty, return-to-poverty, got \"some\"",
                "persons.csv      | ID1    | ''        | 2:certificate: expected a value, got \"\"",
                "households.csv   | H-1    | ''        | 2:household: expected a value, got \"\"",
                "households.csv   | 2020-01-01 | 2020  | 2:from: expected a date (yyyy-MM-dd), got \"2020\"",
                "households.csv   | 2023-06-30 | 2019-12-31 | 2:to: expected a day from 2020-01-01 on, got \"2019-12-31\"",
                "balances.csv     | 300.5  | 300.505   | 2:current: expected an amount in yuan, at most two decimals,"
                        + " 0 or more, got \"300.505\"",
                "balances.csv     | 300.5  | -0.01     | 2:current: expected an amount in yuan, at most two decimals,"
                        + " 0 or more, got \"-0.01\"",
                "balances.csv     | ,0     | ,null     | 2:prior: expected an amount in yuan, at most two decimals,"
                        + " 0 or more, got \"null\"",
                "balances.csv     | P1     | 1234567890123456789012345678901 | 2:number: expected at most 30 characters,"
                        + " got \"1234567890123456789012345678901\"",
            })
    void a_cell_that_cannot_be_read_is_named_with_what_was_expected(
            String file, String good, String bad, String complaint) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        var row = text.substring(text.indexOf('\n') + 1);
        assertThat(row).contains(good);
        Files.writeString(path, text.substring(0, text.indexOf('\n') + 1) + row.replaceFirst(good, bad));
        assertThat(complaints()).containsExactly(file + ":" + complaint);
    }

    @Test
    void all_complaints_of_all_files_are_told_at_once() throws IOException {
        write("institutions.csv", INSTITUTIONS + "H2,x,430100,spa,3,maybe,true,2020-01-01,\n");
        write("balances.csv", BALANCES + "P2,1,2\nP3,x,2\n");
        assertThat(complaints())
                .containsExactly(
                        "institutions.csv:3:kind: expected one of hospital, community, township, village, pharmacy, got"
                                + " \"spa\"",
                        "institutions.csv:3:designated: expected true or false, got \"maybe\"",
                        "balances.csv:4:current: expected an amount in yuan, at most two decimals, 0 or more, got"
                                + " \"x\"");
    }

    private List<String> trail() {
        return List.of(rooms.text("select string_agg(concat_ws(' ', done_by, kind, name, taken, wrong, outcome), ';'"
                        + " order by id) from import")
                .split(";"));
    }

    @Test
    void every_file_of_a_folder_has_its_line_in_the_trail() throws IOException {
        Files.delete(folder.resolve("cards.csv"));
        imports.load(folder, "clerk-1");
        assertThat(trail())
                .containsExactly(
                        "clerk-1 institutions institutions.csv 1 0 taken",
                        "clerk-1 catalogue catalogue.csv 1 0 taken",
                        "clerk-1 persons persons.csv 1 0 taken",
                        "clerk-1 balances balances.csv 1 0 taken",
                        "clerk-1 households households.csv 2 0 taken",
                        "clerk-1 staff staff.csv 1 0 taken",
                        "clerk-1 reports reports.csv 2 0 taken",
                        "clerk-1 report-items report-items.csv 2 0 taken");
    }

    @Test
    void of_a_folder_with_complaints_all_files_are_refused() throws IOException {
        for (var file : List.of("catalogue.csv", "households.csv", "cards.csv", "staff.csv", "reports.csv")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder.resolve("report-items.csv"));
        Files.createDirectory(folder.resolve("lists"));
        write("lists/9999.csv", "唯一记录号,版本号\n");
        write("balances.csv", BALANCES + "P2,x,x\nP3,x,2\n");
        assertThat(complaints()).hasSize(4);
        assertThat(trail())
                .containsExactly(
                        "clerk-1 institutions institutions.csv 0 0 refused",
                        "clerk-1 unknown 9999.csv 0 1 refused",
                        "clerk-1 persons persons.csv 0 0 refused",
                        "clerk-1 balances balances.csv 0 3 refused");
    }

    /// The institutions have a transaction of their own, before that of the catalogue.
    @Test
    void of_a_folder_that_breaks_off_the_trail_tells_what_was_taken() throws IOException {
        rooms.transaction(connection ->
                Rooms.change(connection, "alter table catalogue_entry add constraint broken check (code <> 'C1')"));
        try {
            assertThatThrownBy(() -> imports.load(folder, "clerk-1")).isInstanceOf(UncategorizedSQLException.class);
            assertThat(trail())
                    .startsWith(
                            "clerk-1 institutions institutions.csv 1 0 taken",
                            "clerk-1 catalogue catalogue.csv 0 0 broken-off",
                            "clerk-1 persons persons.csv 0 0 broken-off");
        } finally {
            rooms.transaction(
                    connection -> Rooms.change(connection, "alter table catalogue_entry drop constraint broken"));
        }
    }

    @Test
    void a_missing_column_is_named() throws IOException {
        write("institutions.csv", INSTITUTIONS.replace("level", "grade").replace("networked,", "net,"));
        write("balances.csv", "");
        assertThat(complaints())
                .containsExactly(
                        "institutions.csv:1: columns are missing: level, networked",
                        "balances.csv:1: columns are missing: current, number, prior");
    }

    @Test
    void columns_may_stand_in_any_order_and_others_beside_them() throws IOException {
        write("balances.csv", "remark,prior,number,current\nx,7,P1,8\n");
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        assertThat(rooms.ledger("P1").balances()).isEqualTo(new Balances(Rooms.fen("8.00"), Rooms.fen("7.00")));
    }

    @Test
    void a_row_of_too_few_or_too_many_cells_is_named() throws IOException {
        write("balances.csv", BALANCES + "P2,1\nP3,1,2,3\n");
        assertThat(complaints())
                .containsExactly(
                        "balances.csv:3: expected 3 columns, got 2", "balances.csv:4: expected 3 columns, got 4");
    }

    @Test
    void a_last_day_before_the_first_is_named() throws IOException {
        write("institutions.csv", INSTITUTIONS.replace("2020-01-01,", "2020-01-01,2019-12-31"));
        write("catalogue.csv", CATALOGUE.replace("2025-12-31", "2019-12-31"));
        write("persons.csv", PERSONS.replace("2011-01-01,", "2011-01-01,2010-12-31"));
        assertThat(complaints())
                .containsExactly(
                        "institutions.csv:2:to: expected a day from 2020-01-01 on, got \"2019-12-31\"",
                        "catalogue.csv:2:to: expected a day from 2020-01-01 on, got \"2019-12-31\"",
                        "persons.csv:2:to: expected a day from 2011-01-01 on, got \"2010-12-31\"");
    }

    @Test
    void a_person_whose_balance_comes_twice_is_named() throws IOException {
        write("balances.csv", BALANCES + "P2,1,2\nP1,5,5\n");
        assertThat(complaints()).containsExactly("balances.csv:4:number: expected a person once, got \"P1\" again");
    }

    @Test
    void a_column_without_a_name_is_named() throws IOException {
        write("balances.csv", "number,current,prior,\nP1,1,2,\n");
        assertThat(complaints()).containsExactly("balances.csv:1: a column has no name");
    }

    @Test
    void a_column_that_comes_twice_is_named() throws IOException {
        write("balances.csv", "number,current,prior,current\nP1,1,2,3\n");
        assertThat(complaints()).containsExactly("balances.csv:1:current: the column comes twice");
    }

    @Test
    void a_quote_that_never_ends_is_named() throws IOException {
        write("balances.csv", BALANCES + "\"P2,1,2\n");
        assertThat(complaints())
                .singleElement()
                .asString()
                .startsWith("balances.csv:")
                .contains("cannot be read");
    }

    @Test
    void a_file_that_is_not_utf_8_is_told_so() throws IOException {
        Files.write(folder.resolve("institutions.csv"), INSTITUTIONS.getBytes(Charset.forName("GBK")));
        assertThat(complaints())
                .singleElement()
                .asString()
                .startsWith("institutions.csv:")
                .contains("UTF-8");
    }

    @Test
    void a_mark_of_byte_order_at_the_beginning_does_no_harm() throws IOException {
        Files.write(folder.resolve("balances.csv"), ("\uFEFF" + BALANCES).getBytes(StandardCharsets.UTF_8));
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        assertThat(rooms.ledger("P1").balances().current()).isEqualTo(Rooms.fen("300.50"));
    }

    @Test
    void a_folder_in_place_of_a_file_is_named() throws IOException {
        Files.delete(folder.resolve("balances.csv"));
        Files.createDirectory(folder.resolve("balances.csv"));
        assertThat(complaints())
                .singleElement()
                .asString()
                .startsWith("balances.csv:")
                .contains("cannot be read");
    }

    @Test
    void the_credit_code_of_an_institution_need_not_be_said() throws IOException {
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        var registry = rooms.service(Registry.class);
        assertThat(registry.institution("H1", DAY).orElseThrow().creditCode()).isEmpty();
        var said = INSTITUTIONS
                .replace("from,to", "from,to,creditCode")
                .replace("2020-01-01,", "2020-01-01,,12345678MB0000000X");
        write("institutions.csv", said);
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        assertThat(registry.institution("H1", DAY).orElseThrow().creditCode()).isEqualTo("12345678MB0000000X");
        write("institutions.csv", said.replace("0000000X", "000000OX"));
        assertThat(imports.load(folder, "clerk-1").complaints())
                .singleElement()
                .satisfies(complaint -> assertThat(complaint.toString()).contains("creditCode"));
    }

    @Test
    void who_works_where_is_taken_to_the_last_cell() throws IOException {
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        var facility = rooms.service(Facility.class);
        assertThat(facility.staff("H1", "2")).isEmpty();
        assertThat(facility.staff("H1", "1"))
                .containsExactly(new Member(
                        "H1",
                        "D1",
                        "1",
                        "01",
                        "ID9",
                        "测试医师",
                        "001",
                        "Q1",
                        "L1",
                        true,
                        LocalDate.of(2020, 1, 1),
                        LocalDate.of(2025, 12, 31),
                        "调离"));
        write("staff.csv", STAFF.replace("D1,1,", "D1,7,"));
        assertThat(imports.load(folder, "clerk-1").complaints())
                .singleElement()
                .satisfies(
                        complaint -> assertThat(complaint.line().en())
                                .contains(
                                        "2:kind: expected 1 (physician), 2 (nurse), 3 (pharmacist) or 4 (technician), got \"7\""));
    }

    @Test
    void reports_are_taken_to_the_last_cell() throws IOException {
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        var facility = rooms.service(Facility.class);
        var examination = new Report(
                "H1",
                "R1",
                "P1",
                Report.Kind.EXAMINATION,
                LocalDate.of(2025, 3, 10),
                "CT",
                "胸部CT报告",
                "CT-1",
                "胸部CT平扫",
                Optional.of(false),
                Optional.of(true),
                "小结节",
                "样例医院",
                "测试医师",
                List.of());
        var test = new Report(
                "H1",
                "R2",
                "P1",
                Report.Kind.TEST,
                LocalDate.of(2025, 3, 12),
                "",
                "血常规报告",
                "CBC",
                "血常规",
                Optional.empty(),
                Optional.empty(),
                "",
                "样例医院",
                "",
                List.of());
        assertThat(facility.reports("P1", ALL)).containsExactly(test, examination);
        assertThat(facility.report("P1", "H1", "R1")).contains(examination);
        assertThat(facility.report("P1", "H1", "R2"))
                .contains(test.with(List.of(
                        new Report.Item("WBC", "白细胞计数", "流式", "10^9/L", "3.5-9.5", "10.20", "", Optional.of(true)),
                        new Report.Item("", "血细胞形态", "", "", "", "", "未见异常", Optional.empty()))));
    }

    @Test
    void a_report_loaded_again_takes_the_place_of_the_one_before() throws IOException {
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        write("reports.csv", REPORTS.replace("血常规报告", "更正的报告"));
        write(
                "report-items.csv",
                REPORT_ITEMS.replace("10.20,,true", "9.4,,false").replaceFirst("H1,R2,,.*\n", ""));
        assertThat(imports.load(folder, "clerk-1").complaints()).isEmpty();
        var facility = rooms.service(Facility.class);
        assertThat(facility.reports("P1", ALL)).hasSize(2);
        var corrected = facility.report("P1", "H1", "R2").orElseThrow();
        assertThat(corrected.name()).isEqualTo("更正的报告");
        assertThat(corrected.items())
                .containsExactly(
                        new Report.Item("WBC", "白细胞计数", "流式", "10^9/L", "3.5-9.5", "9.4", "", Optional.of(false)));
    }

    @ParameterizedTest
    @CsvSource({
        "reports.csv, 'R1,P1,examination', 'R1,P1,scan', '2:kind: expected one of examination, test, got \"scan\"'",
        "reports.csv, 'H1,R2,', 'H1,R1,', '3:report: expected a report of that institution once, got \"R1\"'",
        "reports.csv, 'R2,P1,', 'R2,,', '3:number: expected a value, got \"\"'",
        "reports.csv, '2025-03-12', '12.3.2025', '3:date: expected a date (yyyy-MM-dd), got \"12.3.2025\"'",
        "reports.csv, 'false,true', '0,true', '2:positive: expected true or false, got \"0\"'",
        "report-items.csv, '10.20', '10.2O', '2:value: expected a number of at most 11 digits, or nothing, got \"10.2O\"'",
        "report-items.csv, '10.20', '1234567.89012', '2:value: expected a number of at most 11 digits, or nothing, got \"1234567.89012\"'",
        "report-items.csv, '未见异常', '', '3:value: expected a number, or a finding, got \"\"'",
        "report-items.csv, 'R2,WBC', 'R1,WBC', '2:report: expected a test of that institution in reports.csv, got \"R1\"'",
        "report-items.csv, 'R2,WBC', 'R9,WBC', '2:report: expected a test of that institution in reports.csv, got \"R9\"'",
    })
    void a_mistake_in_reports_is_named_by_its_row(String file, String good, String bad, String complaint)
            throws IOException {
        var text = file.equals("reports.csv") ? REPORTS : REPORT_ITEMS;
        write(file, text.replace(good, bad));
        assertThat(complaints()).containsExactly(file + ":" + complaint);
    }
}

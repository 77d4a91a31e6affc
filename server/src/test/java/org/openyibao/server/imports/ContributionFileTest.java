package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.settlement.Rooms;
import org.springframework.jdbc.UncategorizedSQLException;

/// The rooms' clock stands at 1 July 2025.
class ContributionFileTest {

    private static final String HEADER =
            "number,scheme,region,period,kind,base,employee,employer,fixed,paidOn,corrects\n";

    private static Rooms rooms;
    private String employee;
    private String resident;

    @TempDir
    private Path folder;

    private final List<Complaint> rejected = new ArrayList<>();
    private byte[] sent = {};

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
    }

    @BeforeEach
    void persons() {
        employee = rooms.employee("110000", "0.00", "0.00");
        resident = rooms.resident("350000");
    }

    @AfterEach
    void forget() {
        rooms.transaction(connection ->
                Rooms.change(connection, "delete from contribution") + Rooms.change(connection, "delete from import"));
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private Imports.RowsTaken take(String... rows) throws IOException {
        return take((HEADER + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8));
    }

    private Imports.RowsTaken take(byte[] file) throws IOException {
        rejected.clear();
        sent = file;
        var path = Files.write(folder.resolve("contributions.csv"), file);
        return rooms.service(Imports.class).contributions(path, "clerk-1", rejected::add);
    }

    private List<String> complaints() {
        rejected.forEach(complaint -> assertThat(complaint.line().zh()).matches(".*\\p{IsHan}.*"));
        return rejected.stream().map(complaint -> complaint.line().en()).toList();
    }

    private String january() {
        return employee + ",employee,110000,2025-01,regular,8000.00,160.00,784.00,0,2025-01-20,false";
    }

    @Test
    void a_row_is_taken_to_the_last_cell() throws IOException {
        assertThat(take(january(), resident + ",resident,350000,2025,regular,0,400.00,0,0,2024-11-05,false"))
                .isEqualTo(new Imports.RowsTaken(2, 0, 0));
        assertThat(held("110000", Scheme.EMPLOYEE, YearMonth.of(2025, 1)))
                .containsExactly(new Contribution(
                        employee,
                        Scheme.EMPLOYEE,
                        YearMonth.of(2025, 1),
                        "110000",
                        ContributionKind.REGULAR,
                        Rooms.fen("8000.00"),
                        Rooms.fen("160.00"),
                        Rooms.fen("784.00"),
                        Rooms.fen("0.00"),
                        LocalDate.of(2025, 1, 20)));
        assertThat(held("350000", Scheme.RESIDENT, YearMonth.of(2025, 1)))
                .singleElement()
                .satisfies(premium -> {
                    assertThat(premium.employee()).isEqualTo(Rooms.fen("400.00"));
                    assertThat(premium.lastMonth()).isEqualTo(YearMonth.of(2025, 12));
                });
        assertThat(rooms.text("select clerk || ' ' || reason from contribution where scheme = 'employee'"))
                .isEqualTo("clerk-1 contributions.csv");
    }

    private List<Contribution> held(String region, Scheme scheme, YearMonth... months) {
        var enrolment = rooms.service(Enrolment.class);
        return rooms.transaction(connection -> {
            var held = new ArrayList<Contribution>();
            for (var month : months) {
                var persons = enrolment.contributors(connection, region, month, "", 100);
                enrolment
                        .contributions(connection, region, month, persons)
                        .values()
                        .forEach(held::addAll);
            }
            return held.stream()
                    .filter(each -> each.scheme() == scheme)
                    .sorted(Comparator.comparing(Contribution::person).thenComparing(Contribution::month))
                    .toList();
        });
    }

    @Test
    void a_file_read_again_adds_nothing() throws IOException {
        take(january());
        assertThat(take(january())).isEqualTo(new Imports.RowsTaken(0, 1, 0));
        assertThat(rooms.rows("contribution")).isEqualTo(1);
    }

    private String trail() {
        return rooms.text(
                "select string_agg(concat_ws(' ', done_by, kind, name, sha256 = encode(sha256(?), 'hex'), size,"
                        + " taken, wrong, outcome), '; ' order by id desc) from import",
                sent);
    }

    @Test
    void a_line_of_the_trail_says_who_brought_the_file_in_and_what_came_of_it() throws IOException {
        take(january(), "nobody,employee,110000,2025-01,regular,8000,160,784,0,2025-01-20,false");
        assertThat(trail()).isEqualTo("clerk-1 contributions contributions.csv t " + sent.length + " 1 1 taken");
        take("nobody,employee,110000,2025-01,regular,8000,160,784,0,2025-01-20,false");
        assertThat(trail()).startsWith("clerk-1 contributions contributions.csv t " + sent.length + " 0 1 refused; ");
    }

    /// The database fails at the last of 5,001 rows: the 5,000 before it are a portion of their own.
    @Test
    void of_a_file_that_breaks_off_the_trail_has_the_rows_taken_before() throws IOException {
        rooms.transaction(connection ->
                Rooms.change(connection, "alter table contribution add constraint broken check (base_fen <> 77700)"));
        try {
            var rows = new ArrayList<>(Collections.nCopies(4_999, january()));
            rows.add("nobody,employee,110000,2025-01,regular,8000,160,784,0,2025-01-20,false");
            rows.add(january().replace("2025-01", "2025-02").replace("8000.00", "777.00"));
            assertThatThrownBy(() -> take(rows.toArray(String[]::new))).isInstanceOf(UncategorizedSQLException.class);
            assertThat(trail())
                    .isEqualTo("clerk-1 contributions contributions.csv t " + sent.length + " 4999 1 broken-off");
        } finally {
            rooms.transaction(
                    connection -> Rooms.change(connection, "alter table contribution drop constraint broken"));
        }
    }

    @Test
    void cells_in_quotation_marks_are_what_is_between_them() throws IOException {
        take(january());
        assertThat(take(january().replace("regular", "\"regular\"").replace("8000.00", "\"8000.00\"")))
                .isEqualTo(new Imports.RowsTaken(0, 1, 0));
        take(january().replace("8000.00", "\"8,000.00\""));
        assertThat(complaints())
                .containsExactly(
                        "contributions.csv:2:base: expected an amount in yuan, at most two decimals, 0 or more,"
                                + " got \"8,000.00\"");
    }

    @Test
    void a_column_that_is_there_twice_is_named() throws IOException {
        var header = HEADER.replace("corrects", "corrects,period");
        assertThat(take((header + january() + ",2025-02").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Imports.RowsTaken(0, 0, 1));
        assertThat(complaints()).singleElement().asString().endsWith("the header has period twice");
    }

    @Test
    void rejected_rows_name_row_and_column_and_stop_no_other() throws IOException {
        var taken = take(
                "nobody,employee,110000,2025-01,regular,8000,160,784,0,2025-01-20,false",
                employee + ",employee,110000,2025-13,regular,8000,160,784,0,2025-01-20,maybe",
                employee + ",employee,110000,2025-02,regular,8000",
                employee + ",employee,110000,2025-02,regular,\"8000,160,784,0,2025-01-20,false",
                "",
                january());
        assertThat(taken).isEqualTo(new Imports.RowsTaken(1, 0, 5));
        assertThat(complaints())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .isEqualTo("contributions.csv:2:number: expected the number of a registered person,"
                                        + " got \"nobody\""),
                        line -> assertThat(line)
                                .isEqualTo("contributions.csv:3:period: expected a month (yyyy-MM), of a resident the"
                                        + " coverage year (yyyy), got \"2025-13\""),
                        line -> assertThat(line)
                                .isEqualTo("contributions.csv:3:corrects: expected true or false, got \"maybe\""),
                        line -> assertThat(line).isEqualTo("contributions.csv:4: expected 11 columns, got 6"),
                        line -> assertThat(line).startsWith("contributions.csv:5: cannot be read: "));
    }

    @Test
    void a_line_that_is_not_utf_8_is_no_other_lines_trouble() throws IOException {
        var bad = HEADER + "甲" + january() + "\n" + january() + "\n";
        var chinese = bad.getBytes(Charset.forName("GB18030"));
        assertThat(take(chinese)).isEqualTo(new Imports.RowsTaken(1, 0, 1));
        assertThat(complaints()).containsExactly("contributions.csv:2: cannot be read: expected UTF-8");
    }

    @Test
    void without_its_columns_a_file_is_not_read() throws IOException {
        assertThat(take("number,scheme\n1,employee\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Imports.RowsTaken(0, 0, 1));
        assertThat(complaints())
                .containsExactly("contributions.csv:1: columns are missing: base, corrects, employee, employer, fixed,"
                        + " kind, paidOn, period, region");
        assertThat(take(new byte[0])).isEqualTo(new Imports.RowsTaken(0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            110000,2025-01,regular,8000,160,784,0,2025-03-01,false | paidOn: expected a date not after 2025-02-28 (what is paid later is a back-payment), got "2025-03-01"
            110000,2025-01,back-payment,8000,160,784,0,2025-01-31,false | paidOn: expected a date after 2025-01-31 (what is paid before is regular), got "2025-01-31"
            110000,2025-07,regular,8000,160,784,0,2025-07-02,false | paidOn: expected a date not after today, 2025-07-01, got "2025-07-02"
            310000,2025-01,regular,8000,160,784,0,2025-01-20,false | region: expected a region where the person was in the scheme employee in 2025-01, got "310000"
            110000,2009-12,regular,8000,160,784,0,2009-12-20,false | region: expected a region where the person was in the scheme employee in 2009-12, got "110000"
            110000,2055-08,regular,8000,160,784,0,2025-01-20,false | period: expected a month not after 2055-07, got "2055-08"
            110000,2025-01,regular,8000,160,784,1,2025-01-20,false | fixed: expected 0, got "1.00"
            110000,2025-01,fixed,0,0,0,0,2025-01-20,false | fixed: expected an amount above 0, got "0.00"
            110000,2025-01,fixed,1,0,0,90,2025-01-20,false | base: expected 0, got "1.00"
            110000,2025-01,deemed,0,1,0,0,2025-01-20,false | base: expected 0, got "1.00"
            110000,2025-01,withdrawn,0,0,0,0,2025-01-20,false | period: expected a month that something is recorded of, got "2025-01"
            """)
    void what_does_not_go_with_the_person_or_itself_is_rejected(String row, String complaint) throws IOException {
        assertThat(take(employee + ",employee," + row)).isEqualTo(new Imports.RowsTaken(0, 0, 1));
        assertThat(complaints()).containsExactly("contributions.csv:2:" + complaint);
    }

    @Test
    void a_residents_year_is_paid_by_its_end_and_begins_in_january() throws IOException {
        take(
                resident + ",resident,350000,2024,regular,0,380,0,0,2024-12-31,false",
                resident + ",resident,350000,2023,regular,0,380,0,0,2024-01-01,false",
                resident + ",resident,350000,2025-02,regular,0,380,0,0,2025-03-01,false");
        assertThat(complaints())
                .containsExactlyInAnyOrder(
                        "contributions.csv:3:paidOn: expected a date not after 2023-12-31 (what is paid later is a"
                                + " back-payment), got \"2024-01-01\"",
                        "contributions.csv:4:period: expected a resident's coverage year, got \"2025-02\"");
    }

    @Test
    void a_correction_is_a_row_of_its_own_and_must_say_that_it_is_one() throws IOException {
        var corrected = employee + ",employee,110000,2025-01,regular,9000.00,180.00,882.00,0,2025-01-20,";
        take(january());
        assertThat(take(corrected + "false")).isEqualTo(new Imports.RowsTaken(0, 0, 1));
        assertThat(complaints())
                .containsExactly(
                        "contributions.csv:2:period: expected a month without a record (one of the kind regular"
                                + " is held; a correction says so by corrects), got \"2025-01\"");
        assertThat(take(corrected + "true")).isEqualTo(new Imports.RowsTaken(1, 0, 0));
        assertThat(rooms.text("select string_agg(seq || ' ' || base_fen, ', ' order by seq) from contribution"))
                .isEqualTo("1 800000, 2 900000");
        assertThat(held("110000", Scheme.EMPLOYEE, YearMonth.of(2025, 1)))
                .extracting(Contribution::base)
                .containsExactly(Rooms.fen("9000.00"));
    }

    @Test
    void rows_of_one_file_about_one_month_come_one_after_the_other() throws IOException {
        var withdrawn = employee + ",employee,110000,2025-01,withdrawn,0,0,0,0,2025-02-10,false";
        assertThat(take(january(), january(), withdrawn, january()))
                .as("the last one differs from what is held by then")
                .isEqualTo(new Imports.RowsTaken(2, 1, 1));
        assertThat(rooms.text("select string_agg(kind, ', ' order by seq) from contribution"))
                .isEqualTo("regular, withdrawn");
    }

    @Test
    void a_regions_months_are_read_by_persons() throws IOException {
        var other = rooms.employee("110000", "0.00", "0.00");
        var elsewhere = rooms.employee("310000", "0.00", "0.00");
        var row = ",employee,%s,%s,regular,8000,160,784,0,2025-06-20,false";
        assertThat(take(
                                employee + row.formatted("110000", "2025-05"),
                                employee + row.formatted("110000", "2025-06"),
                                employee + row.formatted("110000", "2025-07"),
                                other + row.formatted("110000", "2025-06"),
                                elsewhere + row.formatted("310000", "2025-06"))
                        .added())
                .isEqualTo(5);
        var months = new YearMonth[] {YearMonth.of(2025, 5), YearMonth.of(2025, 6)};
        assertThat(held("110000", Scheme.EMPLOYEE, months))
                .extracting(each -> each.person() + " " + each.month())
                .containsExactly(employee + " 2025-05", employee + " 2025-06", other + " 2025-06");
        var enrolment = rooms.service(Enrolment.class);
        var june = YearMonth.of(2025, 6);
        assertThat(rooms.<List<String>>transaction(
                        connection -> enrolment.contributors(connection, "110000", june, "", 1)))
                .containsExactly(employee);
        assertThat(rooms.<List<String>>transaction(
                        connection -> enrolment.contributors(connection, "110000", june, employee, 9)))
                .containsExactly(other);
    }
}

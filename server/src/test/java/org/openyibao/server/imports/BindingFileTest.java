package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Bindings;
import org.openyibao.server.settlement.Rooms;

/// The rooms' clock stands at 1 July 2025.
class BindingFileTest {

    private static Rooms rooms;

    @TempDir
    private Path folder;

    private final List<String> rejected = new ArrayList<>();
    private String child;
    private String mother;
    private String father;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    @BeforeEach
    void family() {
        child = rooms.resident("510300");
        mother = rooms.employee("510300", "100.00", "0.00");
        father = rooms.employee("510300", "100.00", "0.00");
    }

    private Imports.RowsTaken take(String... rows) throws IOException {
        rejected.clear();
        var path = Files.writeString(
                folder.resolve("bindings.csv"), "user,owner,relation,yearLimit,from,until\n" + String.join("\n", rows));
        return rooms.service(Imports.class).bindings(path, "clerk-1", complaint -> {
            assertThat(complaint.line().zh()).matches(".*\\p{IsHan}.*");
            rejected.add(complaint.line().en());
        });
    }

    private List<String> bound() {
        return rooms.service(Bindings.class).of(child).stream()
                .map(Bindings.View::binding)
                .map(binding -> binding.position() + " " + (binding.owner().equals(mother) ? "mother" : "father") + " "
                        + binding.yearLimit().map(Object::toString).orElse("-") + " " + binding.from() + " "
                        + (binding.until().equals(Binding.NO_TERM) ? "-" : binding.until()))
                .toList();
    }

    @Test
    void rows_are_bound_in_their_order_and_read_again_change_nothing() throws IOException {
        var rows = new String[] {
            child + "," + mother + ",mother,1000.00,2023-05-01,2026-06-30", child + "," + father + ",father,,,"
        };
        assertThat(take(rows)).isEqualTo(new Imports.RowsTaken(2, 0, 0));
        var bound = List.of("1 mother 1000.00 2023-05-01 2026-06-30", "2 father - 2025-07-01 -");
        assertThat(bound()).isEqualTo(bound);
        assertThat(take(rows)).isEqualTo(new Imports.RowsTaken(0, 2, 0));
        assertThat(bound()).isEqualTo(bound);
        assertThat(rooms.offender()).isEmpty();
    }

    @Test
    void a_row_that_cannot_be_taken_names_its_place_and_stops_no_other() throws IOException {
        var elsewhere = rooms.employee("110000", "100.00", "0.00");
        var rows = List.of(
                child + "," + mother + ",mother,1000.00,,",
                child + "," + mother + ",mother,999.99,,",
                child + ",P9,father,,,",
                "P8," + father + ",father,,,",
                child + "," + father + ",neighbour,many,,2025-13-01",
                child + "," + father + ",father,,,2025-06-30",
                child + "," + elsewhere + ",father,,,",
                child + "," + father,
                child + "," + father + ",father,,2025-08-01,");
        assertThat(take(rows.toArray(String[]::new)).added()).isEqualTo(2);
        assertThat(rejected)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("bindings.csv:6:relation: expected one of ")
                                .endsWith(", got \"neighbour\""),
                        line -> assertThat(line).startsWith("bindings.csv:6:yearLimit: expected an amount in yuan"),
                        line -> assertThat(line).startsWith("bindings.csv:6:until: expected a date (yyyy-MM-dd)"),
                        line -> assertThat(line).isEqualTo("bindings.csv:9: expected 6 columns, got 2"),
                        line -> assertThat(line)
                                .isEqualTo("bindings.csv:3:owner: expected a person not bound to the user yet, got \""
                                        + mother + "\""),
                        line -> assertThat(line)
                                .isEqualTo("bindings.csv:4:owner: expected the number of a registered person,"
                                        + " got \"P9\""),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "bindings.csv:5:user: expected the number of a registered person, got \"P8\""),
                        line -> assertThat(line)
                                .isEqualTo("bindings.csv:7:until: expected not before 2025-07-01, got \"2025-06-30\""),
                        line -> assertThat(line)
                                .isEqualTo("bindings.csv:8: the relative is insured in another province; use the"
                                        + " insurance wallet"));
        assertThat(bound()).containsExactly("1 mother 1000.00 2025-07-01 -", "2 father - 2025-08-01 -");
    }
}

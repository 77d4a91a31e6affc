package org.openyibao.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.settlement.Rooms;

/// A cashier in Hangzhou types; the nation, the province and the city have entries.
class EntrySearchTest {

    private static final String CITY = "330100";
    private static final LocalDate TODAY = LocalDate.of(2025, 7, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static Rooms rooms;
    private static Registry registry;

    @BeforeAll
    static void start() {
        rooms = Rooms.empty();
        registry = rooms.service(Registry.class);
        registry.saveEntries(List.of(
                entry("000000", "XJ01CA01", "阿莫西林胶囊", Grade.A, EVER),
                entry("000000", "XJ01CA02", "复方阿莫西林克拉维酸钾片", Grade.B, EVER),
                entry("000000", "XN02BE01", "对乙酰氨基酚片", Grade.A, EVER),
                entry("000000", "XA10BA02", "二甲双胍片(Ⅱ)", Grade.A, LocalDate.of(2024, 12, 31)),
                entry("330000", "F110200001", "普通门诊诊查费", Grade.A, EVER),
                entry("330000", "XN02BE01", "对乙酰氨基酚片", Grade.B, EVER),
                entry(CITY, "XJ01CA01", "阿莫西林胶囊", Grade.C, EVER),
                entry("440100", "XJ01CA09", "阿莫西林颗粒", Grade.A, EVER)));
    }

    @AfterAll
    static void stop() {
        rooms.close();
    }

    private static CatalogueEntry entry(String region, String code, String name, Grade grade, LocalDate to) {
        return new CatalogueEntry(
                region,
                code,
                LocalDate.of(2020, 1, 1),
                to,
                name,
                FeeCategory.DRUG,
                grade,
                Ratio.ZERO,
                OptionalLong.empty(),
                "09",
                false);
    }

    /// `code/grade` of what is found.
    private static List<String> found(String text) {
        return registry.search(CITY, text, TODAY, 10).stream()
                .map(entry -> entry.code() + "/" + entry.grade())
                .toList();
    }

    @Test
    void a_part_of_a_name_is_found_the_beginning_first_and_the_nearest_place_counts() {
        assertThat(found("阿莫西林")).containsExactly("XJ01CA01/C", "XJ01CA02/B");
        assertThat(found("门诊")).containsExactly("F110200001/A");
        assertThat(found("氨基酚")).containsExactly("XN02BE01/B");
    }

    @Test
    void initials_in_pinyin_are_found() {
        assertThat(found("amxl")).containsExactly("XJ01CA01/C", "XJ01CA02/B");
        assertThat(found("FFAMXL")).containsExactly("XJ01CA02/B");
        assertThat(found("ptmz")).containsExactly("F110200001/A");
    }

    @Test
    void a_code_is_found_by_its_beginning_and_wholly_before_all_others() {
        assertThat(found("xj01")).containsExactlyInAnyOrder("XJ01CA01/C", "XJ01CA02/B");
        assertThat(found("XJ01CA02")).containsExactly("XJ01CA02/B");
        assertThat(found("ca02")).isEmpty();
    }

    @Test
    void all_words_must_be_found_in_whatever_width_they_are_typed() {
        assertThat(found("阿莫西林 胶囊")).containsExactly("XJ01CA01/C");
        assertThat(found("ａｍｘｌ　片")).containsExactly("XJ01CA02/B");
        assertThat(found("阿莫西林 颗粒")).isEmpty();
        assertThat(found(" ")).isEmpty();
    }

    @Test
    void what_does_not_hold_that_day_is_not_found() {
        assertThat(found("二甲双胍")).isEmpty();
        assertThat(registry.search(CITY, "二甲双胍", LocalDate.of(2024, 12, 31), 10))
                .hasSize(1);
    }

    @Test
    void no_more_are_found_than_are_wanted() {
        assertThat(registry.search(CITY, "片", TODAY, 1)).hasSize(1);
    }

    @Test
    void what_another_server_took_is_found_a_minute_later_even_where_its_import_began_before_the_last_look() {
        assertThat(found("布洛芬")).isEmpty();
        rooms.transaction(connection -> {
            var begun = rooms.clock().instant().minus(Duration.ofMinutes(8));
            try (var load = new EntryLoad(connection, begun)) {
                load.add(1, entry(CITY, "XM01AE01", "布洛芬缓释胶囊", Grade.A, EVER));
                return load.take();
            }
        });
        assertThat(found("布洛芬")).isEmpty();
        rooms.now("2025-07-01T10:01:00");
        assertThat(found("blf")).containsExactly("XM01AE01/A");
    }
}

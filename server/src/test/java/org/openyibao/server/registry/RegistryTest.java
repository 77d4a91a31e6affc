package org.openyibao.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.settlement.Rooms;

class RegistryTest {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);

    private static Rooms rooms;
    private static Registry registry;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        registry = rooms.service(Registry.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static Institution institution(String code, LocalDate from, LocalDate to, Level level) {
        return new Institution(code, from, to, "样例医院", "430100", InstitutionKind.HOSPITAL, level, true, false);
    }

    private static CatalogueEntry entry(String region, String code, Grade grade, OptionalLong ceilingMicro) {
        return new CatalogueEntry(
                region,
                code,
                LocalDate.of(2020, 1, 1),
                EVER,
                "样例项目",
                FeeCategory.TREATMENT,
                grade,
                Ratio.ofMillionths(80_000),
                ceilingMicro,
                "03",
                true);
    }

    @Test
    void an_institution_is_what_it_was_on_the_day() {
        var before = institution("H1", LocalDate.of(2020, 1, 1), LocalDate.of(2024, 12, 31), Level.TWO);
        var after = institution("H1", LocalDate.of(2025, 1, 1), EVER, Level.THREE);
        registry.saveInstitutions(List.of(before, after));
        assertThat(registry.institution("H1", LocalDate.of(2019, 12, 31))).isEmpty();
        assertThat(registry.institution("H1", LocalDate.of(2020, 1, 1))).contains(before);
        assertThat(registry.institution("H1", LocalDate.of(2024, 12, 31))).contains(before);
        assertThat(registry.institution("H1", LocalDate.of(2025, 1, 1))).contains(after);
        assertThat(registry.institution("H2", DAY)).isEmpty();
    }

    @Test
    void an_institution_saved_again_is_seen_at_once() {
        var first = institution("H3", LocalDate.of(2020, 1, 1), EVER, Level.ONE);
        registry.saveInstitutions(List.of(first));
        assertThat(registry.institution("H3", DAY)).contains(first);
        var corrected = institution("H3", LocalDate.of(2020, 1, 1), LocalDate.of(2025, 3, 9), Level.TWO);
        registry.saveInstitutions(List.of(corrected));
        assertThat(registry.institution("H3", DAY)).isEmpty();
        assertThat(registry.institution("H3", LocalDate.of(2025, 3, 9))).contains(corrected);
    }

    @Test
    void the_catalogue_of_the_city_goes_before_that_of_the_province_and_the_nation() {
        var nation = entry("000000", "X", Grade.C, OptionalLong.empty());
        var province = entry("430000", "X", Grade.B, OptionalLong.of(12_345_678));
        var city = entry("430100", "X", Grade.A, OptionalLong.of(0));
        registry.saveEntries(List.of(nation, province, city));
        assertThat(registry.entry("430100", "X", DAY)).contains(city);
        assertThat(registry.entry("430102", "X", DAY)).contains(city);
        assertThat(registry.entry("430200", "X", DAY)).contains(province);
        assertThat(registry.entry("110000", "X", DAY)).contains(nation);
        assertThat(registry.entry("430100", "Y", DAY)).isEmpty();
        assertThat(registry.entry("430100", "X", LocalDate.of(2019, 12, 31))).isEmpty();
    }

    @Test
    void an_item_unknown_yesterday_is_known_once_it_is_saved() {
        assertThat(registry.entry("110000", "NEW", DAY)).isEmpty();
        var saved = entry("000000", "NEW", Grade.B, OptionalLong.of(1));
        registry.saveEntries(List.of(saved));
        assertThat(registry.entry("110000", "NEW", DAY)).contains(saved);
    }
}

package org.openyibao.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.yaml.InvalidFileException;

class BenefitYearTest {

    private static final PolicyBook BOOK = Packs.of("970000", """
            - {id: year, to: 2023-09-30, benefit-year: {starts: "07-01"}}
            """);

    private static int year(String day) {
        var on = LocalDate.parse(day);
        var person = Facts.of(new Insured("970000", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL));
        return BOOK.on("970000", Scheme.EMPLOYEE, on).benefitYear(person, on);
    }

    @Test
    void it_begins_on_the_day_the_region_says() {
        assertThat(year("2023-06-30")).isEqualTo(2022);
        assertThat(year("2023-07-01")).isEqualTo(2023);
    }

    @Test
    void without_a_rule_it_is_the_calendar_year_and_one_under_way_ends_with_it() {
        assertThat(year("2023-10-01")).isEqualTo(2023);
        assertThat(year("2023-12-31")).isEqualTo(2023);
        assertThat(year("2024-01-01")).isEqualTo(2024);
    }

    @Test
    void a_day_that_is_none_is_refused() {
        assertThatThrownBy(() -> Packs.of("970000", "- {id: year, benefit-year: {starts: \"13-01\"}}\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("MM-dd");
    }
}

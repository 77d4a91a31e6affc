package org.openyibao.engine.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.yaml.InvalidFileException;

class DiseasesTest {

    private static void refused(String rules, String complaint) {
        assertThatThrownBy(() -> Packs.of("970000", rules))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void a_list_that_nobody_declares_is_refused_with_the_nearest_known() {
        refused(
                """
                - {id: list, disease-list: {list: hypertension, codes: M03900}}
                - {id: pool, when: {disease: hypertensoin}, pool: {ratio: 50%}}
                """,
                "rules.yaml:5: when.disease of rule pool: no disease list is called \"hypertensoin\" (nearest: \"hypertension\")");
    }

    @Test
    void a_list_may_not_take_the_name_of_no_list() {
        refused("- {id: list, disease-list: {list: unlisted, codes: M03900}}", "a name of small letters");
        refused("- {id: list, disease-list: {list: any, codes: []}}", "at least one code of a disease");
        refused("- {id: list, disease-list: {list: any, codes: m03900}}", "the code of a disease");
    }
}

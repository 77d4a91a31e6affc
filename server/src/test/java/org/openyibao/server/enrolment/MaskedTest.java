package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {

    @ParameterizedTest
    @CsvSource({"张三, 张*", "欧阳娜娜, 欧***", "李, 李", "𠮷野家, 𠮷**", "Ann Lee, A******", "'', ''"})
    void a_name_keeps_its_first_character(String name, String shown) {
        assertThat(Masked.name(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "01, 110101199003077774, 110***********7774",
        "01, 11010119900307777X, 110***********777X",
        "01, 110101900307777, 110********7777",
        "01, 1234, ***4",
        "03, E12345678, *******78",
        "06, H0123456700, *********00",
        "99, AB, **",
    })
    void a_certificate_keeps_too_little_to_be_learnt(String type, String certificate, String shown) {
        assertThat(Masked.certificate(type, certificate)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"6222020000001234567, ***************4567", "123, ***", "'', ''"})
    void an_account_keeps_its_end(String number, String shown) {
        assertThat(Masked.number(number)).isEqualTo(shown);
    }
}

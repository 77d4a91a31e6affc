package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EnvelopeTest {

    private static final Slip SLIP =
            new Slip(ZonedDateTime.of(2025, 12, 26, 21, 13, 39, 0, ZoneId.of("Asia/Shanghai")), 1);

    private static Envelope read(Consumer<ObjectNode> change) {
        var message = Samples.request("2207");
        change.accept(message);
        return Envelope.read(SLIP, message, Optional.of("2206"), new InputCheck(new InterfaceTables()));
    }

    @Test
    void reads_a_real_one() {
        var envelope = read(message -> {});
        assertThat(envelope.transaction()).isEqualTo("2207");
        assertThat(envelope.messageId()).isEqualTo("H43000000001202512262131512068");
        assertThat(envelope.careRegion()).isEqualTo("430100");
        assertThat(envelope.homeRegion()).isEqualTo("430100");
        assertThat(envelope.institution()).isEqualTo("H43000000001");
        assertThat(envelope.input().only("data").text("psn_no", 30)).isEqualTo("43000000000000000001");
    }

    @Test
    void the_address_names_the_transaction_where_the_message_does_not() {
        assertThat(read(message -> message.remove("infno")).transaction()).isEqualTo("2206");
        assertThat(read(message -> message.put("infno", 2207)).transaction()).isEqualTo("2207");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msgid",
                "mdtrtarea_admvs",
                "recer_sys_code",
                "infver",
                "opter_type",
                "opter",
                "opter_name",
                "inf_time",
                "fixmedins_code",
                "fixmedins_name",
                "input"
            })
    void required_fields_are_named(String name) {
        assertThatThrownBy(() -> read(message -> message.remove(name)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(name + "：应为")
                .hasMessageEndingWith("未送");
    }

    @ParameterizedTest
    @ValueSource(strings = {"insuplc_admdvs", "dev_no", "dev_safe_info", "cainfo", "signtype", "sign_no"})
    void optional_fields_may_be_absent(String name) {
        assertThat(read(message -> message.remove(name)).transaction()).isEqualTo("2207");
        assertThat(read(message -> message.putNull(name)).transaction()).isEqualTo("2207");
    }

    @ParameterizedTest
    @CsvSource({
        "msgid, 31, 不超过 30 个字符",
        "mdtrtarea_admvs, 7, 不超过 6 个字符",
        "infver, 7, 不超过 6 个字符",
        "opter_type, 4, 不超过 3 个字符",
        "cainfo, 1025, 不超过 1024 个字符",
        "infno, 11, 不超过 10 个字符"
    })
    void lengths_are_kept(String name, int length, String expected) {
        assertThatThrownBy(() -> read(message -> message.put(name, "1".repeat(length))))
                .hasMessageStartingWith(name + "：应为" + expected)
                .hasMessageEndingWith(length + " 个字符");
    }

    @Test
    void regions_are_six_digits_and_times_are_times() {
        assertThatThrownBy(() -> read(message -> message.put("mdtrtarea_admvs", "43x")))
                .hasMessage("mdtrtarea_admvs：应为 6 位医保区划，实为 43x");
        assertThatThrownBy(() -> read(message -> message.put("insuplc_admdvs", "4301")))
                .hasMessageStartingWith("insuplc_admdvs：");
        assertThatThrownBy(() -> read(message -> message.put("inf_time", "21:13")))
                .hasMessageStartingWith("inf_time：应为 yyyy-MM-dd HH:mm:ss");
        assertThat(read(message -> message.put("inf_time", "2025-06-21")).transaction())
                .isEqualTo("2207");
    }

    @Test
    void an_encrypted_input_is_refused() {
        assertThatThrownBy(() -> read(message -> message.put("input", "c2VjcmV0")))
                .hasMessageStartingWith("input：应为一个对象（不支持加密");
    }

    @Test
    void the_region_of_what_is_refused_is_taken_where_it_can_be() {
        assertThat(Envelope.regionOf(Samples.request("2207"))).isEqualTo("430100");
        assertThat(Envelope.regionOf(Samples.request("2207").put("mdtrtarea_admvs", "x")))
                .isEqualTo("000000");
        assertThat(Envelope.regionOf(Samples.request("2207").put("mdtrtarea_admvs", 1)))
                .isEqualTo("000000");
    }
}

package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DetailsTest {

    private static Fields fields(String json) {
        return new Fields(Json.object(json.getBytes(StandardCharsets.UTF_8)), "");
    }

    @Test
    void keeps_what_has_a_value_and_names_nobody() {
        var node = fields("""
                {"psn_no": "1", "psn_name": "测试甲", "certno": "430000198801010010", "mdtrt_cert_no": "430000198801010010",
                 "card_sn": "7", "dr_name": "测试医师", "caty": "A02", "exp_content": null, "memo": "", "n": 1.50}""");
        assertThat(Details.of(node)).isEqualTo("""
                {"dr_name":"测试医师","caty":"A02","n":"1.50"}""");
    }

    @Test
    void a_field_that_all_rows_share_is_kept_once() {
        var rows = fields("""
                {"rows": [{"cnt": "2", "pric": "1.49", "rxno": "9"}, {"cnt": 2, "pric": "27", "x": [{"y": 1}]}]}""").rows("rows");
        assertThat(Details.of(rows)).isEqualTo("""
                {"cnt":["2","2"],"pric":["1.49","27"],"rxno":["9",""],"x":["",[{"y":"1"}]]}""");
        var equal = fields("""
                {"rows": [{"cnt": "2", "rxno": "9"}, {"cnt": "2", "rxno": "9"}]}""").rows("rows");
        assertThat(Details.of(equal)).isEqualTo("""
                {"cnt":"2","rxno":"9"}""");
    }

    @Test
    void can_be_read_again() {
        var kept = Json.kept(Details.of(fields("{\"med_type\": \"11\", \"invono\": \"\"}")));
        assertThat(Details.read(kept, "med_type")).isEqualTo("11");
        assertThat(Details.read(kept, "invono")).isEmpty();
        assertThat(Details.read(Json.kept(""), "med_type")).isEmpty();
    }
}

package org.openyibao.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {

    private static Bytes bytes(String text) {
        var bytes = new Bytes(4);
        bytes.append(text.getBytes(StandardCharsets.UTF_8));
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.0,0", "17.09,1709", "54.0,5400", "54,5400", "-3.2,-320", "0.05,5", "12345678.90,1234567890"})
    void reads_an_amount(String yuan, long fen) {
        var answer = bytes("{\"a\":{\"other_pay\":1.00,\"acct_pay\":" + yuan + "},\"acct_pay\":9}");
        assertThat(Scan.fen(answer, 0, Scan.field("acct_pay"))).isEqualTo(fen);
    }

    @ParameterizedTest
    @CsvSource({"null", "'\"1.00\"'", "1.005", "''"})
    void takes_nothing_else_for_an_amount(String value) {
        assertThat(Scan.fen(bytes("{\"acct_pay\":" + value), 0, Scan.field("acct_pay")))
                .isEqualTo(Scan.NONE);
    }

    @Test
    void finds_the_last_of_equal_fields() {
        var answer = bytes("\"infcode\":1,\"infcode\":0}");
        assertThat(Scan.findLast(answer, 0, Scan.field("infcode"))).isEqualTo(12);
        assertThat(Scan.findLast(answer, 13, Scan.field("infcode"))).isEqualTo(-1);
    }

    @Test
    void reads_a_text() {
        assertThat(Scan.text(bytes("{\"err_msg\":\"余额不足\",\"x\":1}"), 0, Scan.field("err_msg")))
                .isEqualTo("余额不足");
        assertThat(Scan.text(bytes("{\"err_msg\":null}"), 0, Scan.field("err_msg")))
                .isEmpty();
    }
}

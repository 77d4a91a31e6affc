package org.openyibao.server.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void the_log_says_what_and_where_but_nothing_of_whom() {
        var cause = new IllegalArgumentException("Key (psn_no)=(43000000000000000001) already exists");
        var logged = Faults.withoutData(new IllegalStateException("测试甲", cause));
        assertThat(logged)
                .contains("java.lang.IllegalStateException", "caused by java.lang.IllegalArgumentException")
                .contains("FaultsTest.the_log_says")
                .doesNotContain("4300000", "测试甲");
    }
}

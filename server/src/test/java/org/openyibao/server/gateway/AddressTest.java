package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

    private static final Map<String, String> SERVICES = Map.of("outpatientSettleService/preSettletment", "2206");

    @ParameterizedTest
    @CsvSource({
        "/isp-api/powercsb/2207, , 2207",
        "/ebus/gdyb_api/prd/hsa/hgs/2203A, , 2203A",
        "/ebus/app/fsi/api/outpatientSettleService/preSettletment, , 2206",
        "/CSB, 1101, 1101",
        "/CSB, query, ",
        "/, , ",
        "/callService, , ",
        "/12, , ",
        "/2207x, , ",
        "/22070000000, , ",
        "/2207, 1101, 2207"
    })
    void names_the_transaction(String path, String header, String transaction) {
        assertThat(new Address(path, Optional.ofNullable(header), "127.0.0.1").transaction(SERVICES))
                .isEqualTo(Optional.ofNullable(transaction));
    }
}

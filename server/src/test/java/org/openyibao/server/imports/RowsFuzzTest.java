package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.openyibao.engine.claim.Scheme;

/// Files of rows: every line but the header is taken, blank, or complained of, whatever the bytes. See `BytesFuzzTest`.
class RowsFuzzTest {

    private static final Set<String> COLUMNS =
            Set.of("code", "day", "until", "yuan", "share", "price", "flag", "scheme");

    static Stream<byte[]> files() {
        return Stream.of(
                        "code,day,until,yuan,share,price,flag,scheme\nA,2025-12-26,,1.00,10%,0.5,true,employee\n",
                        "﻿scheme,code,day,until,yuan,share,price,flag\r\nresident,\"a,b\",2025-12-26,2025-12-01,-1,101%,x,no",
                        "code,day\n",
                        "code,day,until,yuan,share,price,flag,scheme,code\n1",
                        "code,day,until,yuan,share,price,flag,scheme\n\"A,2025")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(CsvRow row) {
        return row.required("code", 5)
                + row.date("day")
                + row.lastDay("until", "day")
                + row.fen("yuan")
                + row.ratio("share")
                + row.unitPrice("price")
                + row.flag("flag")
                + row.oneOf("scheme", Scheme.class);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "60s")
    void every_row_is_taken_or_complained_of(byte[] bytes) throws IOException {
        var file = Files.createTempFile("openyibao-rows-", ".csv");
        try {
            Files.write(file, bytes);
            var complaints = new ArrayList<Complaint>();
            var taken = new ArrayList<Long>();
            var counted = new RowFile<>(COLUMNS, RowsFuzzTest::read)
                    .take(
                            file,
                            rows -> {
                                rows.forEach(row -> taken.add((long) row.value().length()));
                                return new RowFile.Counts(rows.size(), 0);
                            },
                            complaints::add,
                            row -> {});
            assertThat(counted.added()).isEqualTo(taken.size());
            assertThat(counted.rejected()).isEqualTo(complaints.size());
            assertThat(complaints).allSatisfy(complaint -> {
                assertThat(complaint.row()).isPositive();
                assertThat(complaint.what().zh()).isNotBlank();
                assertThat(complaint.what().en()).isNotBlank();
            });
        } finally {
            Files.delete(file);
        }
    }
}

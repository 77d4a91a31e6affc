package org.openyibao.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {

    @Test
    void persons_are_all_different() {
        var persons = SampleData.persons(3_000);
        assertThat(persons).doesNotHaveDuplicates();
        assertThat(persons)
                .extracting(Person::certificate)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("110000\\d{11}[0-9X]"));
    }

    @Test
    void reads_the_persons_that_it_wrote(@TempDir Path folder) throws Exception {
        SampleData.write(folder, 25);
        assertThat(SampleData.readPersons(folder.resolve("persons.csv"))).isEqualTo(SampleData.persons(25));
    }

    @Test
    void the_parts_of_a_bill_add_up_to_its_total() {
        var bills = Bill.sample(20, Map.of("region", "110000", "institution", "H11000000001", "day", "2026-01-05"));
        for (var bill : bills) {
            var message = new Bytes(64);
            var values = Template.values();
            for (var slot : Slot.values()) {
                values.put(slot, new byte[] {'1'});
            }
            bill.settle().write(message, values);
            var parts = 0L;
            for (var part : new String[] {"fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"}) {
                parts += sent(message, part);
            }
            assertThat(parts).isEqualTo(bill.totalFen()).isEqualTo(sent(message, "medfee_sumamt"));
        }
    }

    /// An amount as it is sent, between quotes.
    private static long sent(Bytes message, String field) {
        return Scan.fen(message, 0, ("\"" + field + "\": \"").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void message_ids_are_of_thirty_characters_and_all_different() {
        var numbers = new Numbers("H11000000001", LocalDate.of(2026, 1, 5).atTime(23, 59, 59));
        var first = new String(numbers.message(), java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(first).isEqualTo("H11000000001202601052359590000");
        assertThat(new String(numbers.message(), java.nio.charset.StandardCharsets.US_ASCII))
                .hasSize(30)
                .isNotEqualTo(first);
    }
}

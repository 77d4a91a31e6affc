package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.EmbeddedPostgres;
import org.openyibao.server.language.Messages;

/// `openyibao demo --once` on a database of its own, twice on the same, and what `openyibao verify` says of it.
@Tag("slow")
@Timeout(300)
class DemoTest {

    private static final String FIRST = "== 长沙居民";

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(Object command, Locale language, String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return CommandLines.of(command, Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private List<String> receipts(String title) {
        return Arrays.stream(output.toString().split("(?m)^ +" + title + "$"))
                .skip(1)
                .toList();
    }

    /// The amount at the end of the line of a receipt that begins so; nothing where there is no such line.
    private static String amount(String receipt, String label) {
        return receipt.lines()
                .filter(line -> line.strip().startsWith(label))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("nothing");
    }

    /// Worked out by hand: 70 % of 56.98; 70 % of what 2330.60 in scope exceed 1800.00; 90 % of what
    /// 1676.00 exceed 1300.00; 70 % of 80.00 and the consultation; nothing at a pharmacy.
    @Test
    void five_visits_are_settled_and_proved_and_can_be_settled_again() {
        var data = folder.resolve("data");
        assertThat(run(new Demo(), Locale.CHINESE, "--once", "--port=0", "--data=" + data))
                .as(errors.toString())
                .isZero();
        assertThat(output.toString()).startsWith(FIRST);
        var receipts = receipts("医疗保障结算单");
        assertThat(receipts).hasSize(5);
        assertThat(receipts.stream().map(receipt -> amount(receipt, "基金支付")))
                .containsExactly("39.89", "371.42", "338.40", "66.00", "0.00");
        assertThat(receipts.stream().map(receipt -> amount(receipt, "现金")))
                .containsExactly("17.09", "1,476.58", "0.00", "24.00", "0.00");
        assertThat(receipts.stream().map(receipt -> amount(receipt, "个人账户（当年）")))
                .containsExactly("nothing", "300.00", "120.00", "nothing", "50.00");
        assertThat(receipts.stream().map(receipt -> amount(receipt, "个人账户（历年）")))
                .containsExactly("nothing", "500.00", "1,217.60", "nothing", "213.04");
        assertThat(output.toString()).contains("9001 → 1101 → 2201 → 2203 → 2204 → 2206 → 2207");
        assertThat(EmbeddedPostgres.running(data)).isEmpty();

        assertThat(run(new Demo(), Locale.ENGLISH, "--once", "--port=0", "--data=" + data))
                .as(errors.toString())
                .isZero();
        var second = receipts("Medical insurance settlement");
        assertThat(second).hasSize(5);
        // The deductibles are used up: 70 % of 2330.60, 90 % of 1676.00; Zigong's cap has 34.00 left.
        assertThat(second.stream().map(receipt -> amount(receipt, "Funds pay")))
                .containsExactly("39.89", "1,631.42", "1,508.40", "34.00", "0.00");

        assertThat(run(new Verify(), Locale.ENGLISH, "--data=" + data))
                .as(errors.toString())
                .isZero();
        assertThat(output.toString()).contains("The books are in order.");
        assertThat(output.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("settlement 16", "ledger 9");
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }
}

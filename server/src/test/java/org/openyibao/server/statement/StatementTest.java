package org.openyibao.server.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Entry;
import org.openyibao.server.enrolment.Person;

class StatementTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final Person PERSON = new Person("1", "01", "2", "张三", "1", "01", LocalDate.of(1980, 3, 7));

    private static Holding current(long fen) {
        return new Holding(Fen.of(fen), Fen.ZERO, Fen.ZERO);
    }

    private static Statement statement(String words, Holding closing) {
        var line = new Line(
                DAY,
                Optional.empty(),
                1,
                1,
                Entry.Why.USE,
                "use:1",
                Text.same(words),
                current(-100),
                current(200),
                Optional.empty());
        return new Statement(PERSON, DAY, DAY, current(300), List.of(line), closing);
    }

    @Test
    void a_statement_whose_lines_lead_elsewhere_is_not_told() {
        assertThat(statement("premium", current(200)).out()).isEqualTo(Fen.of(100));
        assertThatThrownBy(() -> statement("premium", current(201))).hasMessageContaining("closing balance");
    }

    /// The first is in the font, the second in hardly any.
    @Test
    void a_character_that_the_font_lacks_is_marked() throws IOException {
        var pdf = StatementPdf.of(statement("䶮 \uD883\uDFA9", current(200)), Locale.CHINESE);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("䶮 〓");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    void text_that_a_spreadsheet_would_compute_stays_text(String words) {
        var csv = new String(StatementCsv.of(statement(words, current(200)), Locale.ENGLISH), StandardCharsets.UTF_8);
        assertThat(csv).contains("'" + words).contains(",-1.00,");
    }
}

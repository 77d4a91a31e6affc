package org.openyibao.server.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Entry;

/// A statement as a PDF file to print: A4 across, a head on every page. The font comes with the program (Noto Sans SC,
/// under the SIL Open Font License beside it); of it, only the characters that occur go into the file. A character that
/// it lacks, as a rare one of a name, is shown as `〓`.
public final class StatementPdf {

    private static final String FONT_FILE = "NotoSansSC-Regular.ttf";
    private static final BaseFont FONT = font();
    private static final int LACKING = '〓';

    private static final Text TITLE = new Text("个人账户明细", "Statement of a personal account");
    private static final Text PERSON = new Text("人员编号 %s 姓名 %s", "Person %s, %s");
    private static final Text TIME = new Text("%s 至 %s", "%s to %s");
    private static final Text PAGE = new Text("第 %d 页", "page %d");

    /// Parts of the width: day, kind, what, reference, in, out, three balances and their total.
    private static final float[] WIDTHS = {62, 62, 200, 122, 58, 58, 60, 60, 54, 62};

    private static final int FIRST_AMOUNT = 4;
    private static final int ROWS_AT_ONCE = 200;

    private StatementPdf() {}

    private static BaseFont font() {
        try (var file = StatementPdf.class.getResourceAsStream(FONT_FILE)) {
            if (file == null) {
                throw new IllegalStateException("the font is not among the program's files");
            }
            return BaseFont.createFont(FONT_FILE, BaseFont.IDENTITY_H, true, true, file.readAllBytes(), null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Phrase phrase(String text, float size) {
        var shown = new StringBuilder(text.length());
        text.codePoints().map(each -> FONT.charExists(each) ? each : LACKING).forEach(shown::appendCodePoint);
        return new Phrase(shown.toString(), new Font(FONT, size));
    }

    public static byte[] of(Statement statement, Locale locale) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4.rotate(), 30, 30, 30, 40)) {
            PdfWriter.getInstance(document, bytes).setPageEvent(new Foot(locale));
            document.addTitle(TITLE.in(locale));
            document.open();
            document.add(new Paragraph(phrase(TITLE.in(locale), 14)));
            document.add(new Paragraph(phrase(
                    PERSON.in(locale)
                            .formatted(
                                    statement.person().number(),
                                    statement.person().maskedName()),
                    9)));
            document.add(new Paragraph(phrase(TIME.in(locale).formatted(statement.from(), statement.to()), 9)));
            table(document, statement, locale);
        }
        return bytes.toByteArray();
    }

    /// Rows go to the document some at a time, so that few are held at once.
    private static void table(Document document, Statement statement, Locale locale) {
        var table = new PdfPTable(WIDTHS);
        table.setWidthPercentage(100);
        table.setSpacingBefore(8);
        table.setHeaderRows(1);
        table.setComplete(false);
        row(table, Columns.PRINTED.stream().map(column -> column.in(locale)).toList());
        row(table, balance(statement.from().toString(), Columns.OPENING, statement.opening(), locale));
        var rows = 0;
        for (var line : statement.lines()) {
            row(table, cells(line, locale));
            rows++;
            if (rows % ROWS_AT_ONCE == 0) {
                document.add(table);
            }
        }
        statement.totals().forEach(total -> row(table, cells(total, locale)));
        row(table, balance(statement.to().toString(), Columns.CLOSING, statement.closing(), locale));
        table.setComplete(true);
        document.add(table);
    }

    private static List<String> cells(Line line, Locale locale) {
        var total = line.change().total();
        var after = line.after();
        return List.of(
                line.day().toString(),
                line.why().text().in(locale),
                line.words().in(locale),
                Columns.reference(line),
                total.max(Fen.ZERO).toString(),
                total.negated().max(Fen.ZERO).toString(),
                after.current().toString(),
                after.prior().toString(),
                after.wallet().toString(),
                after.total().toString());
    }

    /// Of a kind that only moves money between the buckets, how much.
    private static List<String> cells(Total total, Locale locale) {
        var what = total.why() == Entry.Why.CARRY_OVER
                ? total.why().text().in(locale) + " " + total.change().prior()
                : total.why().text().in(locale);
        return List.of(
                "",
                Columns.SUM.in(locale),
                what,
                "",
                total.in().toString(),
                total.out().toString(),
                "",
                "",
                "",
                "");
    }

    private static List<String> balance(String day, Text title, Holding held, Locale locale) {
        return List.of(
                day,
                title.in(locale),
                "",
                "",
                "",
                "",
                held.current().toString(),
                held.prior().toString(),
                held.wallet().toString(),
                held.total().toString());
    }

    private static void row(PdfPTable table, List<String> cells) {
        for (var column = 0; column < cells.size(); column++) {
            var cell = new PdfPCell(phrase(cells.get(column), 7));
            cell.setPadding(3);
            cell.setBorderWidth(0.3f);
            cell.setHorizontalAlignment(column < FIRST_AMOUNT ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT);
            table.addCell(cell);
        }
    }

    /// The number at the foot of each page.
    private static final class Foot extends PdfPageEventHelper {

        private final Locale locale;

        Foot(Locale locale) {
            this.locale = locale;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            ColumnText.showTextAligned(
                    writer.getDirectContent(),
                    Element.ALIGN_CENTER,
                    phrase(PAGE.in(locale).formatted(writer.getPageNumber()), 7),
                    (document.left() + document.right()) / 2,
                    document.bottom() - 20,
                    0);
        }
    }
}

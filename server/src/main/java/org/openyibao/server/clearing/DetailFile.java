package org.openyibao.server.clearing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.clearing.Reconciliation.Amounts;
import org.openyibao.server.clearing.Reconciliation.Line;
import org.openyibao.server.request.Refusal;

/// Reads an institution's file of details as a stream: a text in UTF-8, or a ZIP with one, of a line a settlement and
/// seven columns parted by tabs: settlement, visit, person, total, funds, accounts, and 1 for a reversal or 0.
final class DetailFile {

    static final int MOST_LINES = 1_000_000;

    private static final int LONGEST_LINE = 400;
    private static final int LONGEST_ID = 30;
    private static final int COLUMNS = 7;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// What is wrong with a file; ends the reading.
    static final class WrongFileException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        private WrongFileException(Text expected, Text got) {
            super("wrong file", null, false, false);
            refusal = Refusal.badInput("WRONG_FILE", "file", expected, got);
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /// Takes lines one by one.
    interface Lines {
        void take(Line line) throws IOException;
    }

    private final Reader text;
    private int number;

    private DetailFile(Reader text) {
        this.text = text;
    }

    static void read(InputStream file, Lines lines) throws IOException, WrongFileException {
        try (var in = new BufferedInputStream(file)) {
            if (isZip(in)) {
                readZip(in, lines);
            } else {
                readText(in, lines);
            }
        }
    }

    private static boolean isZip(BufferedInputStream in) throws IOException {
        in.mark(2);
        var head = in.readNBytes(2);
        in.reset();
        return head.length == 2 && head[0] == 'P' && head[1] == 'K';
    }

    private static void readZip(InputStream in, Lines lines) throws IOException, WrongFileException {
        var one = new Text("只含一个 TXT 文件的 ZIP", "a ZIP with one text file");
        try (var zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            if (zip.getNextEntry() == null) {
                throw new WrongFileException(one, new Text("空的 ZIP", "an empty ZIP"));
            }
            readText(zip, lines);
            if (zip.getNextEntry() != null) {
                throw new WrongFileException(one, new Text("多个文件", "several files"));
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new WrongFileException(one, new Text("损坏的 ZIP", "a broken ZIP"));
        }
    }

    private static void readText(InputStream in, Lines lines) throws IOException, WrongFileException {
        var file = new DetailFile(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        for (var line = file.next(); line.isPresent(); line = file.next()) {
            if (!line.get().isBlank()) {
                lines.take(file.line(line.get()));
            }
        }
    }

    /// The next line without its end.
    private Optional<String> next() throws IOException, WrongFileException {
        var line = new StringBuilder(LONGEST_LINE);
        number++;
        for (var character = text.read(); character >= 0; character = text.read()) {
            if (character == '\n') {
                return Optional.of(line.toString());
            }
            if (line.length() == LONGEST_LINE) {
                throw wrong(
                        new Text("不超过 " + LONGEST_LINE + " 个字符", "at most " + LONGEST_LINE + " characters"),
                        new Text("更长", "more"));
            }
            if (character != '\r' && (number > 1 || !line.isEmpty() || character != BYTE_ORDER_MARK)) {
                line.append((char) character);
            }
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    private Line line(String row) throws WrongFileException {
        if (number > MOST_LINES) {
            throw wrong(
                    new Text("不超过 " + MOST_LINES + " 行", "at most " + MOST_LINES + " lines"), new Text("更多", "more"));
        }
        var cells = row.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw wrong(
                    new Text("以制表符分隔的 7 列", "7 columns parted by tabs"),
                    new Text(cells.length + " 列", Integer.toString(cells.length)));
        }
        return new Line(
                id(cells[0], "结算ID", "settlement"),
                id(cells[1], "就诊ID", "visit"),
                id(cells[2], "人员编号", "person"),
                new Amounts(
                        amount(cells[3], "医疗费总额", "total"),
                        amount(cells[4], "基金支付总额", "funds"),
                        amount(cells[5], "个人账户支出", "accounts")),
                isReversal(cells[6]));
    }

    private String id(String cell, String zh, String en) throws WrongFileException {
        var value = cell.strip();
        if (value.isEmpty() || value.length() > LONGEST_ID || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(
                    new Text(zh + "为 1 至 30 个字符", en + " of 1 to 30 characters"),
                    new Text(value.length() + " 个字符", value.length() + " characters"));
        }
        return value;
    }

    private Fen amount(String cell, String zh, String en) throws WrongFileException {
        var amount = Fen.parse(cell.strip());
        if (amount.isEmpty()) {
            throw wrong(
                    new Text(zh + "为最多两位小数的金额", en + " as an amount of at most two decimals"), Text.same(shown(cell)));
        }
        return amount.get();
    }

    private boolean isReversal(String cell) throws WrongFileException {
        return switch (cell.strip()) {
            case "0" -> false;
            case "1" -> true;
            default -> throw wrong(new Text("退费结算标志为 0 或 1", "0 or 1 in the last column"), Text.same(shown(cell)));
        };
    }

    private static String shown(String cell) {
        return cell.length() > LONGEST_ID ? cell.substring(0, LONGEST_ID) + "…" : cell;
    }

    private WrongFileException wrong(Text expected, Text got) {
        return new WrongFileException(
                new Text("第 " + number + " 行" + expected.zh(), expected.en() + " in line " + number), got);
    }
}

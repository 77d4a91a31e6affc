package org.openyibao.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Login;
import org.openyibao.server.identity.Sm2Key;
import org.openyibao.server.identity.Style;

/// A file of the keys with which institutions sign. What is wrong is told without ever showing what may be a secret.
public final class KeyFile {

    private static final Set<String> COLUMNS = Set.of("institution", "style", "key", "secret");
    /// Of Jilin alone; a file without such institutions need not have them.
    private static final Set<String> LOGIN = Set.of("user", "password", "publicKey", "encryptAnswers");

    private static final int CLIENT_LENGTH = 16;
    private static final int LONGEST = 200;

    private final String name;
    private final Consumer<Complaint> complaints;
    private final Map<String, Long> institutions = new HashMap<>();
    private final Map<String, Long> names = new HashMap<>();
    private boolean right = true;

    private KeyFile(String name, Consumer<Complaint> complaints) {
        this.name = name;
        this.complaints = complaints;
    }

    /// Empty where something was wrong: all of it is told then, and none of the file is to be used.
    public static Optional<InstitutionKeys> read(Path file, Consumer<Complaint> complaints) {
        var reading = new KeyFile(String.valueOf(file.getFileName()), complaints);
        var keys = reading.keys(file);
        return reading.right ? Optional.of(new InstitutionKeys(keys)) : Optional.empty();
    }

    private List<InstitutionKey> keys(Path file) {
        var keys = new ArrayList<InstitutionKey>();
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                // Whoever forbids them has the whole header printed: the first row of a file without one.
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .setAllowMissingColumnNames(true)
                .get();
        try (var reading = Files.newBufferedReader(file);
                var records = format.parse(Imports.withoutMark(reading))) {
            var header = records.getHeaderNames();
            if (isHeader(header)) {
                for (var cells : records) {
                    key(cells, header.size()).ifPresent(keys::add);
                }
            }
        } catch (UncheckedIOException | IOException unreadable) {
            complain(new Complaint(name, 0, "", Imports.why(unreadable)));
        }
        return keys;
    }

    private boolean isHeader(List<String> header) {
        var missing = Imports.missing(name, COLUMNS, header);
        if (missing.isPresent()) {
            complain(missing.get());
            return false;
        }
        var seen = new HashSet<String>();
        for (var column : header) {
            if (!COLUMNS.contains(column) && !LOGIN.contains(column)) {
                complain(new Complaint(name, 1, column, new Text("没有这一列", "there is no such column")));
            } else if (!seen.add(column)) {
                complain(new Complaint(name, 1, column, new Text("此列重复", "the column comes twice")));
            }
        }
        return right;
    }

    private Optional<InstitutionKey> key(CSVRecord cells, int width) {
        var number = cells.getRecordNumber() + 1;
        if (cells.size() != width) {
            complain(Imports.wrongSize(name, number, width, cells.size()));
            return Optional.empty();
        }
        var row = new CsvRow(name, number, cells::get, this::complain);
        var institution = row.required("institution", 30);
        once(row, number, "institution", institution, institutions);
        var style = row.oneOf("style", Style.class);
        var key = row.text("key", LONGEST);
        if (row.isEmpty("key") != (style == Style.INNER_MONGOLIA)) {
            row.reject(
                    "key",
                    new Text("应有值（style 为 inner-mongolia 时应为空）", "expected a value (with style inner-mongolia: none)"));
        } else if (!key.isEmpty()) {
            once(row, number, "key", style + " " + key, names);
        }
        var secret = secret(row, cells.get("secret"));
        return Optional.of(new InstitutionKey(institution, style, key, secret, login(row, cells, style, key)));
    }

    private static Optional<Login> login(CsvRow row, CSVRecord cells, Style style, String client) {
        if (style != Style.JILIN) {
            LOGIN.stream()
                    .filter(column ->
                            cells.isMapped(column) && !cells.get(column).isEmpty())
                    .forEach(column -> row.reject(
                            column, new Text("只有 style 为 jilin 时应有值", "expected no value but with style jilin")));
            return Optional.empty();
        }
        if (client.length() != CLIENT_LENGTH
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(client)) {
            row.reject(
                    "key",
                    new Text(
                            "应为 16 个 ASCII 字符（style 为 jilin 时也是 SM4 密钥）",
                            "expected 16 characters of ASCII: with style jilin it is the key of SM4, too"));
        }
        var publicKey = value(cells, "publicKey");
        var parsed = Sm2Key.parse(publicKey);
        if (!publicKey.isEmpty() && parsed.isEmpty()) {
            row.reject(
                    "publicKey",
                    new Text(
                            "应为 SM2 公钥（十六进制或 Base64）或空",
                            "expected a public key of SM2, in hexadecimal or Base64, or none"));
        }
        var answers = value(cells, "encryptAnswers");
        if (!Set.of("", "true", "false").contains(answers)) {
            row.reject("encryptAnswers", new Text("应为 true、false 或空", "expected true, false or none"));
        }
        return Optional.of(new Login(
                required(row, cells, "user"), required(row, cells, "password"), parsed, answers.equals("true")));
    }

    private static String value(CSVRecord cells, String column) {
        return cells.isMapped(column) ? cells.get(column) : "";
    }

    private static String required(CsvRow row, CSVRecord cells, String column) {
        var value = value(cells, column);
        if (value.isBlank() || value.length() > LONGEST) {
            row.reject(column, new Text("应为 1 至 " + LONGEST + " 个字符", "expected 1 to " + LONGEST + " characters"));
        }
        return value;
    }

    /// Tells of the row it was first in, not of what it is.
    private static void once(CsvRow row, long number, String column, String value, Map<String, Long> seen) {
        var first = seen.putIfAbsent(value, number);
        if (first != null) {
            row.reject(column, new Text("与第 " + first + " 行重复", "the same as in row " + first));
        }
    }

    private static String secret(CsvRow row, String secret) {
        if (secret.isBlank() || secret.length() > LONGEST) {
            row.reject("secret", new Text("应为 1 至 " + LONGEST + " 个字符", "expected 1 to " + LONGEST + " characters"));
        }
        return secret;
    }

    private void complain(Complaint complaint) {
        right = false;
        complaints.accept(complaint);
    }
}

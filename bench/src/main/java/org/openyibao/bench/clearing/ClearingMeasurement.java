package org.openyibao.bench.clearing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Table;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.OwnServer;
import org.openyibao.bench.settle.ServerProgram;

/// Fills the database of a server of its own with settlements of last month, then asks the server over HTTP: to clear
/// the fifteenth, on which people of 31 regions were treated in each other's, one in a hundred of whom took it back; to
/// net the month; and to compare the month of one hospital with its file, in which one line in a hundred is changed.
final class ClearingMeasurement {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String HOSPITAL = "H11010000004";
    private static final int CHANGED = 100;
    private static final Pattern FILE = Pattern.compile("\"file_qury_no\":\"(\\d+)\"");
    private static final int SUCCESS = 200;

    private final int day;
    private final int month;
    private final Console console;
    private final Words words;
    private final YearMonth last = YearMonth.now(ZONE).minusMonths(1);
    private int messages;

    ClearingMeasurement(int day, int month, Console console, Words words) {
        this.day = day;
        this.month = month;
        this.console = console;
        this.words = words;
    }

    ClearingFigures run(ServerProgram program, Path data) throws IOException, InterruptedException, SQLException {
        try (var server = OwnServer.start(program, data, List.of());
                var client = HttpClient.newHttpClient()) {
            console.note(words.text("clearing.filling", Table.whole(day), Table.whole(month)));
            var database = Database.of(server.data());
            fill(database);
            console.note(words.text("clearing.measuring"));
            return measure(new Caller(client, server.address(), database.token("clerk", "000000")), database);
        }
    }

    private void fill(Database database) throws SQLException {
        database.execute("""
                insert into institution (code, valid_from, name, region, kind, level, designated, networked)
                select 'H' || p || '01' || '00' || lpad(n::text, 5, '0'), '2010-01-01', '样例医院', p || '0100', 'hospital',
                    '3', true, true
                from unnest(array[11,12,13,14,15,21,22,23,31,32,33,34,35,36,37,41,42,43,44,45,46,50,51,52,53,54,61,62,63,
                    64,65]) as p, generate_series(1, 4) as n""");
        database.execute(settlements(
                day,
                "'D'",
                "p[1 + h % 31] || '0100'",
                "'H' || p[1 + (h % 31 + 1 + h / 31 % 30) % 31] || '0100' || lpad((1 + h % 3)::text, 5, '0')",
                "timestamp '%s' + g * interval '86399 seconds' / %d".formatted(last.atDay(15), day)));
        database.execute(settlements(
                month,
                "'M'",
                "'110100'",
                "'" + HOSPITAL + "'",
                "timestamp '%s' + g * interval '%d seconds' / %d"
                        .formatted(last.atDay(1), (last.lengthOfMonth() * 86_400L) - 1, month)));
        database.execute("vacuum (analyze) settlement");
    }

    /// Every hundredth takes back the one before.
    private static String settlements(int count, String kind, String home, String institution, String settledAt) {
        return """
                insert into settlement (psn_no, settlement_id, visit_id, batch, reverses, institution, region, scheme,
                    visit_kind, service_date, benefit_year, settled_at, message_id, total_fen, own_pay_fen, over_limit_fen,
                    first_pay_fen, in_scope_fen, deductible_fen, year_deductible_fen, year_burden_fen, pool_fen, pool_ratio,
                    layers_fen, account_current_fen, account_prior_fen, cash_fen, balance_current_fen, balance_prior_fen,
                    reason, treated_as_filed, step_kinds, step_rules, step_bases_fen, step_amounts_fen, step_ratios,
                    step_reasons, step_details, line_parts_fen, details, family_owners, family_current_fen,
                    family_prior_fen, wallet_fen)
                select 'P' || h / 100, s.id, s.id, s.id, case when h < g then %1$s || lpad(h::text, 17, '0') end,
                    s.institution, s.home, 'employee', 'outpatient', s.at::date, extract(year from s.at), s.at, s.id,
                    s.sign * s.total, 0, 0, 0, s.sign * s.total, 0, 0, 0, s.sign * s.total * 6 / 10, 600000,
                    array[0, 0, 0, 0]::bigint[], s.sign * s.total / 10, s.sign * s.total / 10, s.sign * s.total / 5, 0, 0, '',
                    false, array['DEDUCTIBLE', 'POOL'], array['', ''], array[0, 0]::bigint[], array[0, 0]::bigint[],
                    array[0, 0], array['', ''], array['', ''], array[0, 0, 0, 0]::bigint[], '{}', array[]::text[],
                    array[]::bigint[], array[]::bigint[], 0
                from (
                    select g, h, %1$s || lpad(g::text, 17, '0') as id, %2$s as home, %3$s as institution, %4$s as at,
                        case when h < g then -1 else 1 end as sign, 10 * (1000 + h %% 5000)::bigint as total
                    from generate_series(1, %5$d) as g,
                        lateral (select g - (g %% 100 = 99)::integer as h) as original, (select array[11,12,13,14,15,21,22,23,31,32,33,34,35,36,37,41,42,43,
                        44,45,46,50,51,52,53,54,61,62,63,64,65] as p) as provinces
                ) s""".formatted(kind, home, institution, settledAt, count);
    }

    private ClearingFigures measure(Caller caller, Database database)
            throws IOException, InterruptedException, SQLException {
        var clear = caller.post("/api/clearing/days/" + last.atDay(15), "{}");
        var owed = Long.parseLong(database.ask("select sum(funds_fen + account_fen + family_fen) from clearing_item"));
        require(database.ask("select count(*) from clearing_item"), Integer.toString(day));
        require(
                Long.toString(owed),
                database.ask("select sum(total_fen - cash_fen) from settlement where settlement_id like 'D%'"));
        for (var each = 1; each <= last.lengthOfMonth(); each++) {
            if (each != 15) {
                caller.post("/api/clearing/days/" + last.atDay(each), "{}");
            }
        }
        var net = caller.post("/api/clearing/nettings/" + last, "{}");
        var file = file(database);
        var upload = caller.post("/", message("9101", """
                {"fsUploadIn": {"filename": "month.zip", "fixmedins_code": "%s", "in": "%s"}}""".formatted(HOSPITAL, file.base64())));
        var number = FILE.matcher(upload.body());
        if (!number.find()) {
            throw new IOException("9101: " + upload.body());
        }
        var compare = caller.post("/", message("3202", """
                {"data": {"setl_optins": "110100", "clr_type": "11", "file_qury_no": "%s", "stmt_begndate": "%s",
                    "stmt_enddate": "%s", "fixmedins_setl_cnt": %d, "medfee_sumamt": %s, "fund_pay_sumamt": %s,
                    "cash_payamt": 0}}""".formatted(
                number.group(1), last.atDay(1), last.atEndOfMonth(), month, yuan(file.total()), yuan(file.funds()))));
        if (!compare.body().contains("\"infcode\":0")) {
            throw new IOException("3202: " + compare.body());
        }
        var differences = Long.parseLong(database.ask("select differences from reconciliation"));
        require(Long.toString(differences), Integer.toString(file.changed()));
        return new ClearingFigures(
                day, month, clear.nanos(), net.nanos(), upload.nanos(), compare.nanos(), owed, differences);
    }

    private static void require(String got, String expected) throws IOException {
        if (!got.equals(expected)) {
            throw new IOException(
                    "the figures are not those of the settlements: expected " + expected + ", got " + got);
        }
    }

    /// An institution's file, and what its lines come to in fen.
    private record DetailFile(String base64, long total, long funds, int changed) {}

    private DetailFile file(Database database) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        var total = 0L;
        var funds = 0L;
        var lines = 0;
        try (var zip = new ZipOutputStream(bytes);
                var text = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
                var connection = database.connect();
                var select = connection.prepareStatement("""
                        select settlement_id, visit_id, psn_no, total_fen, pool_fen,
                            account_current_fen + account_prior_fen, reverses is not null
                        from settlement where settlement_id like 'M%'""")) {
            connection.setAutoCommit(false);
            select.setFetchSize(10_000);
            zip.putNextEntry(new ZipEntry("month.txt"));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    lines++;
                    var amount = rows.getLong(4) + (lines % CHANGED == 0 ? 1 : 0);
                    total += amount;
                    funds += rows.getLong(5);
                    text.write(String.join(
                            "\t",
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            yuan(amount),
                            yuan(rows.getLong(5)),
                            yuan(rows.getLong(6)),
                            rows.getBoolean(7) ? "1" : "0"));
                    text.write("\r\n");
                }
            }
            text.flush();
            zip.closeEntry();
        }
        return new DetailFile(Base64.getEncoder().encodeToString(bytes.toByteArray()), total, funds, lines / CHANGED);
    }

    private static String yuan(long fen) {
        var digits = String.format(Locale.ROOT, "%03d", Math.abs(fen));
        var point = digits.length() - 2;
        return (fen < 0 ? "-" : "") + digits.substring(0, point) + "." + digits.substring(point);
    }

    private String message(String transaction, String input) {
        messages++;
        return """
                {"infno": "%s", "msgid": "%s%018d", "mdtrtarea_admvs": "110100", "insuplc_admdvs": "", "recer_sys_code": "01",
                 "infver": "1.0", "opter_type": "1", "opter": "1", "opter_name": "bench",
                 "inf_time": "%s 10:00:00", "fixmedins_code": "%s", "fixmedins_name": "bench", "input": %s}""".formatted(transaction, HOSPITAL, messages, last.atEndOfMonth(), HOSPITAL, input);
    }

    private record Timed(String body, long nanos) {}

    private record Caller(HttpClient client, URI server, String token) {
        Timed post(String path, String body) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(server.resolve(path))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", path)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var begun = System.nanoTime();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            var took = System.nanoTime() - begun;
            if (response.statusCode() != SUCCESS) {
                throw new IOException(path + ": " + response.body());
            }
            return new Timed(response.body(), took);
        }
    }
}

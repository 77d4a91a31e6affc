package org.openyibao.bench.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Percentiles;
import org.openyibao.bench.settle.Latencies;
import org.openyibao.bench.settle.OwnServer;
import org.openyibao.bench.settle.Person;
import org.openyibao.bench.settle.Processes;
import org.openyibao.bench.settle.SampleData;
import org.openyibao.bench.settle.ServerProgram;

/// Measures on a server of its own: some hundred visits are settled first, for the queries to find.
final class InterfaceMeasurement {

    private static final int VISITS = 300;
    private static final int ENTRIES = 100_000;
    private static final int SENDERS = 16;
    private static final int LINES = 500;
    private static final int UPLOADS = 30;
    private static final int UPLOADS_TO_WARM_UP = 10;
    private static final long SECOND = 1_000_000_000L;
    private static final String CODE = "B%08d";

    private final int rate;
    private final int seconds;
    private final int rows;
    private final Console console;
    private final Words words;
    private final String day = LocalDate.now().toString();

    InterfaceMeasurement(int rate, int seconds, int rows, Console console, Words words) {
        this.rate = rate;
        this.seconds = seconds;
        this.rows = rows;
        this.console = console;
        this.words = words;
    }

    /// A settled visit.
    private record Visit(int person, String id, String settlement) {}

    InterfaceFigures run(ServerProgram program, Path folder) throws IOException, InterruptedException {
        var files = folder.resolve("files");
        writeFiles(files);
        console.note(words.text("interface.loading", rows));
        try (var server = OwnServer.start(program, folder.resolve("data"), List.of("--load", files.toString()));
                var sender = new Sender(server.address())) {
            var visits = settle(sender);
            var queries = queries(sender, visits);
            console.note(words.text("interface.lines-of-a-stay", LINES));
            var lines = lines(sender);
            console.note(words.text("interface.downloading"));
            var begun = System.nanoTime();
            var bytes = download(sender);
            var downloaded = System.nanoTime();
            download(sender);
            return new InterfaceFigures(
                    rate,
                    queries,
                    LINES,
                    lines,
                    rows,
                    downloaded - begun,
                    System.nanoTime() - downloaded,
                    bytes,
                    Processes.peakMemoryMib(server.pid()));
        }
    }

    /// The sample people and hospital, a catalogue of a region's size, and list 1301.
    private void writeFiles(Path folder) throws IOException {
        SampleData.write(folder, VISITS + UPLOADS_TO_WARM_UP + UPLOADS);
        try (var catalogue = Files.newBufferedWriter(folder.resolve("catalogue.csv"))) {
            catalogue.write("region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to\n");
            for (var entry = 0; entry < ENTRIES; entry++) {
                catalogue.write(String.format(
                        Locale.ROOT,
                        "%s," + CODE + ",样例药品%d,drug,A,0%%,,09,false,2020-01-01,\n",
                        SampleData.REGION,
                        entry,
                        entry));
            }
        }
        var lists = Files.createDirectories(folder.resolve("lists"));
        try (var list = Files.newBufferedWriter(lists.resolve("1301.csv"))) {
            list.write("唯一记录号,版本号,医疗目录编码,注册名称,药品规格,生产企业名称,批准文号,有效标志\n");
            for (var row = 0; row < rows; row++) {
                list.write(String.format(
                        Locale.ROOT,
                        "R%09d,V2026,X%019d,样例药品%d,每片0.25克×24片,样例制药股份有限公司,国药准字H%08d,1\n",
                        row,
                        row,
                        row,
                        row));
            }
        }
    }

    private List<Visit> settle(Sender sender) throws IOException, InterruptedException {
        var visits = new ArrayList<Visit>(VISITS);
        try (var progress = console.progress(words.text("interface.settling", VISITS), VISITS)) {
            for (var person = 0; person < VISITS; person++) {
                visits.add(settle(sender, person));
                progress.at(person);
            }
        }
        return visits;
    }

    private Visit settle(Sender sender, int person) throws IOException, InterruptedException {
        var number = SampleData.person(person).number();
        var certificate = SampleData.person(person).certificate();
        var visit = Sender.field(sender.send("2201", """
                {"data": {"psn_no": "%s", "insutype": "310", "begntime": "%s 08:00:00", "mdtrt_cert_type": "02",
                 "mdtrt_cert_no": "%s", "ipt_otp_no": "%d", "atddr_no": "001", "dr_name": "样例医师", "dept_code": "A02",
                 "dept_name": "全科门诊", "caty": "A02"}}""".formatted(number, day, certificate, person)), "mdtrt_id");
        sender.send("2203", """
                {"mdtrtinfo": {"mdtrt_id": "%s", "psn_no": "%s", "med_type": "11", "begntime": "%s 08:00:00",
                 "main_cond_dscr": "咳嗽三天", "dise_codg": "J06.900", "dise_name": "急性上呼吸道感染"},
                 "diseinfo": [{"diag_type": "1", "diag_srt_no": "1", "diag_code": "J06.900",
                 "diag_name": "急性上呼吸道感染", "diag_dept": "全科门诊", "dise_dor_no": "001",
                 "dise_dor_name": "样例医师", "diag_time": "%s 08:00:00", "vali_flag": "1"}]}""".formatted(visit, number, day, day));
        var lines = new ArrayList<String>();
        for (var line = 0; line < 10; line++) {
            lines.add(line(visit, number, person * 10 + line + 1, "\"chrg_bchno\": \"%d\",".formatted(person)));
        }
        sender.send("2204", "{\"feedetail\": [" + String.join(",", lines) + "]}");
        var settled = sender.send("2207", """
                {"data": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "%s", "med_type": "11",
                 "medfee_sumamt": "100.00", "psn_setlway": "01", "mdtrt_id": "%s", "chrg_bchno": "%d", "insutype": "310",
                 "acct_used_flag": "1", "mid_setl_flag": "0", "fulamt_ownpay_amt": "0", "overlmt_selfpay": "0",
                 "preselfpay_amt": "0", "inscp_scp_amt": "100.00"}}""".formatted(number, certificate, visit, person));
        return new Visit(person, visit, Sender.field(settled, "setl_id"));
    }

    /// A line of 10.00.
    private String line(String visit, String person, int serial, String batch) {
        return """
                {"feedetl_sn": "%d", "mdtrt_id": "%s", "psn_no": "%s", %s "rxno": "1", "rx_circ_flag": "0",
                 "med_type": "21", "fee_ocur_time": "%s 08:00:00", "med_list_codg": "%s", "medins_list_codg": "Y1",
                 "det_item_fee_sumamt": "10.00", "cnt": "2", "pric": "5.00", "bilg_dept_codg": "A02",
                 "bilg_dept_name": "全科门诊", "bilg_dr_codg": "001", "bilg_dr_name": "样例医师",
                 "hosp_appr_flag": "1"}""".formatted(serial, visit, person, batch, day, code(serial));
    }

    private static String code(int number) {
        return String.format(Locale.ROOT, CODE, number % ENTRIES);
    }

    /// All once to warm up, then all to be measured: a server has run for a minute when somebody asks.
    private Map<String, Percentiles> queries(Sender sender, List<Visit> visits)
            throws IOException, InterruptedException {
        var measured = new LinkedHashMap<String, Percentiles>();
        for (var howLong : List.of(seconds / 2, seconds)) {
            console.note(words.text("interface.asking", rate, howLong));
            for (var query : resource().lines().toList()) {
                var space = query.indexOf(' ');
                var number = query.substring(0, space);
                measured.put(number, asked(sender, number, query.substring(space + 1), visits, howLong));
            }
        }
        return measured;
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(InterfaceMeasurement.class.getResourceAsStream("queries.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A time counts from when the message was due, not from when a sender was free for it.
    private Percentiles asked(Sender sender, String number, String input, List<Visit> visits, int howLong)
            throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var count = rate * howLong;
        var begun = System.nanoTime();
        var parts = new ArrayList<Future<Latencies>>();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (var each = 0; each < SENDERS; each++) {
                parts.add(senders.submit(() -> {
                    var times = new Latencies();
                    for (var turn = next.getAndIncrement(); turn < count; turn = next.getAndIncrement()) {
                        var due = begun + turn * SECOND / rate;
                        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                            LockSupport.parkNanos(left);
                        }
                        sender.send(number, filled(input, visits.get(turn % visits.size()), turn));
                        times.add(System.nanoTime() - due);
                    }
                    return times;
                }));
            }
            var times = new ArrayList<Latencies>();
            for (var part : parts) {
                times.add(part.get());
            }
            return Latencies.percentiles(times);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private String filled(String input, Visit visit, int turn) {
        var person = SampleData.person(visit.person());
        return input.replace("${person}", person.number())
                .replace("${certificate}", person.certificate())
                .replace("${visit}", visit.id())
                .replace("${settlement}", visit.settlement())
                .replace("${institution}", SampleData.INSTITUTION)
                .replace("${code}", code(turn * 7))
                .replace("${day}", day)
                .replace("${now}", Sender.now());
    }

    /// Each upload is of a stay of its own, and of items that nobody has asked for yet.
    private Percentiles lines(Sender sender) throws IOException, InterruptedException {
        var times = new Latencies();
        for (var upload = 0; upload < UPLOADS_TO_WARM_UP + UPLOADS; upload++) {
            var person = SampleData.person(VISITS + upload);
            var stay = admit(sender, person);
            var lines = new ArrayList<String>(LINES);
            for (var line = 0; line < LINES; line++) {
                lines.add(line(stay, person.number(), upload * LINES + line + 1, ""));
            }
            var input = "{\"feedetail\": [" + String.join(",", lines) + "]}";
            var begun = System.nanoTime();
            sender.send("2301", input);
            if (upload >= UPLOADS_TO_WARM_UP) {
                times.add(System.nanoTime() - begun);
            }
        }
        return Latencies.percentiles(List.of(times));
    }

    private String admit(Sender sender, Person person) throws IOException, InterruptedException {
        return Sender.field(
                sender.send("2401", """
                {"mdtrtinfo": {"psn_no": "%s", "insutype": "310", "begntime": "%s 00:00:00", "mdtrt_cert_type": "02",
                 "mdtrt_cert_no": "%s", "med_type": "21", "ipt_no": "Z1", "atddr_no": "001", "chfpdr_name": "样例医师",
                 "adm_diag_dscr": "肺炎", "adm_dept_codg": "A03", "adm_dept_name": "呼吸内科", "adm_bed": "1",
                 "dscg_maindiag_code": "J18.900", "dscg_maindiag_name": "肺炎"},
                 "diseinfo": [{"psn_no": "%s", "diag_type": "1", "maindiag_flag": "1", "diag_srt_no": 1,
                 "diag_code": "J18.900", "diag_name": "肺炎", "diag_dept": "呼吸内科", "dise_dor_no": "001",
                 "dise_dor_name": "样例医师", "diag_time": "%s 00:00:00"}]}""".formatted(person.number(), day, person.certificate(), person.number(), day)),
                "mdtrt_id");
    }

    private static long download(Sender sender) throws IOException, InterruptedException {
        var made = sender.send("1301", "{\"data\": {\"ver\": \"0\"}}");
        return sender.fetch("""
                {"fsDownloadIn": {"file_qury_no": "%s", "filename": "%s", "fixmedins_code": "plc"}}""".formatted(Sender.field(made, "file_qury_no"), Sender.field(made, "filename")));
    }
}

package org.openyibao.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.openyibao.bench.settle.SampleData;

/// Sends messages of the sample hospital, each with an id of its own. For any number of threads.
final class Sender implements AutoCloseable {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final int LONGEST_QUOTE = 400;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final AtomicLong serial = new AtomicLong();

    Sender(URI address) {
        this.address = address;
    }

    static String now() {
        return SECOND.format(LocalDateTime.now());
    }

    /// The answer, as text.
    ///
    /// @throws IOException if it is not one of success
    String send(String transaction, String input) throws IOException, InterruptedException {
        var answer = post(transaction, input, HttpResponse.BodyHandlers.ofString());
        if (!answer.contains("\"infcode\":0,")) {
            throw new IOException(transaction + ": " + answer.substring(0, Math.min(answer.length(), LONGEST_QUOTE)));
        }
        return answer;
    }

    /// How many bytes the file has that was asked for.
    long fetch(String input) throws IOException, InterruptedException {
        try (var body = post("9102", input, HttpResponse.BodyHandlers.ofInputStream())) {
            return body.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private <T> T post(String transaction, String input, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var time = LocalDateTime.now();
        var message = """
                {"infno": "%s", "msgid": "%s%s%010d", "mdtrtarea_admvs": "%s", "insuplc_admdvs": "%s",\
                 "recer_sys_code": "HIS", "infver": "V1.0", "opter_type": "1", "opter": "001", "opter_name": "测量员",\
                 "inf_time": "%s", "fixmedins_code": "%s", "fixmedins_name": "样例医院", "input": %s}""".formatted(
                        transaction,
                        SampleData.INSTITUTION,
                        DIGITS.format(time),
                        serial.incrementAndGet(),
                        SampleData.REGION,
                        SampleData.REGION,
                        SECOND.format(time),
                        SampleData.INSTITUTION,
                        input);
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.getBytes(StandardCharsets.UTF_8)))
                .build();
        var response = client.send(request, handler);
        if (response.statusCode() != 200) {
            throw new IOException(transaction + ": HTTP " + response.statusCode());
        }
        return response.body();
    }

    /// The text of a field of an answer.
    static String field(String answer, String name) throws IOException {
        var found = Pattern.compile(String.format(Locale.ROOT, "\"%s\":\"([^\"]*)\"", name))
                .matcher(answer);
        if (!found.find()) {
            throw new IOException("no " + name + " in the answer");
        }
        return found.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}

package org.openyibao.bench.settle;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Messages and their answers over one connection, one after another. For one thread.
final class Conversation implements AutoCloseable {

    private static final DateTimeFormatter SENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int OK = 200;
    private static final int MILLIS = 1_000;
    private static final int LONGEST_QUOTE = 400;
    private static final byte[] CODE = Scan.field("infcode");
    private static final byte[] ERROR = Scan.field("err_msg");
    private static final byte[] VISIT = Scan.field("mdtrt_id");
    private static final byte[] SETTLEMENT = Scan.field("setl_id");
    private static final byte[] TOTAL = Scan.field("medfee_sumamt");
    private static final byte[] FUNDS = Scan.field("fund_pay_sumamt");
    private static final byte[] ACCOUNT = Scan.field("acct_pay");
    private static final byte[] CASH = Scan.field("psn_cash_pay");

    private final HttpConnection connection;
    private final Numbers numbers;
    private final Bytes body = new Bytes(16 << 10);
    private byte[] message = {};
    private long second;
    private byte[] time = {};

    Conversation(URI address, Numbers numbers) throws IOException {
        connection = HttpConnection.to(address);
        this.numbers = numbers;
    }

    /// Sends a message with these values, its id and time put in, and waits until it was answered with
    /// success.
    void send(Template template, Map<Slot, byte[]> values) throws IOException, UnexpectedAnswer {
        message = numbers.message();
        values.put(Slot.MESSAGE, message);
        values.put(Slot.TIME, time());
        body.clear();
        template.write(body, values);
        var status = connection.post(body);
        if (status != OK || !succeeded()) {
            throw new UnexpectedAnswer("HTTP " + status + ": " + quote());
        }
    }

    /// Sends bytes that were sent before.
    void sendAgain(byte[] sent) throws IOException, UnexpectedAnswer {
        body.clear();
        body.append(sent);
        var status = connection.post(body);
        if (status != OK || !succeeded()) {
            throw new UnexpectedAnswer("HTTP " + status + ": " + quote());
        }
    }

    private byte[] time() {
        var now = System.currentTimeMillis() / MILLIS;
        if (now != second) {
            second = now;
            time = SENT.format(LocalDateTime.now(ZoneId.systemDefault())).getBytes(StandardCharsets.US_ASCII);
        }
        return time;
    }

    private boolean succeeded() {
        var answer = connection.answer();
        var at = Scan.findLast(answer, connection.bodyFrom(), CODE) + CODE.length;
        return at >= CODE.length
                && at + 1 < answer.length()
                && answer.array()[at] == '0'
                && (answer.array()[at + 1] == ',' || answer.array()[at + 1] == '}');
    }

    private String quote() {
        var error = Scan.text(connection.answer(), connection.bodyFrom(), ERROR);
        var text = error.isEmpty() ? connection.answer().toString() : error;
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    }

    /// The id of the visit that the last answer opened.
    byte[] visit() throws UnexpectedAnswer {
        var visit = Scan.text(connection.answer(), connection.bodyFrom(), VISIT);
        if (visit.isEmpty()) {
            throw new UnexpectedAnswer("no visit in the answer");
        }
        return visit.getBytes(StandardCharsets.US_ASCII);
    }

    /// The last answer as a settlement of a bill. Throws where its parts do not add up to the bill.
    Settled settled(String sent, long billedFen) throws UnexpectedAnswer {
        var answer = connection.answer();
        var from = connection.bodyFrom();
        var settled = new Settled(
                sent,
                Scan.text(answer, from, SETTLEMENT),
                Scan.fen(answer, from, TOTAL),
                Scan.fen(answer, from, FUNDS),
                Scan.fen(answer, from, ACCOUNT),
                Scan.fen(answer, from, CASH));
        var paid = settled.fundsFen() + settled.accountFen() + settled.cashFen();
        if (settled.settlement().isEmpty() || settled.totalFen() != billedFen || paid != billedFen) {
            throw new UnexpectedAnswer("the parts do not add up to the bill of " + billedFen + " fen: " + settled);
        }
        return settled;
    }

    /// The last message sent, by its id and its bytes.
    String message() {
        return new String(message, StandardCharsets.US_ASCII);
    }

    byte[] body() {
        return body.copy();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

package org.openyibao.bench.settle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// As much of HTTP/1.1 as the driver needs: one connection that stays open, one POST after another, answers
/// with a `Content-Length`. A whole client library would take more of the two cores than the server that is
/// to be measured.
final class HttpConnection implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 30_000;
    private static final int LARGEST_ANSWER = 4 << 20;
    private static final byte[] LENGTH_NAME = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final byte[] requestHead;
    private final Bytes request = new Bytes(16 << 10);
    private final Bytes answer = new Bytes(16 << 10);
    private int bodyFrom;

    private HttpConnection(Socket socket, byte[] requestHead) throws IOException {
        this.socket = socket;
        this.requestHead = requestHead;
        input = socket.getInputStream();
        output = socket.getOutputStream();
    }

    /// Connects to a server of this machine; others are refused.
    static HttpConnection to(URI address) throws IOException {
        if (!InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
            throw new IOException("not this machine: " + address);
        }
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), LONGEST_WAIT_MILLIS);
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var head = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: ";
        return new HttpConnection(socket, head.getBytes(StandardCharsets.US_ASCII));
    }

    /// Sends a body and waits for the answer, whose bytes are then those of [#answer] from [#bodyFrom] on.
    ///
    /// @return the HTTP status
    int post(Bytes body) throws IOException {
        request.clear();
        request.append(requestHead);
        request.append(body.length());
        request.append(END_OF_HEAD);
        request.append(body);
        output.write(request.array(), 0, request.length());
        return receive();
    }

    Bytes answer() {
        return answer;
    }

    int bodyFrom() {
        return bodyFrom;
    }

    private int receive() throws IOException {
        answer.clear();
        bodyFrom = 0;
        while (bodyFrom == 0) {
            var searched = Math.max(0, answer.length() - END_OF_HEAD.length);
            read();
            bodyFrom = endOfHead(searched);
        }
        var end = bodyFrom + contentLength();
        while (answer.length() < end) {
            read();
        }
        return status();
    }

    private void read() throws IOException {
        answer.reserve(4 << 10);
        var count = input.read(answer.array(), answer.length(), answer.room());
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        answer.grow(count);
        if (answer.length() > LARGEST_ANSWER) {
            throw new IOException("an answer of more than " + LARGEST_ANSWER + " bytes");
        }
    }

    private int endOfHead(int from) {
        var found = Scan.find(answer, from, END_OF_HEAD);
        return found < 0 ? 0 : found + END_OF_HEAD.length;
    }

    private int contentLength() throws IOException {
        var array = answer.array();
        for (var at = 0; at < bodyFrom - LENGTH_NAME.length; at++) {
            if (array[at] == '\n' && isLengthName(array, at + 1)) {
                return number(at + 1 + LENGTH_NAME.length);
            }
        }
        throw new IOException("an answer without Content-Length");
    }

    private static boolean isLengthName(byte[] array, int from) {
        for (var i = 0; i < LENGTH_NAME.length; i++) {
            if (Character.toLowerCase(array[from + i]) != LENGTH_NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        var array = answer.array();
        var at = from;
        while (array[at] == ' ') {
            at++;
        }
        var value = 0;
        while (array[at] >= '0' && array[at] <= '9' && value < LARGEST_ANSWER) {
            value = value * 10 + array[at++] - '0';
        }
        return value;
    }

    /// `HTTP/1.1 200 ...`
    private int status() {
        return number("HTTP/1.1 ".length());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

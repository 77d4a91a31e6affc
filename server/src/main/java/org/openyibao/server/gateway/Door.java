package org.openyibao.server.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Optional;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.exchange.ExchangedFile;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.sandbox.CallLog;
import org.openyibao.server.settlement.Overloaded;

/// The one door: takes every POST outside `/api`, `/sandbox` and `/actuator`, wherever it was sent and whatever it
/// says of its content, for senders agree on neither. The rest goes on to the other interfaces.
///
/// The answer says how it went. The HTTP status is 200 all the same, save 413 for what is too large to be read, and 503
/// where nothing was done and the same message may be sent again.
final class Door extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int CONTENT_TOO_LARGE = 413;
    private static final String SECONDS_TO_WAIT = "1";
    private static final String BUSY = "系统繁忙：本报文未作任何处理，请稍后以同一报文ID重发";

    private final transient Dispatcher dispatcher;
    private final transient AccessTokens tokens;
    private final transient Exchange exchange;
    private final transient Optional<CallLog> log;

    /// `log`: who keeps every call, where somebody does.
    Door(Dispatcher dispatcher, AccessTokens tokens, Exchange exchange, Optional<CallLog> log) {
        this.log = log;
        this.dispatcher = dispatcher;
        this.tokens = tokens;
        this.exchange = exchange;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain others)
            throws IOException, ServletException {
        if (isMessage(request)) {
            takeIn(request, response);
        } else {
            others.doFilter(request, response);
        }
    }

    private static boolean isMessage(HttpServletRequest request) {
        var path = request.getServletPath();
        return request.getMethod().equals("POST")
                && !isBelow(path, "/api")
                && !isBelow(path, "/sandbox")
                && !isBelow(path, "/actuator");
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    private void takeIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers headers = name -> Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isBlank());
        if (request.getServletPath().endsWith(AccessTokens.PATH)) {
            var granted = tokens.grant(headers, name -> Optional.ofNullable(request.getParameter(name)));
            response.setHeader("Cache-Control", "no-store");
            answer(response, granted.status(), granted.body());
            return;
        }
        try {
            var address = new Address(
                    request.getServletPath(),
                    Optional.ofNullable(request.getHeader("_api_name")),
                    request.getRemoteAddr());
            var reply = reply(request, address, headers);
            if (reply.isEmpty()) {
                answer(response, CONTENT_TOO_LARGE, dispatcher.refusal("报文：应不超过 2 MiB（上传文件的 9101 除外），实为更大"));
                return;
            }
            switch (reply.get()) {
                case Reply.Message(var body) -> answer(response, HttpServletResponse.SC_OK, body);
                case Reply.Download(var file) -> send(response, file);
            }
        } catch (Overloaded | BusyException _) {
            response.setHeader("Retry-After", SECONDS_TO_WAIT);
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, dispatcher.refusal(BUSY));
        }
    }

    /// Empty where the message is too large; then no more is read of it than proves it.
    private Optional<Reply> reply(HttpServletRequest request, Address address, Headers headers)
            throws IOException, Overloaded {
        var length = request.getContentLengthLong();
        if (length > Upload.LARGEST_BODY_BYTES) {
            return Optional.empty();
        }
        // To ask for just so many saves the copies of growing arrays.
        var tooMany = Json.LARGEST_BODY_BYTES + 1;
        var head = request.getInputStream().readNBytes(length < 0 ? tooMany : (int) Math.min(length, tooMany));
        if (head.length <= Json.LARGEST_BODY_BYTES) {
            var begun = System.nanoTime();
            var reply = dispatcher.answer(head, address, headers);
            log.ifPresent(calls -> calls.add(
                    address.path(), Duration.ofNanos(System.nanoTime() - begun).toMillis(), head, bytes(reply)));
            return Optional.of(reply);
        }
        return Upload.mayBe(head)
                ? dispatcher.answer(
                        new SequenceInputStream(new ByteArrayInputStream(head), request.getInputStream()),
                        address,
                        headers)
                : Optional.empty();
    }

    private static byte[] bytes(Reply reply) {
        return switch (reply) {
            case Reply.Message(var body) -> body;
            case Reply.Download _ -> new byte[0];
        };
    }

    private void send(HttpServletResponse response, ExchangedFile file) throws IOException {
        response.setContentType("application/octet-stream");
        try (var content = exchange.open(file)) {
            content.transferTo(response.getOutputStream());
        }
    }

    private static void answer(HttpServletResponse response, int status, byte[] answer) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=utf-8");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}

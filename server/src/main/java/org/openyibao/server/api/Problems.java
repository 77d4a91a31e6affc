package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Everybody;
import org.openyibao.server.language.Faults;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.UnsureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Turns whatever ends a call early into a [Problem].
@Everybody
@Hidden
@RestController
@RestControllerAdvice
class Problems implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String SECONDS_TO_WAIT = "1";

    private static final Text NOT_UNDERSTOOD = new Text("请求有误", "the request cannot be understood");
    private static final Map<Integer, Text> STATUSES = Map.of(
            404, new Text("没有此地址", "there is nothing at this address"),
            405,
                    new Text(
                            "此地址不接受该方法；可用的见 Allow",
                            "this address does not take this method; see Allow for those it takes"),
            406, new Text("不能以所要求的格式回答", "the answer cannot be given in the form asked for"),
            413, new Text("请求过大", "the request is too large"),
            415, new Text("请求正文应为 application/json", "the body must be application/json"));

    private static final Text BUSY = new Text(
            "系统繁忙：未作任何处理，请稍后重发同一请求（同一 Idempotency-Key）",
            "busy: nothing was done; send the same request with the same Idempotency-Key a little later");
    private static final Text UNSURE = new Text(
            "；是否已办理尚不确定，请重发同一请求（同一 Idempotency-Key），不会重复办理",
            "; not known whether it was done: send the same request with the same Idempotency-Key, it is not done twice");

    @ExceptionHandler
    ResponseEntity<Problem> refused(RefusedException refused, Locale locale) {
        var refusal = refused.refusal();
        var status = switch (refusal.kind()) {
            case BAD_INPUT -> HttpStatus.BAD_REQUEST;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NOT_ALLOWED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
        };
        return answer(Problem.of(status.value(), refusal, locale), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notSignedIn(NotSignedInException who, Locale locale) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answer(Problem.of(HttpStatus.UNAUTHORIZED.value(), who.code(), who.text(), locale), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooMany(TooManyException often, Locale locale) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()));
        var message = new Text(
                "请求过于频繁，未作任何处理；请 " + often.seconds() + " 秒后再试",
                "too many requests: nothing was done; try again in " + often.seconds() + " seconds");
        return answer(Problem.of(HttpStatus.TOO_MANY_REQUESTS.value(), "TOO_MANY", message, locale), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException missing, Locale locale) {
        var type = missing.getMethodParameter();
        var expected = type == null ? Inputs.TEXT : Inputs.expected(type.getParameterType());
        return refused(Inputs.missing(missing.getParameterName(), expected), locale);
    }

    @ExceptionHandler
    ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException mistyped, Locale locale) {
        var type = mistyped.getParameter().nestedIfOptional().getNestedParameterType();
        return refused(
                Inputs.wrong(mistyped.getName(), Inputs.expected(type), Text.same(String.valueOf(mistyped.getValue()))),
                locale);
    }

    /// There is no body at all.
    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException missing, Locale locale) {
        return refused(Inputs.missing("body", Inputs.expected(Record.class)), locale);
    }

    @ExceptionHandler
    ResponseEntity<Problem> busy(BusyException busy, Locale locale) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        return answer(Problem.of(HttpStatus.SERVICE_UNAVAILABLE.value(), "BUSY", BUSY, locale), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception failure, HttpServletRequest request, Locale locale) {
        if (failure instanceof ErrorResponse understood
                && understood.getStatusCode().is4xxClientError()) {
            return answer(ofStatus(understood.getStatusCode().value(), locale), understood.getHeaders());
        }
        var number = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        LOG.error("fault {}\n{}", number, Faults.withoutData(failure));
        var fault = new Text("系统错误，编号 " + number, "a fault of the server, number " + number);
        var status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        return answer(
                failure instanceof UnsureException && !request.getMethod().equals("GET")
                        ? Problem.of(
                                status, "UNSURE", new Text(fault.zh() + UNSURE.zh(), fault.en() + UNSURE.en()), locale)
                        : Problem.of(status, "FAULT", fault, locale),
                HttpHeaders.EMPTY);
    }

    /// What never reached a controller, or was asked for by this address.
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Problem> error(HttpServletRequest request, Locale locale) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
        return answer(ofStatus(status, locale), HttpHeaders.EMPTY);
    }

    private static Problem ofStatus(int status, Locale locale) {
        var known = HttpStatus.resolve(status);
        return Problem.of(
                status,
                known == null ? HttpStatus.BAD_REQUEST.name() : known.name(),
                STATUSES.getOrDefault(status, NOT_UNDERSTOOD),
                locale);
    }

    /// As JSON, whatever the caller takes.
    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

package org.openyibao.server.gateway;

/// A message does not bear the signature of whom it says it comes from. Nothing was done, and nothing is remembered.
final class NotAdmittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why, in the words of a service gateway (服务网关).
    enum Reason {
        MISSING("缺少服务网关的请求头!"),
        STALE("签名时间戳超时!"),
        /// In the words for a stale one: for the sender, too, the remedy is to sign again.
        REPLAYED("签名时间戳超时!"),
        STRANGER("非法用户!"),
        WRONG("签名不一致!");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private static final int UNAUTHORISED = 401;

    private final Reason reason;

    NotAdmittedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /// As service gateways answer: there is no message yet that could be answered in its envelope.
    byte[] answer() {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("code", UNAUTHORISED);
            out.writeStringProperty("message", reason.text);
            out.writeEndObject();
        });
    }
}

package org.openyibao.server.api;

import org.openyibao.engine.text.Text;

/// Ends a call that only somebody who is signed in may make. Carries no stack trace: it is an answer, not a fault.
final class NotSignedInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Who the caller is, is not known.
    static final Text UNKNOWN =
            new Text("请先登录，或在 Authorization 中带有效的令牌", "sign in first, or send a token that is good in Authorization");

    /// It did not become known.
    static final Text REFUSED = new Text(
            "用户名或密码不正确，或该用户已锁定、停用；连续 5 次密码错误锁定 15 分钟",
            "the user or the password is wrong, or the user is locked or disabled; 5 wrong passwords in a row lock for 15"
                    + " minutes");

    private final String code;
    private final transient Text message;

    private NotSignedInException(String code, Text message) {
        super("nobody is signed in", null, false, false);
        this.code = code;
        this.message = message;
    }

    static NotSignedInException unknown() {
        return new NotSignedInException("NOT_SIGNED_IN", UNKNOWN);
    }

    static NotSignedInException refused() {
        return new NotSignedInException("SIGN_IN_REFUSED", REFUSED);
    }

    String code() {
        return code;
    }

    Text text() {
        return message;
    }
}

package org.openyibao.server.gateway;

/// A message is refused: a field of it is not what it must be. Carries no stack trace: it is an answer, not a fault.
/// The text is shown to the sender only, never logged.
class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidFieldException(String text) {
        super(text, null, false, false);
    }

    static InvalidFieldException of(String field, String expected, String got) {
        return new InvalidFieldException(RefusalText.of(field, expected, got));
    }

    String text() {
        return String.valueOf(getMessage());
    }
}

package org.openyibao.bench.settle;

/// The server answered, but not what it had to: a refusal, or amounts that do not add up.
final class UnexpectedAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(String message) {
        super(message);
    }
}

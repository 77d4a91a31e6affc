package org.openyibao.server.account;

/// The books were moved on by others each time before a decision on them could be posted: nothing was done, and
/// asking again may succeed.
public final class BooksBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BooksBusyException() {
        super("the books moved on " + Accounts.MOST_TRIES + " times while they were decided on");
    }
}

package org.openyibao.server.settlement;

/// The queue is full: nothing was done; the same message may be sent again a little later.
public final class Overloaded extends Exception {

    private static final long serialVersionUID = 1L;

    Overloaded(int waiting) {
        super("queue full: " + waiting + " waiting");
    }
}

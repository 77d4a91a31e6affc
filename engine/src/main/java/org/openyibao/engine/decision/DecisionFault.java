package org.openyibao.engine.decision;

/// The engine contradicts itself: a fault of ours, never the caller's. Nothing may be settled by such a decision.
public final class DecisionFault extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DecisionFault(String message) {
        super(message);
    }
}

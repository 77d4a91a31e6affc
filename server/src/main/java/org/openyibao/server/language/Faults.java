package org.openyibao.server.language;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may stand in the log of a fault.
public final class Faults {

    private Faults() {}

    /// Kinds and places of the fault and its causes. Never messages: those of a database quote the row.
    public static String withoutData(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(cause -> cause.getClass().getName()
                        + Stream.of(cause.getStackTrace())
                                .limit(30)
                                .map(frame -> "\n    at " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\ncaused by "));
    }
}

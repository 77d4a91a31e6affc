package org.openyibao.server.request;

import java.time.Instant;

/// Something that waits for somebody of an agency. `about`: the person or institution that it is about; `region`: of
/// the agency; `state`: how far it has come; `by`: who brought it there.
public record Waiting(String id, String about, String region, Instant since, String state, String by) {

    /// Never shows whom it is about: records end up in logs.
    @Override
    public String toString() {
        return "Waiting[" + id + " " + state + "]";
    }
}

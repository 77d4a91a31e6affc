package org.openyibao.server.goods;

import org.openyibao.server.request.Refusal;

/// What became of one of several that were sent together.
public sealed interface Done {

    /// `id` is the number of the new row; empty of a deletion.
    record Made(String id) implements Done {}

    record Refused(Refusal refusal) implements Done {}
}

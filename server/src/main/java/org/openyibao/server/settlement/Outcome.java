package org.openyibao.server.settlement;

import java.util.List;

/// What became of a command.
public sealed interface Outcome {

    /// Done, with nothing to tell.
    record Done() implements Outcome {}

    /// The visit was opened under this id.
    record Opened(String visit) implements Outcome {}

    /// The lines were taken, and this is their split by catalogue.
    record FeesTaken(List<SplitItem> items) implements Outcome {}

    /// A settlement, or the reversal of one, was made. `items` are the lines of a purchase, else empty.
    record Settled(SettlementRecord settlement, Party party, List<SplitItem> items) implements Outcome {}

    /// A filing or another registration was made or cancelled, under this id.
    record Filed(String filing) implements Outcome {}

    /// Nothing was done.
    record Refused(Refusal refusal) implements Outcome {}

    /// The message id was used before, for other content; `first` is the content it was used for.
    record MessageReused(byte[] first) implements Outcome {}
}

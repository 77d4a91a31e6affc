package org.openyibao.bench.settle;

/// What changes from one message to the next; everything else of a message is the same bytes every time.
enum Slot {
    /// The message's own id.
    MESSAGE,
    /// When it is sent.
    TIME,
    PERSON,
    CERTIFICATE,
    /// The id that the server gave to the visit.
    VISIT,
    /// A number that no other message of the run has: of a visit, or of a batch of fee lines and, with the
    /// line's digit behind it, of the line.
    NUMBER
}

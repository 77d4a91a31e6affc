package org.openyibao.server.settlement;

/// Whose accounts may pay a bill.
public enum AccountUse {
    /// Nobody's.
    NONE,
    /// The person's own; what it does not hold, relatives' and the wallet.
    OWN_FIRST,
    /// Relatives' and the wallet alone.
    RELATIVES_ONLY
}

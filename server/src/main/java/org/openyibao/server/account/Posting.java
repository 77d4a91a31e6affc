package org.openyibao.server.account;

import java.util.List;

/// Entries to append to a person's books, decided on `ledger`. Takes effect wholly or, where the books have moved on or
/// a balance would fall below zero, not at all.
public record Posting(Ledger ledger, List<Entry> entries) {}

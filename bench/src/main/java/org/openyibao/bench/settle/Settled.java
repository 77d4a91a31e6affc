package org.openyibao.bench.settle;

/// What a client was answered to a settlement, in fen: total = funds + account + cash.
public record Settled(String message, String settlement, long totalFen, long fundsFen, long accountFen, long cashFen) {}

package org.openyibao.server.clearing;

import org.openyibao.engine.money.Fen;

/// How a region stands with all others together: above zero, they owe it. Prefunds count as paid. The balances of all
/// regions add up to zero.
public record Balance(String region, Fen amount) {}

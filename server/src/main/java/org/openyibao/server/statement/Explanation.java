package org.openyibao.server.statement;

/// Why an account holds what it holds: every change since a day, by which rule, and where the money of prior years came
/// from. The statement ends today.
public record Explanation(Overview overview, Statement statement, PriorMoney prior) {}

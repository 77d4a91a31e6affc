package org.openyibao.server.outflow;

import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.receipt.CitedRule;

/// A use with what it left in the account, and the rule that allowed it.
public record Used(AccountUse use, Balances after, CitedRule rule) {}

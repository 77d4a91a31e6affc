package org.openyibao.engine.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// What the engine answers to a case, whatever it expects, and on what it rests: the answers by their keys, why not,
/// the steps and what each layer paid where a burden was shared out, and the rules that decided.
public record Explained(
        Map<String, String> answers,
        Optional<Reason> reason,
        List<Step> steps,
        Map<LayerKind, Fen> layers,
        List<Rule> rules) {}

package org.openyibao.engine.receipt;

import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// A version of a rule as a receipt cites it. `key` names it for ever ([Rule#key]); `notes` is empty where
/// the pack has none. The rest never changes for a key once it was cited.
public record CitedRule(
        String key,
        String titleZh,
        String titleEn,
        String document,
        String evidence,
        Confidence confidence,
        String notes) {

    public static CitedRule of(Rule rule) {
        return new CitedRule(
                rule.key(),
                rule.title().zh(),
                rule.title().en(),
                rule.source().document(),
                rule.source().evidence(),
                rule.confidence(),
                rule.notes());
    }

    public Text title() {
        return new Text(titleZh, titleEn);
    }

    /// True where a receipt that rests on this rule must say so first; as [Rule#isLowConfidence].
    public boolean isLowConfidence() {
        return switch (confidence) {
            case OFFICIAL, CAPTURE -> false;
            case SECONDARY, SEED, SPECIMEN -> true;
        };
    }
}

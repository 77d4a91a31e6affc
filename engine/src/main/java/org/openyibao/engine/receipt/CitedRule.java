package org.openyibao.engine.receipt;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

    private static final String BETWEEN = "/ ";
    private static final Pattern DAY = Pattern.compile("@(\\d{4}-\\d{2}-\\d{2})");

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

    /// The day from which on this version is in force, as its key says; empty where that is not bounded.
    public Optional<LocalDate> since() {
        var from = DAY.matcher(key);
        return from.find() ? Optional.of(LocalDate.parse(from.group(1))) : Optional.empty();
    }

    /// The notes in both languages: packs write `Chinese / English`; notes in one language stand for both.
    public Text note() {
        return bilingual(notes);
    }

    /// A text of a pack in both languages, as notes are.
    public static Text bilingual(String text) {
        for (var at = text.indexOf(BETWEEN); at > 0; at = text.indexOf(BETWEEN, at + 1)) {
            var zh = text.substring(0, at);
            var en = text.substring(at + BETWEEN.length());
            if (isChinese(zh) && !isChinese(en)) {
                return new Text(zh.strip(), en.strip());
            }
        }
        return Text.same(text.strip());
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /// How the source was seen, for people.
    public Text seen() {
        return Words.evidence(evidence);
    }

    /// True where a receipt that rests on this rule must say so first; as [Rule#isLowConfidence].
    public boolean isLowConfidence() {
        return switch (confidence) {
            case OFFICIAL, CAPTURE -> false;
            case SECONDARY, SEED, SPECIMEN -> true;
        };
    }

    /// What must be said first of a text that rests on these rules; empty where all are official.
    static Optional<Text> warning(List<CitedRule> rules) {
        var doubtful = rules.stream().filter(CitedRule::isLowConfidence).count();
        return doubtful == 0
                ? Optional.empty()
                : Optional.of(new Text(
                        "注意：所依据的规则中有 " + doubtful + " 条未经官方文件核实（以 * 标出），结果仅供参考",
                        "Caution: not from an official document: " + doubtful
                                + " of the rules behind this (marked *)"));
    }
}

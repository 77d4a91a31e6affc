package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;

/// Why a call did not do what it was to do: the one shape of every answer that is not 2xx.
@Schema(description = "Why nothing was done. Sentences are in the language of Accept-Language (zh or en; zh without).")
record Problem(
        @Schema(description = "the HTTP status", example = "422")
        int status,

        @Schema(description = "for machines, stable", example = "SPORT_FITNESS")
        String code,

        @Schema(description = "for people", example = "an account must not pay for sport and fitness")
        String message,

        @Schema(description = "path of the field that it is about", example = "purpose")
        Optional<String> field,

        @Schema(description = "what the field should have been")
        Optional<String> expected,

        @Schema(description = "what came") Optional<String> got,

        @Schema(description = "the rule that says no") Optional<RuleCited> rule,

        @Schema(description = "what the person can do about it")
        Optional<String> whatToDo,

        @Schema(description = "the single things that are wrong or lacking, where there are several")
        Optional<List<String>> details) {

    /// A rule by the key that names this version of it for ever, its title and where it stands.
    record RuleCited(
            @Schema(example = "000000/purpose-sport-fitness@always")
            String id,

            String title,
            String source,

            @Schema(description = "official, capture, secondary, seed or specimen", example = "official")
            String confidence) {

        static RuleCited of(CitedRule rule, Locale locale) {
            return new RuleCited(
                    rule.key(),
                    rule.title().in(locale),
                    rule.document(),
                    rule.confidence().toString());
        }
    }

    static Problem of(int status, Refusal refusal, Locale locale) {
        return new Problem(
                status,
                refusal.code(),
                refusal.message().in(locale),
                refusal.wrong().map(Refusal.Wrong::field),
                refusal.wrong().map(wrong -> wrong.expected().in(locale)),
                refusal.wrong().map(wrong -> wrong.got().in(locale)),
                refusal.rule().map(rule -> RuleCited.of(rule, locale)),
                refusal.whatToDo().map(what -> what.in(locale)),
                Optional.of(refusal.details())
                        .filter(details -> !details.isEmpty())
                        .map(details ->
                                details.stream().map(each -> each.in(locale)).toList()));
    }

    /// One that is about no field and no rule.
    static Problem of(int status, String code, Text message, Locale locale) {
        return new Problem(
                status,
                code,
                message.in(locale),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

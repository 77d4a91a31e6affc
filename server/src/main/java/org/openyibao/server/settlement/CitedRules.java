package org.openyibao.server.settlement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Keeps the words of every rule that settlements may cite, so that a receipt says for ever what the rule said when it
/// was applied. A rule whose words change gets a new key; no row is ever changed.
@Component
class CitedRules implements ApplicationRunner {

    private static final int DIGEST_CHARACTERS = 8;
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final Map<Rule, String> keys = new HashMap<>();
    private final List<Rule> rules;

    CitedRules(JdbcTemplate jdbc, PolicyBook book) {
        this.jdbc = jdbc;
        rules = book.packs().stream().flatMap(pack -> pack.rules().stream()).toList();
        rules.forEach(rule -> keys.put(rule, rule.key() + "#" + digest(rule)));
    }

    /// The key under which the rule's words are kept.
    String key(Rule rule) {
        var key = keys.get(rule);
        if (key == null) {
            throw new IllegalArgumentException("rule " + rule.key() + " is of no pack of this server");
        }
        return key;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        jdbc.batchUpdate("""
                insert into cited_rule (key, title_zh, title_en, document, evidence, confidence, notes)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing""", rules, ROWS_AT_ONCE, (insert, rule) -> {
            insert.setString(1, key(rule));
            insert.setString(2, rule.title().zh());
            insert.setString(3, rule.title().en());
            insert.setString(4, rule.source().document());
            insert.setString(5, rule.source().evidence());
            insert.setString(6, rule.confidence().toString());
            insert.setString(7, rule.notes());
        });
    }

    private static String digest(Rule rule) {
        try {
            var words = String.join(
                    "\n",
                    rule.title().zh(),
                    rule.title().en(),
                    rule.source().document(),
                    rule.source().evidence(),
                    rule.confidence().toString(),
                    rule.notes(),
                    rule.effect().toString());
            var hash = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

package org.openyibao.server.policy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Keeps the words of every rule that decisions may cite, so that a receipt says for ever what the rule said when it
/// was applied. A rule whose words change gets a new key; no row is ever changed.
@Component
public class CitedRuleStore {

    private static final int DIGEST_CHARACTERS = 8;
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final Map<CitedRule, String> keys = new ConcurrentHashMap<>();

    CitedRuleStore(JdbcTemplate jdbc, Policies policies) {
        this.jdbc = jdbc;
        policies.beforeUse(this::keep);
    }

    /// The key under which the rule's words are kept.
    public String key(CitedRule rule) {
        var key = keys.get(rule);
        if (key == null) {
            throw new IllegalArgumentException("rule " + rule.key() + " is of no pack that this server used");
        }
        return key;
    }

    /// The words kept under the keys, by key.
    public Map<String, CitedRule> words(Connection connection, Collection<String> wanted) throws SQLException {
        var found = new HashMap<String, CitedRule>();
        try (var select = connection.prepareStatement("""
                select key, title_zh, title_en, document, evidence, confidence, notes
                from cited_rule where key = any(?)""")) {
            select.setObject(1, wanted.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getString(1),
                            new CitedRule(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    Codes.of(Confidence.class, rows.getString(6)),
                                    rows.getString(7)));
                }
            }
        }
        return found;
    }

    /// The words of rules that are known by [org.openyibao.engine.policy.Rule#key] alone, by that key. Where those of a
    /// rule were changed, one of them.
    public Map<String, CitedRule> wordsOf(Connection connection, Collection<String> rules) throws SQLException {
        var kept = new ArrayList<String>();
        try (var select = connection.prepareStatement(
                "select key from cited_rule where split_part(key, '#', 1) = any(?) order by key")) {
            select.setObject(1, rules.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    kept.add(rows.getString(1));
                }
            }
        }
        var found = new HashMap<String, CitedRule>();
        words(connection, kept).forEach((key, words) -> found.put(key.substring(0, key.indexOf('#')), words));
        return found;
    }

    /// Rules of books used before stay known: a decision under way may cite them.
    private void keep(PolicyBook book) {
        var rules = new HashMap<CitedRule, String>();
        book.packs().stream()
                .map(Pack::rules)
                .flatMap(List::stream)
                .map(CitedRule::of)
                .forEach(cited -> {
                    if (!keys.containsKey(cited)) {
                        rules.put(cited, cited.key() + "#" + digest(cited));
                    }
                });
        jdbc.batchUpdate("""
                insert into cited_rule (key, title_zh, title_en, document, evidence, confidence, notes)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing""", List.copyOf(rules.entrySet()), ROWS_AT_ONCE, (insert, entry) -> {
            var rule = entry.getKey();
            insert.setString(1, entry.getValue());
            insert.setString(2, rule.titleZh());
            insert.setString(3, rule.titleEn());
            insert.setString(4, rule.document());
            insert.setString(5, rule.evidence());
            insert.setString(6, rule.confidence().toString());
            insert.setString(7, rule.notes());
        });
        keys.putAll(rules);
    }

    private static String digest(CitedRule rule) {
        var hash = Sha256.digest().digest(rule.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
    }
}

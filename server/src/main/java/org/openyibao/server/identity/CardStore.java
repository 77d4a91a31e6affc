package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of `card`.
final class CardStore {

    private static final String NUMBER = "card.number";

    private final DataKeys keys;

    CardStore(DataKeys keys) {
        this.keys = keys;
    }

    void save(Connection connection, List<Card> cards) throws SQLException {
        try (var save = connection.prepareStatement("""
                insert into card (number, number_hash, psn_no, recognition, state) values (?, ?, ?, ?, ?)
                on conflict (number_hash) do update set number = excluded.number, psn_no = excluded.psn_no,
                    recognition = excluded.recognition, state = excluded.state""")) {
            for (var card : cards) {
                save.setBytes(1, keys.seal(NUMBER, card.person(), card.number()));
                save.setBytes(2, keys.hash("card", card.number()));
                save.setString(3, card.person());
                save.setString(4, card.recognition());
                save.setString(5, card.state().toString());
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    Optional<Card> byNumber(Connection connection, String number) throws SQLException {
        try (var select = connection.prepareStatement(
                "select number, psn_no, recognition, state from card where number_hash = any(?)")) {
            select.setObject(1, keys.hashes("card", number));
            return cards(select).stream().findFirst();
        }
    }

    List<Card> of(Connection connection, String person) throws SQLException {
        try (var select =
                connection.prepareStatement("select number, psn_no, recognition, state from card where psn_no = ?")) {
            select.setString(1, person);
            return cards(select).stream()
                    .sorted(Comparator.comparing(Card::number))
                    .toList();
        }
    }

    private List<Card> cards(PreparedStatement select) throws SQLException {
        var cards = new ArrayList<Card>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var person = rows.getString(2);
                cards.add(new Card(
                        keys.open(NUMBER, person, rows.getBytes(1)),
                        person,
                        rows.getString(3),
                        Codes.of(Card.State.class, rows.getString(4))));
            }
        }
        return cards;
    }
}

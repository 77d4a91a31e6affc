package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.Codes;

/// SQL of `card`.
final class CardStore {

    void save(Connection connection, List<Card> cards) throws SQLException {
        try (var save = connection.prepareStatement("""
                insert into card (number, psn_no, recognition, state) values (?, ?, ?, ?)
                on conflict (number) do update set psn_no = excluded.psn_no, recognition = excluded.recognition,
                    state = excluded.state""")) {
            for (var card : cards) {
                save.setString(1, card.number());
                save.setString(2, card.person());
                save.setString(3, card.recognition());
                save.setString(4, card.state().toString());
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    Optional<Card> byNumber(Connection connection, String number) throws SQLException {
        try (var select =
                connection.prepareStatement("select number, psn_no, recognition, state from card where number = ?")) {
            return cards(select, number).stream().findFirst();
        }
    }

    List<Card> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement(
                "select number, psn_no, recognition, state from card where psn_no = ? order by number")) {
            return cards(select, person);
        }
    }

    private static List<Card> cards(PreparedStatement select, String parameter) throws SQLException {
        select.setString(1, parameter);
        var cards = new ArrayList<Card>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                cards.add(new Card(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        Codes.of(Card.State.class, rows.getString(4))));
            }
        }
        return cards;
    }
}

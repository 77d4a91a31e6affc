package org.openyibao.server.identity;

import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// A door of the room: whose card a number is.
@Component
public class Cards {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Requests requests;
    private final CardStore store;

    Cards(Requests requests, DataKeys keys) {
        store = new CardStore(keys);
        this.requests = requests;
    }

    /// Adds or replaces cards by number, some thousands in one transaction.
    public void save(List<Card> cards) {
        for (var from = 0; from < cards.size(); from += ROWS_AT_ONCE) {
            var some = cards.subList(from, Math.min(cards.size(), from + ROWS_AT_ONCE));
            requests.always(connection -> {
                store.save(connection, some);
                return some.size();
            });
        }
    }

    public Optional<Card> byNumber(String number) {
        return requests.read(connection -> store.byNumber(connection, number));
    }

    /// Every card of a person, in the order of their numbers.
    public List<Card> of(String person) {
        return requests.read(connection -> store.of(connection, person));
    }
}

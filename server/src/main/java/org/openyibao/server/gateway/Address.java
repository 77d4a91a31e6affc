package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a message was sent to, for senders that name the transaction there: `.../2207`, `.../<service>/<method>`, or a
/// header `_api_name`; and the address where it came from.
record Address(String path, Optional<String> apiName, String sender) {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 7;

    /// The transaction that the address names, if it names one.
    Optional<String> transaction(Map<String, String> services) {
        var segments = List.of(path.split("/", -1));
        var last = segments.getLast();
        if (segments.size() > 1) {
            var service = services.get(segments.get(segments.size() - 2) + "/" + last);
            if (service != null) {
                return Optional.of(service);
            }
        }
        return Optional.of(last).filter(Address::isTransaction).or(() -> apiName.filter(Address::isTransaction));
    }

    /// Digits, perhaps with a capital letter at the end: `2207`, `2203A`.
    private static boolean isTransaction(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return false;
        }
        var end = Character.isUpperCase(text.charAt(text.length() - 1)) ? text.length() - 1 : text.length();
        return text.chars().limit(end).allMatch(character -> character >= '0' && character <= '9');
    }
}

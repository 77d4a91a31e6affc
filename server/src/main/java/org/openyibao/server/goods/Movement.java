package org.openyibao.server.goods;

import java.time.LocalDateTime;
import java.util.List;

/// What an institution says of its goods. `item` is its own article, `code` the catalogue's. `quantity` in
/// ten-thousandths of the smallest unit that is priced, above zero but for a stocktaking. `origin` is the number of the
/// purchase or sale that a return says it takes back. `settled`: the sale was settled with the insurance. `traces`
/// are the codes on the packages, each once. `details`: what was sent besides, as JSON. Texts are empty where there is
/// none.
public record Movement(
        Kind kind,
        String batch,
        String item,
        String itemName,
        String code,
        long quantity,
        boolean incoming,
        boolean split,
        LocalDateTime happenedAt,
        String origin,
        String visitNumber,
        boolean settled,
        String settlement,
        String person,
        List<String> traces,
        String details) {

    /// Never shows whose purchase it is.
    @Override
    public String toString() {
        return "Movement[" + kind + " " + batch + "]";
    }
}

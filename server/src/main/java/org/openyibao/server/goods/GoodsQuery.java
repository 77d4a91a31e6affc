package org.openyibao.server.goods;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;

/// Rows of an institution. `from` and `to` (exclusive) are about when it happened. Those with packages' codes alone
/// where `traced`; deleted ones alone where `deleted`, else only the others.
public record GoodsQuery(
        String institution,
        Set<Kind> kinds,
        boolean deleted,
        boolean traced,
        Optional<LocalDateTime> from,
        Optional<LocalDateTime> to,
        Optional<String> batch,
        Optional<String> item,
        Optional<String> code,
        Optional<String> visit,
        Optional<String> person) {}

package org.openyibao.server.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.text.Wording;
import org.springframework.stereotype.Component;

/// The handlers by the transactions that they name.
@Component
class Transactions {

    private final Map<String, Handler> handlers = new HashMap<>();
    private final Map<String, String> services = new HashMap<>();

    private final InterfaceTables tables;

    Transactions(List<Handler> all, InterfaceTables tables) {
        this.tables = tables;
        for (var handler : all) {
            for (var transaction : handler.transactions()) {
                if (handlers.put(transaction, handler) != null) {
                    throw new IllegalStateException("two handlers of transaction " + transaction);
                }
            }
            services.putAll(handler.services());
        }
    }

    /// By `service/method`, for [Address#transaction].
    Map<String, String> services() {
        return services;
    }

    /// @throws InvalidFieldException if there is none
    Handler handler(String transaction) {
        var handler = handlers.get(transaction);
        if (handler == null) {
            tables.transaction(transaction).ifPresent(known -> {
                throw new InvalidFieldException("infno：本服务不提供交易 " + known.number() + "（" + known.title() + "）");
            });
            var nearest = Wording.nearest(transaction, handlers.keySet());
            throw InvalidFieldException.of(
                    "infno",
                    "本服务支持的交易编号" + nearest.map(number -> "（如 " + number + "）").orElse(""),
                    transaction);
        }
        return handler;
    }
}

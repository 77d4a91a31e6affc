package org.openyibao.server.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.catalogue.InstitutionItem.Key;
import org.openyibao.server.catalogue.ToldItem.Change;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// Which item of the catalogue each item of an institution is: sent and withdrawn by the institution itself.
@Component
public class InstitutionItems {

    private final InstitutionItemStore store = new InstitutionItemStore();
    private final Requests requests;
    private final Registry registry;
    private final Clock clock;

    InstitutionItems(Requests requests, Registry registry, Clock clock) {
        this.requests = requests;
        this.registry = registry;
        this.clock = clock;
    }

    /// Takes items, all or none, in place of what was sent of the same keys before. Their codes are in the
    /// catalogue of the place, on their first day or today.
    public Answer take(Once<List<InstitutionItem>> once, List<InstitutionItem> items, String operator, String name) {
        return requests.perform(once, connection -> {
            var today = BusinessDay.of(clock.instant());
            var keys = new HashSet<Key>();
            for (var item : items) {
                if (!keys.add(item.key())) {
                    return Result.refused(Refusal.badInput(
                            "SENT_TWICE",
                            "item",
                            new Text("同一对照只出现一次", "the same item once"),
                            Text.same(item.key().item())));
                }
                if (!isKnown(item, item.from()) && !isKnown(item, today)) {
                    return Result.refused(Refusal.unknown(
                            "UNKNOWN_CODE",
                            "code",
                            new Text(
                                    "区划 " + item.region() + " 医保目录中的编码", "a code in the catalogue of " + item.region()),
                            item.key().code()));
                }
            }
            store.save(connection, items, new Change(clock.instant(), operator, name));
            return Result.done(items);
        });
    }

    private boolean isKnown(InstitutionItem item, LocalDate on) {
        return registry.entry(item.region(), item.key().code(), on).isPresent();
    }

    /// Withdraws items that stand, all or none.
    public Answer withdraw(Once<List<Key>> once, List<Key> keys, String operator, String name) {
        return requests.perform(once, connection -> {
            var change = new Change(clock.instant(), operator, name);
            for (var key : keys) {
                if (!store.withdraw(connection, key, change)) {
                    return Result.refused(Refusal.unknown(
                            "UNKNOWN_ITEM",
                            "item",
                            new Text("本机构已上传、未撤销的目录对照", "an item that was sent and not withdrawn"),
                            key.item() + " " + key.kind() + " " + key.code()));
                }
            }
            return Result.done(keys);
        });
    }

    public ItemPage page(ItemQuery query, long offset, int most) {
        return requests.read(connection ->
                new ItemPage(store.items(connection, query, offset, most), store.count(connection, query)));
    }
}

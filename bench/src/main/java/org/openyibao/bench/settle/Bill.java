package org.openyibao.bench.settle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.openyibao.engine.money.Fen;

/// A bill of ten lines in the two messages that settle it: the upload of its lines (2204) and the settlement
/// (2207). The hospital has split it by catalogue; the server refuses it if its own split is another.
record Bill(Template upload, Template settle, long totalFen) {

    static final int LINES = 10;

    private static final long SEED = 20_260_102;
    private static final int MOST_OF_AN_ITEM = 3;

    /// So many different bills for a day. `terms`: region, institution and day of all messages.
    static List<Bill> sample(int count, Map<String, String> terms) {
        var random = new Random(SEED);
        var items = new ArrayList<>(SampleData.items());
        var bills = new ArrayList<Bill>(count);
        for (var i = 0; i < count; i++) {
            Collections.shuffle(items, random);
            bills.add(of(items.subList(0, LINES), random, terms));
        }
        return List.copyOf(bills);
    }

    private static Bill of(List<Item> items, Random random, Map<String, String> terms) {
        var lines = new ArrayList<String>();
        var split = Item.Split.NOTHING;
        for (var item : items) {
            var count = 1 + random.nextInt(MOST_OF_AN_ITEM);
            split = split.plus(item.split(count));
            lines.add(line(item, count, lines.size(), terms));
        }
        var amounts = new HashMap<>(terms);
        amounts.put("total", Fen.yuan(split.total()));
        amounts.put("ownPay", Fen.yuan(split.ownPay()));
        amounts.put("overLimit", Fen.yuan(split.overLimit()));
        amounts.put("firstPay", Fen.yuan(split.firstPay()));
        amounts.put("inScope", Fen.yuan(split.inScope()));
        amounts.put("lines", lines.stream().collect(Collectors.joining(",")));
        return new Bill(
                Template.of(Template.resource("2204.json", amounts)),
                Template.of(Template.resource("2207.json", amounts)),
                split.total());
    }

    private static String line(Item item, int count, int number, Map<String, String> terms) {
        var values = new HashMap<>(terms);
        values.put("line", Integer.toString(number));
        values.put("code", item.code());
        values.put("count", Integer.toString(count));
        values.put("price", item.price().toString());
        values.put("amount", Fen.yuan(item.price().value() * count));
        return Template.resource("2204-line.json", values);
    }
}

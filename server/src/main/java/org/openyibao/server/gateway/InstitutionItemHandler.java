package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.catalogue.InstitutionItem;
import org.openyibao.server.catalogue.InstitutionItem.Key;
import org.openyibao.server.catalogue.InstitutionItems;
import org.openyibao.server.catalogue.ItemQuery;
import org.openyibao.server.catalogue.ToldItem;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Which item of the catalogue each item of an institution is (目录对照): sent (3301), withdrawn (3302), and seen again
/// page by page (1317). An institution sees and changes its own.
@Component
class InstitutionItemHandler implements Handler {

    private static final String NOBODY = "";
    private static final String SEND = "3301";
    private static final String WITHDRAW = "3302";
    private static final String PAGE = "1317";
    private static final Map<String, String> FIELDS = Map.of("item", "fixmedins_hilist_id", "code", "med_list_codg");

    private final InstitutionItems items;
    private final Registry registry;
    private final InterfaceTables tables;

    InstitutionItemHandler(InstitutionItems items, Registry registry, InterfaceTables tables) {
        this.items = items;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(SEND, WITHDRAW, PAGE);
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "catalogCompService/catalogCompUp", SEND,
                "catalogqueryservice/queryMedListMapByPage", PAGE);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        return switch (envelope.transaction()) {
            case SEND -> send(envelope);
            case WITHDRAW -> withdraw(envelope);
            default -> page(envelope);
        };
    }

    private Task<Outcome.Done> send(Envelope envelope) {
        var region = registry.institution(
                        envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .region();
        var sent = envelope.input().rowsOfOnly("data").stream()
                .map(row -> item(row, envelope.institution(), region))
                .toList();
        KeptRequest.done(
                items.take(
                        new Once<>(KeptRequest.of(envelope), _ -> new byte[0]),
                        sent,
                        envelope.operator(),
                        envelope.operatorName()),
                FIELDS);
        return Task.known(NOBODY, Answer.NOTHING);
    }

    private static InstitutionItem item(Fields row, String institution, String region) {
        var from = row.date("begndate");
        var to = row.date("enddate");
        if (to.isBefore(from)) {
            throw row.refused("enddate", "不早于 begndate " + from + " 的日期", to.toString());
        }
        return new InstitutionItem(
                key(row, institution), row.text("fixmedins_hilist_name", 200), region, from, to, Details.of(row));
    }

    private static Key key(Fields row, String institution) {
        return new Key(
                institution,
                row.text("fixmedins_hilist_id", 30),
                row.text("list_type", 30),
                row.text("med_list_codg", 30));
    }

    private Task<Outcome.Done> withdraw(Envelope envelope) {
        var keys = envelope.input().rowsOfOnly("data").stream()
                .map(row -> {
                    own(row, envelope);
                    return key(row, envelope.institution());
                })
                .toList();
        KeptRequest.done(
                items.withdraw(
                        new Once<>(KeptRequest.of(envelope), _ -> new byte[0]),
                        keys,
                        envelope.operator(),
                        envelope.operatorName()),
                FIELDS);
        return Task.known(NOBODY, Answer.NOTHING);
    }

    /// The institution of a row, where it names one, is the sender.
    private static void own(Fields row, Envelope envelope) {
        row.optionalCode(
                "fixmedins_code",
                30,
                "本机构的编号 " + envelope.institution(),
                code -> Optional.of(code).filter(envelope.institution()::equals));
    }

    private Task<Outcome.Done> page(Envelope envelope) {
        var fields = envelope.input().only("data");
        own(fields, envelope);
        var page = Page.of(fields);
        var today = envelope.slip().today();
        var region = fields.optional("insu_admdvs", 6);
        var query = new ItemQuery(
                envelope.institution(),
                region,
                fields.optional("medins_list_codg", 30),
                fields.optional("medins_list_name", 200),
                fields.optional("list_type", 30),
                fields.optional("med_list_codg", 30),
                fields.optionalDate("query_date"),
                fields.optionalDate("begndate"),
                fields.optionalCode("vali_flag", 3, NationalCodes.FLAGS, NationalCodes::flag),
                fields.optionalDateTime("updt_time").map(Times::instant));
        var found = items.page(query, page.offset(), page.size());
        var rows = found.items().stream().map(this::row).toList();
        return Task.known(NOBODY, Answer.of(out -> page.write(out, rows, found.all())));
    }

    private OutputRow row(ToldItem told) {
        var item = told.item();
        return OutputRow.of(tables.out(PAGE, "data"))
                .text("fixmedins_code", item.key().institution())
                .text("medins_list_codg", item.key().item())
                .text("medins_list_name", item.name())
                .text("insu_admdvs", item.region())
                .text("poolarea_no", item.region())
                .text("list_type", item.key().kind())
                .text("med_list_codg", item.key().code())
                .date("begndate", item.from())
                .date("enddate", item.to())
                .text("vali_flag", NationalCodes.flag(told.stands()))
                .text("rid", Long.toString(told.record()))
                .text("crter_id", told.added().operator())
                .text("crter_name", told.added().operatorName())
                .time("crte_time", Times.local(told.added().at()))
                .text("opter_id", told.changed().operator())
                .text("opter_name", told.changed().operatorName())
                .time("opt_time", Times.local(told.changed().at()))
                .time("updt_time", Times.local(told.changed().at()))
                .kept(Json.object(item.details().getBytes(StandardCharsets.UTF_8)));
    }
}

package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.goods.Deletion;
import org.openyibao.server.goods.Done;
import org.openyibao.server.goods.Goods;
import org.openyibao.server.goods.Kind;
import org.openyibao.server.goods.Movement;
import org.openyibao.server.goods.Operator;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/// What institutions say of their goods (进销存): stocktaking (盘存, 3501), change of stock (库存变更, 3502), purchase (采购,
/// 3503) and what went back (采购退货, 3504), sale (销售, 3505) and what came back (销售退货, 3506), deletion (删除, 3507); with
/// A at the end for many at once.
///
/// Many at once: a row that is not what its table says refuses the message; one that does not go with what was
/// uploaded before is told in the answer, and the others are done. 3501A has no answer to tell it in, and no row of it
/// can be so.
@Component
class GoodsHandler implements Handler {

    private static final String PURCHASE_NUMBER = "medins_prod_purc_no";
    private static final String SALES = "selinfo";
    private static final String SALE_NUMBER = "medins_prod_sel_no";
    private static final int LONGEST_TRACE = 100;
    private static final int PLACES = 4;
    private static final Set<String> SETTLED = Set.of("1", "2");

    /// The node with the packages' codes, as senders spell it.
    private static final List<String> TRACE_NODES = List.of("drugtracinfo", "drug_trac_info", "durg_trac_info");

    private static final List<String> TRACE_FIELDS = List.of("drug_trac_codg", "drug_trac_code");
    private static final String DATA_KINDS = "1（盘存信息）、2（库存变更信息）、3（采购信息）或 4（销售信息）";

    private static final Map<String, String> FIELDS = Map.of(
            "batch", "fixmedins_bchno",
            "visit", "mdtrt_sn",
            "settlement", "setl_id",
            "person", "psn_no",
            "trace", "drug_trac_codg");

    /// A transaction: the node with what is sent, the fields of quantity and time, the number by which a return
    /// says what it is of; of many at once the node of the answer, whether it has all rows or those alone that
    /// failed, and the field with the number of a new row. Empty where there is none.
    private record Form(
            String node,
            Optional<Kind> kind,
            String quantity,
            String time,
            String origin,
            boolean many,
            String answer,
            boolean tellsAll,
            String number) {

        static Form one(String node, Kind kind, String quantity, String time, String origin) {
            return new Form(node, Optional.of(kind), quantity, time, origin, false, "", false, "");
        }

        Form many(String manyNode, String answerNode, boolean all, String numberField) {
            return new Form(manyNode, kind, quantity, time, origin, true, answerNode, all, numberField);
        }
    }

    private static final Map<String, Form> FORMS = forms();

    private final Goods goods;
    private final Enrolment enrolment;
    private final InterfaceTables tables;

    GoodsHandler(Goods goods, Enrolment enrolment, InterfaceTables tables) {
        this.goods = goods;
        this.enrolment = enrolment;
        this.tables = tables;
    }

    private static Map<String, Form> forms() {
        var stocktaking = Form.one("invinfo", Kind.STOCKTAKING, "inv_cnt", "invdate", "");
        var change = Form.one("invinfo", Kind.CHANGE, "cnt", "inv_chg_time", "");
        var purchase = Form.one("purcinfo", Kind.PURCHASE, "purc_retn_cnt", "purc_retn_stoin_time", "");
        var purchaseReturn =
                Form.one("purcinfo", Kind.PURCHASE_RETURN, "purc_retn_cnt", "purc_retn_stoin_time", PURCHASE_NUMBER);
        var sale = Form.one(SALES, Kind.SALE, "sel_retn_cnt", "sel_retn_time", "");
        var saleReturn = Form.one(SALES, Kind.SALE_RETURN, "sel_retn_cnt", "sel_retn_time", SALE_NUMBER);
        var deletion = new Form("data", Optional.empty(), "", "", "", false, "", false, "");
        return Map.ofEntries(
                Map.entry("3501", stocktaking),
                Map.entry("3501A", stocktaking.many("invinfoDetail", "", false, "")),
                Map.entry("3502", change),
                Map.entry("3502A", change.many("invinfoDetail", "invinfoErrDetail", false, "")),
                Map.entry("3503", purchase),
                Map.entry("3503A", purchase.many("purcinfoDetail", "purcinfoDetail", true, PURCHASE_NUMBER)),
                Map.entry("3504", purchaseReturn),
                Map.entry("3504A", purchaseReturn.many("purcinfoDetail", "purcinfoErrDetail", false, "")),
                Map.entry("3505", sale),
                Map.entry("3505A", sale.many("selinfoDetail", "selinfoDetail", true, SALE_NUMBER)),
                Map.entry("3506", saleReturn),
                Map.entry("3506A", saleReturn.many("selinfoDetail", "selinfoErrDetail", false, "")),
                Map.entry("3507", deletion),
                Map.entry("3507A", deletion.many("goodDetail", "goodErrDetail", false, "")));
    }

    @Override
    public Set<String> transactions() {
        return FORMS.keySet();
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "goodsService/goodsUpload", "3501",
                "goodsService/goodsUpdate", "3502",
                "goodsService/goodsBuy", "3503",
                "goodsService/goodsBuyReturn", "3504",
                "goodsService/goodsSell", "3505",
                "goodsService/goodsSellReturn", "3506",
                "goodsService/goodsInfoDelete", "3507");
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var form = Objects.requireNonNull(FORMS.get(envelope.transaction()));
        var input = envelope.input();
        var rows = form.many() ? input.rows(form.node()) : List.of(input.only(form.node()));
        var operator = new Operator(envelope.operator(), envelope.operatorName());
        var done = form.kind().isPresent()
                ? record(envelope, form, operator, movements(form, input, rows))
                : delete(envelope, form, operator, deletions(rows));
        if (!form.many()) {
            return Task.known("", told(envelope.transaction(), form));
        }
        if (form.answer().isEmpty()) {
            return Task.known("", Answer.NOTHING);
        }
        var told = told(envelope.transaction(), form, rows, Json.object(done.getBytes(StandardCharsets.UTF_8)));
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, form.answer(), told);
            out.writeEndObject();
        }));
    }

    private String record(Envelope envelope, Form form, Operator operator, List<Movement> movements) {
        return KeptRequest.done(
                goods.record(once(envelope, form), envelope.institution(), operator, movements, !form.many()),
                fields(form));
    }

    private String delete(Envelope envelope, Form form, Operator operator, List<Deletion> deletions) {
        return KeptRequest.done(
                goods.delete(once(envelope, form), envelope.institution(), operator, deletions, !form.many()),
                fields(form));
    }

    private static Once<List<Done>> once(Envelope envelope, Form form) {
        return new Once<>(KeptRequest.of(envelope), done -> kept(done, form));
    }

    private static Map<String, String> fields(Form form) {
        var fields = new LinkedHashMap<>(FIELDS);
        fields.put("quantity", form.quantity());
        fields.put("origin", form.origin());
        return fields;
    }

    private List<Movement> movements(Form form, Fields input, List<Fields> rows) {
        var movements = new ArrayList<Movement>(rows.size());
        for (var row : rows) {
            movements.add(movement(
                    form, form.kind().orElseThrow(), row, traces(form.many() ? List.of(row) : List.of(row, input))));
        }
        return movements;
    }

    private Movement movement(Form form, Kind kind, Fields row, List<String> traces) {
        var isSale = kind == Kind.SALE || kind == Kind.SALE_RETURN;
        var origin = form.origin().isEmpty() ? Optional.<String>empty() : row.optional(form.origin(), 50);
        // A return that names its sale by number needs no number of the visit.
        var visit = kind == Kind.SALE || kind == Kind.SALE_RETURN && origin.isEmpty()
                ? row.text("mdtrt_sn", 30)
                : isSale ? row.optional("mdtrt_sn", 30).orElse("") : "";
        var split = kind == Kind.SALE
                ? row.code("trdn_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                : row.optionalCode("trdn_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                        .orElse(false);
        return new Movement(
                kind,
                row.text("fixmedins_bchno", 30),
                row.text("fixmedins_hilist_id", 150),
                row.optional("fixmedins_hilist_name", 200).orElse(""),
                row.text("med_list_codg", 50),
                quantity(form, kind, row),
                incoming(kind, row),
                split,
                time(form, row),
                origin.orElse(""),
                visit,
                isSale && isSettled(row),
                isSale ? row.optional("setl_id", 30).orElse("") : "",
                isSale ? person(row) : "",
                traces,
                Details.of(row));
    }

    private static long quantity(Form form, Kind kind, Fields row) {
        if (kind != Kind.STOCKTAKING) {
            return row.quantity(form.quantity());
        }
        var text = row.text(form.quantity(), 30);
        return Decimals.parse(text, PLACES).stream()
                .filter(value -> value >= 0)
                .findFirst()
                .orElseThrow(() -> row.refused(form.quantity(), "不小于 0、最多四位小数的数量", text));
    }

    private static boolean incoming(Kind kind, Fields row) {
        return switch (kind) {
            case STOCKTAKING, PURCHASE, SALE_RETURN -> true;
            case PURCHASE_RETURN, SALE -> false;
            case CHANGE -> row.code("inv_chg_type", 6, NationalCodes.CHANGES_OF_STOCK, NationalCodes::isIncoming);
        };
    }

    private static LocalDateTime time(Form form, Fields row) {
        var misspelt = form.time().replace("stoin_time", "stointime");
        return row.has(misspelt) ? row.dateTime(misspelt) : row.dateTime(form.time());
    }

    /// True where it says that the sale was settled with the insurance.
    private static boolean isSettled(Fields row) {
        var type = row.optional("MDTRT_SETL_TYPE", 6).or(() -> row.optional("mdtrt_setl_type", 6));
        return row.optional("hi_feesetl_type", 6).filter(SETTLED::contains).isPresent()
                || type.filter("1"::equals).isPresent();
    }

    /// The number of who buys, where it is sent or the certificate is a registered person's.
    private String person(Fields row) {
        return row.optional("psn_no", 30)
                .or(() -> row.optional("certno", 50)
                        .flatMap(enrolment::byCertificate)
                        .map(found -> found.person().number()))
                .orElse("");
    }

    /// The codes on the packages, in the row itself and in the nodes below it, whichever it has.
    private static List<String> traces(List<Fields> places) {
        var traces = new LinkedHashSet<String>();
        for (var place : places) {
            for (var name : TRACE_NODES) {
                var child = place.node().get(name);
                if (child == null || child.isNull() || child.isArray() && child.isEmpty()) {
                    continue;
                }
                for (var row : place.rows(name)) {
                    trace(row).ifPresent(trace -> {
                        if (!traces.add(trace)) {
                            throw row.refused(TRACE_FIELDS.getFirst(), "每个追溯码只送一次", trace);
                        }
                    });
                }
            }
        }
        places.forEach(place -> trace(place).ifPresent(traces::add));
        return List.copyOf(traces);
    }

    private static Optional<String> trace(Fields fields) {
        return TRACE_FIELDS.stream()
                .flatMap(name -> fields.optional(name, LONGEST_TRACE).stream())
                .findFirst();
    }

    private static List<Deletion> deletions(List<Fields> rows) {
        return rows.stream()
                .map(row -> new Deletion(
                        row.text("fixmedins_bchno", 30),
                        row.code("inv_data_type", 30, DATA_KINDS, GoodsHandler::kinds)))
                .toList();
    }

    private static Optional<Set<Kind>> kinds(String code) {
        return switch (code) {
            case "1" -> Optional.of(Set.of(Kind.STOCKTAKING));
            case "2" -> Optional.of(Set.of(Kind.CHANGE));
            case "3" -> Optional.of(Set.of(Kind.PURCHASE, Kind.PURCHASE_RETURN));
            case "4" -> Optional.of(Set.of(Kind.SALE, Kind.SALE_RETURN));
            default -> Optional.empty();
        };
    }

    /// What became of each, as it is kept with the request.
    private static byte[] kept(List<Done> done, Form form) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("rows");
            done.forEach(each -> write(out, each, form));
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Done done, Form form) {
        out.writeStartObject();
        switch (done) {
            case Done.Made(var id) -> out.writeStringProperty("id", id);
            case Done.Refused(var refusal) -> out.writeStringProperty("wrong", KeptRequest.text(refusal, fields(form)));
        }
        out.writeEndObject();
    }

    /// Those who sell one thing read the result from an object.
    private Answer told(String transaction, Form form) {
        if (!form.node().equals(SALES)) {
            return Answer.NOTHING;
        }
        var row = OutputRow.of(tables.out(transaction, "")).text("retRslt", NationalCodes.YES);
        return Answer.of(row::write);
    }

    /// What was sent of each row, and what became of it.
    private List<OutputRow> told(String transaction, Form form, List<Fields> rows, ObjectNode done) {
        var columns = tables.out(transaction, form.answer());
        var told = new ArrayList<OutputRow>();
        for (var i = 0; i < rows.size(); i++) {
            var result = (ObjectNode) done.get("rows").get(i);
            var wrong = result.get("wrong");
            if (wrong == null && !form.tellsAll()) {
                continue;
            }
            var row = OutputRow.of(columns).text("retRslt", NationalCodes.flag(wrong == null));
            if (wrong != null) {
                row.text("msgRslt", wrong.stringValue());
            } else {
                row.text(form.number(), result.get("id").stringValue());
            }
            told.add(row.kept(rows.get(i).node()));
        }
        return told;
    }
}

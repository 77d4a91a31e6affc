package org.openyibao.server.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.goods.Goods;
import org.openyibao.server.goods.GoodsQuery;
import org.openyibao.server.goods.GoodsRecord;
import org.openyibao.server.goods.Kind;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// What an institution uploaded of its goods: stocktakings (3508), changes of stock (3509), purchases (3510), sales
/// (3511), the codes of packages that came in (3512) and of packages sold (3513).
///
/// Every field that is sent narrows what is answered. What was deleted is answered where `vali_flag` 0 asks for it.
/// What went back stands among purchases and sales with a quantity below zero. Of packages sold, those that came back
/// are not answered.
@Component
class GoodsQueryHandler implements Handler {

    private static final String TRACES_IN = "3512";
    private static final String TRACES_SOLD = "3513";
    private static final int PLACES = 4;
    private static final Map<String, Set<Kind>> KINDS = Map.of(
            "3508",
            Set.of(Kind.STOCKTAKING),
            "3509",
            Set.of(Kind.CHANGE),
            "3510",
            Set.of(Kind.PURCHASE, Kind.PURCHASE_RETURN),
            "3511",
            Set.of(Kind.SALE, Kind.SALE_RETURN),
            TRACES_IN,
            Set.of(Kind.STOCKTAKING, Kind.CHANGE, Kind.PURCHASE),
            TRACES_SOLD,
            Set.of(Kind.SALE));

    /// One of which must be sent.
    private static final List<String> EITHER = List.of("medins_list_codg", "fixmedins_bchno");

    private static final List<String> EITHER_IN = List.of("med_list_codg", "medins_list_codg", "fixmedins_bchno");
    private static final List<String> EITHER_SOLD =
            List.of("med_list_codg", "medins_list_codg", "fixmedins_bchno", "mdtrt_id", "certno");

    /// Read by themselves.
    private static final Set<String> SPAN = Set.of("begndate", "enddate", "vali_flag");

    private final Goods goods;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    GoodsQueryHandler(Goods goods, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.goods = goods;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return KINDS.keySet();
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var transaction = envelope.transaction();
        var fields = envelope.input().only("data");
        fields.code(
                "fixmedins_code",
                30,
                "本机构编号 " + envelope.institution(),
                code -> Optional.of(code).filter(envelope.institution()::equals));
        var either = transaction.equals(TRACES_SOLD) ? EITHER_SOLD : transaction.equals(TRACES_IN) ? EITHER_IN : EITHER;
        if (either.stream().noneMatch(fields::has)) {
            throw fields.refused(String.join("、", either), "至少送一项", "均未送");
        }
        var region = registry.institution(
                        envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .region();
        var columns = tables.out(transaction, "output");
        var found = values(envelope, fields, region).stream()
                .filter(values -> matches(fields, values))
                .toList();
        var rows =
                found.stream().map(values -> OutputRow.of(columns).kept(values)).toList();
        var buyers = found.stream()
                .map(values -> Details.read(values, "psnNo"))
                .filter(person -> !person.isEmpty())
                .toList();
        return Task.shown(buyers, Answer.of(out -> {
            out.writeStartArray();
            rows.forEach(row -> row.write(out));
            out.writeEndArray();
        }));
    }

    private List<ObjectNode> values(Envelope envelope, Fields fields, String region) {
        var buyer = buyer(fields);
        if (fields.has("certno") && buyer.isEmpty()) {
            return List.of();
        }
        var transaction = envelope.transaction();
        var isTraces = transaction.equals(TRACES_IN) || transaction.equals(TRACES_SOLD);
        var found = goods.find(query(envelope, fields, buyer, isTraces), Fields.MOST_ROWS + 1);
        if (found.size() > Fields.MOST_ROWS) {
            throw fields.refused("begndate", "不超过 " + Fields.MOST_ROWS + " 条记录的时期", "更多记录");
        }
        var values = new ArrayList<ObjectNode>();
        for (var each : found) {
            if (!isTraces) {
                values.add(values(each, region));
            } else if (each.movement().kind() == Kind.SALE || each.movement().incoming()) {
                var traces = transaction.equals(TRACES_SOLD)
                        ? each.out()
                        : each.movement().traces();
                traces.forEach(trace -> values.add(values(each, region).put("drugTracCodg", trace)));
            }
        }
        return values;
    }

    /// Who has the certificate, or the number.
    private Optional<String> buyer(Fields fields) {
        return fields.optional("certno", 600)
                .flatMap(enrolment::byCertificate)
                .map(found -> found.person().number())
                .or(() -> fields.optional("psn_no", 30));
    }

    private static GoodsQuery query(Envelope envelope, Fields fields, Optional<String> buyer, boolean traces) {
        var sold = envelope.transaction().equals(TRACES_SOLD);
        var from = sold ? fields.optionalDate("begndate") : Optional.of(fields.date("begndate"));
        var to = sold ? fields.optionalDate("enddate") : Optional.of(fields.date("enddate"));
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw fields.refused(
                    "enddate", "不早于 begndate " + from.get() + " 的日期", to.get().toString());
        }
        var valid = fields.optionalCode("vali_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
        return new GoodsQuery(
                envelope.institution(),
                Objects.requireNonNull(KINDS.get(envelope.transaction())),
                valid.filter(Boolean.FALSE::equals).isPresent(),
                traces,
                from.map(LocalDate::atStartOfDay),
                to.map(day -> day.plusDays(1).atStartOfDay()),
                fields.optional("fixmedins_bchno", 30),
                fields.optional("medins_list_codg", 150),
                fields.optional("med_list_codg", 50),
                fields.optional("mdtrt_id", 30),
                buyer);
    }

    /// Of all that was sent, what [#values] has must be the same.
    private static boolean matches(Fields fields, ObjectNode values) {
        return fields.node().properties().stream()
                .filter(field ->
                        !SPAN.contains(field.getKey()) && !field.getValue().isContainer())
                .allMatch(field -> {
                    var asked = Scalars.text(field.getValue());
                    var value = values.get(camel(field.getKey()));
                    return asked.isBlank() || isSame(asked, value == null ? "" : value.stringValue());
                });
    }

    private static boolean isSame(String asked, String value) {
        return asked.equals(value)
                || Times.dateTime(asked).isPresent() && Times.dateTime(asked).equals(Times.dateTime(value));
    }

    /// What is answered of a row, by the names of the answers: what was sent, under its name in the answers, and what
    /// is known besides.
    private static ObjectNode values(GoodsRecord record, String region) {
        var values = Json.kept("");
        var movement = record.movement();
        for (var field : Json.kept(movement.details()).properties()) {
            if (field.getValue().isString()) {
                values.put(camel(field.getKey()), field.getValue().stringValue());
            }
        }
        Stream.of("manuDate", "expyEnd")
                .forEach(name -> Times.dateTime(Details.read(values, name))
                        .ifPresent(time -> values.put(name, time.toLocalDate().toString())));
        values.put("bilgDrName", Details.read(values, "prscDrName"));
        values.put("fixmedinsCode", record.institution());
        values.put("fixmedinsBchno", movement.batch());
        values.put("medinsListCodg", movement.item());
        values.put("medinsListName", movement.itemName());
        values.put("medListCodg", movement.code());
        values.put("poolareaNo", region);
        values.put("fixBlngAdmdvs", region);
        values.put("trdnFlag", NationalCodes.flag(movement.split()));
        values.put("setlId", movement.settlement());
        values.put("mdtrtId", record.visit());
        values.put("psnNo", movement.person());
        record.buyer()
                .ifPresent(person -> values.put("psnCertType", person.certificateType())
                        .put("certno", person.certificate())
                        .put("psnName", person.name()));
        putMovement(values, record);
        putTrail(values, record);
        return values;
    }

    private static void putMovement(ObjectNode values, GoodsRecord record) {
        var movement = record.movement();
        var back = movement.kind() == Kind.PURCHASE_RETURN || movement.kind() == Kind.SALE_RETURN;
        var quantity = Decimals.text(back ? -movement.quantity() : movement.quantity(), PLACES);
        Stream.of("invCnt", "cnt", "purcRetnCnt", "selRetnCnt").forEach(name -> values.put(name, quantity));
        var time = Times.text(movement.happenedAt());
        Stream.of("invChgTime", "purcRetnStoinTime", "selRetnTime").forEach(name -> values.put(name, time));
        values.put("invdate", movement.happenedAt().toLocalDate().toString());
        values.put("prodRetnFlag", NationalCodes.flag(back));
        Stream.of("rid", "medinsProdInvNo", "medinsProdInvChgNo", "medinsProdPurcNo", "medinsProdSelNo")
                .forEach(name -> values.put(name, record.id()));
    }

    /// Who made the row when, and who changed it last.
    private static void putTrail(ObjectNode values, GoodsRecord record) {
        var made = Times.text(local(record.madeAt()));
        values.put("crterId", record.operator().code());
        values.put("crterName", record.operator().name());
        values.put("crteOptinsNo", record.institution());
        values.put("crteTime", made);
        values.put("optinsNo", record.institution());
        var last = record.deleted().map(GoodsRecord.Deleted::operator).orElse(record.operator());
        var changed =
                record.deleted().map(deleted -> Times.text(local(deleted.at()))).orElse(made);
        values.put("opterId", last.code());
        values.put("opterName", last.name());
        values.put("optTime", changed);
        values.put("updtTime", changed);
        values.put("valiFlag", NationalCodes.flag(record.deleted().isEmpty()));
    }

    private static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, BusinessDay.ZONE);
    }

    /// `med_list_codg` is `medListCodg` in the answers.
    private static String camel(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var camel = new StringBuilder(lower.length());
        for (var i = 0; i < lower.length(); i++) {
            var character = lower.charAt(i);
            if (character == '_' && i + 1 < lower.length()) {
                i++;
                camel.append(Character.toUpperCase(lower.charAt(i)));
            } else {
                camel.append(character);
            }
        }
        return camel.toString();
    }
}

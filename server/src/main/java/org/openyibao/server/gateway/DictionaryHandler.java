package org.openyibao.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Code lists (字典表查询, 1901): those of the nation, and what a region adds to them. The parent of a local code is the
/// nation's that it counts as; of the nation's own no parents are known. All of them are in force on any day. A
/// list that nobody published is empty.
///
/// Clients were written against two spellings of some fields: both are sent, and either is taken.
@Component
class DictionaryHandler implements Handler {

    private static final String NOBODY = "";
    private static final String DICTIONARY = "1901";

    private record Code(String code, String name, String parent) {}

    private final InterfaceTables tables;

    DictionaryHandler(InterfaceTables tables) {
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(DICTIONARY);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("catalogqueryservice/queryDataDic", DICTIONARY);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var type = fields.text("type", 30);
        var region =
                fields.optionalCode("admdvs", 6, "6 位医保区划", Envelope::region).orElse(envelope.place());
        fields.optionalDate("date");
        var parent = fields.optional("parent_value", 20).or(() -> fields.optional("parentValue", 20));
        var valid =
                valid(fields, "Vali_Flag").or(() -> valid(fields, "valiFlag")).or(() -> valid(fields, "vali_flag"));
        var codes = valid.filter(asked -> !asked).isPresent() ? List.<Code>of() : codes(type, region);
        Predicate<Code> wanted = code -> parent.isEmpty() || parent.get().equals(code.parent());
        return Task.known(NOBODY, Answer.of(out -> write(out, type, codes, wanted)));
    }

    private static Optional<Boolean> valid(Fields fields, String name) {
        return fields.optionalCode(name, 3, NationalCodes.FLAGS, NationalCodes::flag);
    }

    private List<Code> codes(String type, String region) {
        var list = type.toLowerCase(Locale.ROOT);
        var codes = new ArrayList<Code>();
        tables.codes(list).forEach((code, name) -> codes.add(new Code(code, name, "")));
        tables.localCodes(list, region)
                .forEach(local -> codes.add(new Code(local.code(), local.name(), local.countsAs())));
        return codes;
    }

    private void write(JsonGenerator out, String type, List<Code> codes, Predicate<Code> wanted) {
        var columns = tables.out(DICTIONARY, "list");
        out.writeStartObject();
        out.writeArrayPropertyStart("list");
        for (var number = 0; number < codes.size(); number++) {
            var code = codes.get(number);
            if (!wanted.test(code)) {
                continue;
            }
            out.writeStartObject();
            OutputRow.of(columns)
                    .text("type", type)
                    .text("label", code.name())
                    .text("value", code.code())
                    .text("parentValue", code.parent())
                    .number("sort", number + 1L)
                    .text("valiFlag", NationalCodes.YES)
                    .writeFields(out);
            out.writeStringProperty("parent_value", code.parent().isEmpty() ? null : code.parent());
            out.writeStringProperty("vali_flag", NationalCodes.YES);
            out.writeNullProperty("create_user");
            out.writeNullProperty("create_date");
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}

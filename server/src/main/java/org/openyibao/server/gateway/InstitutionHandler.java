package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Which institutions there are (医药机构信息获取, 1201): by code, or by a part of the name.
@Component
class InstitutionHandler implements Handler {

    private static final String QUERY = "1201";
    private static final String CARE = "1";
    private static final String PHARMACY = "2";
    private static final int MOST = 100;

    private final Registry registry;
    private final InterfaceTables tables;

    InstitutionHandler(Registry registry, InterfaceTables tables) {
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(QUERY);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiFixMedInsService/queryFixMedIns", QUERY);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("medinsinfo");
        var type = fields.optional("fixmedins_type", 6);
        var code = fields.optional("fixmedins_code", 30);
        var name = fields.optional("fixmedins_name", 200);
        var today = envelope.slip().today();
        if (code.isEmpty() && name.isEmpty()) {
            throw fields.refused("fixmedins_code", "机构编号，或者在 fixmedins_name 中送名称关键字", "未送");
        }
        var found = code.map(one -> registry.institution(one, today).stream().toList())
                .orElseGet(() -> registry.named(name.orElseThrow(), today));
        var rows = found.stream()
                .filter(each ->
                        type.filter(wanted -> !wanted.equals(type(each))).isEmpty())
                .filter(each -> name.filter(part -> !each.name().contains(part)).isEmpty())
                .map(this::row)
                .toList();
        if (rows.size() > MOST) {
            throw fields.refused("fixmedins_name", "至多 " + MOST + " 家机构的名称所含的关键字", rows.size() + " 家");
        }
        return told(rows);
    }

    private static Task<Outcome.Done> told(List<OutputRow> rows) {
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "medinsinfo", rows);
            out.writeEndObject();
        }));
    }

    private static String type(Institution institution) {
        return institution.kind() == InstitutionKind.PHARMACY ? PHARMACY : CARE;
    }

    private OutputRow row(Institution institution) {
        var row = OutputRow.of(tables.out(QUERY, "medinsinfo"))
                .text("fixmedins_code", institution.code())
                .text("fixmedins_name", institution.name())
                .text("uscc", institution.creditCode())
                .text("fixmedins_type", type(institution));
        return institution.kind() == InstitutionKind.PHARMACY
                ? row
                : row.text("hosp_lv", NationalCodes.level(institution.level()));
    }
}

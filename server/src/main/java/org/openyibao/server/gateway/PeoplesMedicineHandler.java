package org.openyibao.server.gateway;

import static org.openyibao.server.catalogue.NationalLists.COMPOUND_TITLE;
import static org.openyibao.server.catalogue.NationalLists.HERB_TITLE;
import static org.openyibao.server.catalogue.NationalLists.PEOPLES_MEDICINES;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openyibao.server.catalogue.NationalLists;
import org.openyibao.server.catalogue.RowQuery;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Pages of the medicines of the peoples (民族药品目录查询, 1304). Names are asked for by how they begin.
@Component
class PeoplesMedicineHandler implements Handler {

    private static final String NOBODY = "";

    private final NationalLists lists;
    private final InterfaceTables tables;

    PeoplesMedicineHandler(NationalLists lists, InterfaceTables tables) {
        this.lists = lists;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(PEOPLES_MEDICINES);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("catalogqueryservice/queryNatyPreparedByPage", PEOPLES_MEDICINES);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var page = Page.of(fields);
        var found = lists.rows(PEOPLES_MEDICINES, query(fields), page.offset(), page.size());
        var rows = found.rows().stream().map(this::row).toList();
        return Task.known(NOBODY, Answer.of(out -> page.write(out, rows, found.all())));
    }

    private RowQuery query(Fields fields) {
        return new RowQuery()
                .equal(title("med_list_codg"), fields.optional("med_list_codg", 20))
                .equal(title("genname_codg"), fields.optional("genname_codg", 100))
                .beginning(title("drug_genname"), fields.optional("drug_genname", 20))
                .beginning(title("drug_prodname"), fields.optional("drug_prodname", 500))
                .beginning(HERB_TITLE, fields.optional("tcmherb_name", 30))
                .equal(COMPOUND_TITLE, fields.optional("cpnd_flag", 255))
                .equal(title("vali_flag"), fields.optional("vali_flag", 3))
                .equal(title("rid"), fields.optional("rid", 30))
                .equal(title("ver"), fields.optional("ver", 20))
                .from(
                        title("opt_time"),
                        fields.optionalDateTime("opt_begn_time").map(Times::text))
                .to(title("opt_time"), fields.optionalEnd("opt_end_time").map(Times::text))
                .from(title("updt_time"), fields.optionalDateTime("updt_time").map(Times::text));
    }

    private String title(String name) {
        var column = tables.out(PEOPLES_MEDICINES, "data").get(name);
        if (column == null) {
            throw new IllegalArgumentException("no field " + name + " in its table");
        }
        return column.title();
    }

    /// The cells of the list stand in the order of the table.
    private OutputRow row(List<String> cells) {
        var columns = tables.out(PEOPLES_MEDICINES, "data");
        var row = OutputRow.of(columns);
        var number = 0;
        for (var name : columns.keySet()) {
            row.text(name, cells.get(number++));
        }
        return row;
    }
}

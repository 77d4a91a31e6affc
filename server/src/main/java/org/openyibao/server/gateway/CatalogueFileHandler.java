package org.openyibao.server.gateway;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.catalogue.ListFile;
import org.openyibao.server.catalogue.NationalList;
import org.openyibao.server.catalogue.NationalLists;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Downloads of the nation's lists (目录下载, 1301 and its like): what came after the newest version that the institution
/// has, as a file to be fetched (9102).
@Component
class CatalogueFileHandler implements Handler {

    private static final String NOBODY = "";

    private final NationalLists lists;
    private final InterfaceTables tables;

    CatalogueFileHandler(NationalLists lists, InterfaceTables tables) {
        this.lists = lists;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return lists.all().stream()
                .filter(NationalList::downloaded)
                .map(NationalList::number)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Map<String, String> services() {
        return transactions().stream()
                .collect(Collectors.toMap(number -> "catalogdownservice/downCatalog" + number, Function.identity()));
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var version = envelope.input().only("data").text("ver", 20);
        var file = lists.file(envelope.transaction(), version);
        var row = row(envelope.transaction(), file);
        return Task.known(NOBODY, Answer.of(row::write));
    }

    private OutputRow row(String transaction, ListFile written) {
        var columns = tables.out(transaction, "");
        var file = written.file();
        // Newer tables spell it otherwise.
        var until = columns.containsKey("dld_end_time") ? "dld_end_time" : "dld_endtime";
        return OutputRow.of(columns)
                .text("file_qury_no", file.number())
                .text("filename", file.name())
                .date(until, BusinessDay.of(file.keptUntil()))
                .number("data_cnt", written.items());
    }
}

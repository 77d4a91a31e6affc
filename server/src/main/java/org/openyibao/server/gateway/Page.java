package org.openyibao.server.gateway;

import java.util.List;
import java.util.Map;
import org.openyibao.server.gateway.InterfaceTables.Column;
import tools.jackson.core.JsonGenerator;

/// A page that was asked for with `page_num` (from 1) and `page_size` (at most [#LARGEST]).
record Page(int number, int size) {

    static final int LARGEST = 1_000;
    private static final int LAST_NUMBER = 1_000_000;

    /// @throws InvalidFieldException if the fields ask for no page
    static Page of(Fields fields) {
        return new Page(whole(fields, "page_num", LAST_NUMBER), whole(fields, "page_size", LARGEST));
    }

    /// As [#of(Fields)], but the first page where none is asked for, and of `size` rows where nothing is said of that.
    static Page of(Fields fields, int size) {
        return new Page(
                fields.has("page_num") ? whole(fields, "page_num", LAST_NUMBER) : 1,
                fields.has("page_size") ? whole(fields, "page_size", LARGEST) : size);
    }

    private static int whole(Fields fields, String name, int largest) {
        var value = fields.whole(name, largest);
        if (value < 1) {
            throw fields.refused(name, "1 至 " + largest + " 的整数", Long.toString(value));
        }
        return (int) value;
    }

    /// How many rows stand before it.
    long offset() {
        return (number - 1L) * size;
    }

    /// The whole `output` of a query that says of its page under `parameters`, with those `columns`.
    void write(JsonGenerator out, Map<String, Column> columns, List<OutputRow> rows, long all) {
        var pages = (all + size - 1) / size;
        out.writeStartObject();
        out.writeName("parameters");
        OutputRow.of(columns)
                .number("pageNum", number)
                .number("pageSize", size)
                .number("startRow", rows.isEmpty() ? 0 : offset() + 1)
                .number("endRow", rows.isEmpty() ? 0 : offset() + rows.size())
                .number("recordCounts", all)
                .number("size", rows.size())
                .number("pages", pages)
                .flag("isFirstPage", number == 1)
                .flag("isLastPage", number >= pages)
                .write(out);
        OutputRow.write(out, "n_output", rows);
        out.writeEndObject();
    }

    /// The whole `output` of a paged query: its `rows` of `all` that were found.
    void write(JsonGenerator out, List<OutputRow> rows, long all) {
        write(out, "data", rows, all);
    }

    /// As [#write(JsonGenerator, List, long)], with the rows under another name.
    void write(JsonGenerator out, String node, List<OutputRow> rows, long all) {
        var pages = (all + size - 1) / size;
        out.writeStartObject();
        OutputRow.write(out, node, rows);
        out.writeNumberProperty("pageNum", number);
        out.writeNumberProperty("pageSize", size);
        out.writeNumberProperty("pages", pages);
        out.writeNumberProperty("recordCounts", all);
        out.writeNumberProperty("size", rows.size());
        out.writeNumberProperty("startRow", rows.isEmpty() ? 0 : offset() + 1);
        out.writeNumberProperty("endRow", rows.isEmpty() ? 0 : offset() + rows.size());
        out.writeBooleanProperty("firstPage", number == 1);
        out.writeBooleanProperty("lastPage", number >= pages);
        out.writeEndObject();
    }
}

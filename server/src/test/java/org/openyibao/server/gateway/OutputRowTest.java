package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.money.Fen;
import tools.jackson.core.JsonGenerator;

class OutputRowTest {

    private static final InterfaceTables TABLES = new InterfaceTables();

    private static String written(Consumer<JsonGenerator> writing) {
        return new String(Json.write(writing), StandardCharsets.UTF_8);
    }

    private static OutputRow accumulation() {
        return OutputRow.of(TABLES.out("5206", "cuminfo"));
    }

    @Test
    void every_field_of_the_table_is_written_in_its_order() {
        var row = accumulation().amount("cum", Fen.of(1250)).text("year", "2026");
        assertThat(written(row::write))
                .isEqualTo(
                        "{\"insutype\":null,\"year\":\"2026\",\"cum_ym\":null,\"cum_type_code\":null,\"cum\":12.50}");
    }

    @Test
    void what_was_kept_fills_what_nothing_was_said_of() {
        var kept = Json.kept("{\"cum\":\"3.5\",\"year\":\"2020\",\"insutype\":\"310\",\"else\":\"x\"}");
        var row = accumulation().text("year", "2026").kept(kept);
        assertThat(written(row::write))
                .isEqualTo(
                        "{\"insutype\":\"310\",\"year\":\"2026\",\"cum_ym\":null,\"cum_type_code\":null,\"cum\":3.5}");
    }

    @Test
    void a_name_that_is_not_in_the_table_is_refused() {
        assertThatThrownBy(() -> accumulation().date("begndate", LocalDate.of(2026, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begndate");
        assertThatThrownBy(() -> TABLES.out("5206", "nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5206");
    }

    @Test
    void a_page_says_where_it_stands() {
        var page = new Page(2, 2);
        assertThat(written(out -> page.write(out, List.of(accumulation()), 3)))
                .isEqualTo("{\"data\":[{\"insutype\":null,\"year\":null,\"cum_ym\":null,\"cum_type_code\":null,"
                        + "\"cum\":null}],\"pageNum\":2,\"pageSize\":2,\"pages\":2,\"recordCounts\":3,\"size\":1,"
                        + "\"startRow\":3,\"endRow\":3,\"firstPage\":false,\"lastPage\":true}");
    }
}

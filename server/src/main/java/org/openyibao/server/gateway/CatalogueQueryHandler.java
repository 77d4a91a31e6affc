package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.EntryQuery;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.registry.ToldEntry;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Pages of what settlements decide with: the items of the catalogue (医保目录, 1312), which item of the nation each is
/// (1316), ceilings (限价, 1318) and shares that are paid first (先行自付, 1319).
///
/// The catalogue has the codes of the nation for its own, so that 1316 maps each to itself. A ceiling holds at
/// hospitals of every level, a share for every person: whoever asks for one level or one kind of person finds it
/// too. Filters on what nothing is known of find nothing.
@Component
class CatalogueQueryHandler implements Handler {

    private static final String NOBODY = "";
    private static final String ITEMS = "1312";
    private static final String MAPPED = "1316";
    private static final String CEILINGS = "1318";
    private static final String SHARES = "1319";

    /// selfpay_prop_type: what is paid first of an item.
    private static final String PAID_FIRST = "10";

    private static final Set<Grade> PAID_FOR = Set.of(Grade.A, Grade.B);
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);
    private static final int MICRO_PLACES = 6;

    /// Fields of a query of which nothing is known.
    private static final Map<String, Set<String>> UNKNOWN = Map.of(
            ITEMS, Set.of("wubi", "pinyin", "matn_used_flag", "hilist_use_type", "lmt_cpnd_type"),
            MAPPED, Set.of(),
            CEILINGS, Set.of("overlmt_dspo_way", "tabname"),
            SHARES, Set.of("tabname"));

    private final Registry registry;
    private final InterfaceTables tables;

    CatalogueQueryHandler(Registry registry, InterfaceTables tables) {
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return UNKNOWN.keySet();
    }

    @Override
    public Map<String, String> services() {
        return Map.of(
                "catalogqueryservice/queryHilist", ITEMS,
                "catalogqueryservice/queryMedinsHilistMapByPage", MAPPED,
                "catalogqueryservice/queryLmtprcByPage", CEILINGS,
                "catalogqueryservice/querySelfpayByPage", SHARES);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var transaction = envelope.transaction();
        var today = envelope.slip().today();
        var fields = envelope.input().only("data");
        var page = Page.of(fields);
        var found = registry.entries(
                new Asked(transaction, fields).query(envelope.careRegion(), today), page.offset(), page.size());
        var columns = tables.out(transaction, "data");
        var rows = found.entries().stream()
                .map(told -> row(transaction, OutputRow.of(columns), told, today))
                .toList();
        return Task.known(NOBODY, Answer.of(out -> page.write(out, rows, found.all())));
    }

    private static OutputRow row(String transaction, OutputRow row, ToldEntry told, LocalDate today) {
        var entry = told.entry();
        row.text("hilist_code", entry.code())
                .text("insu_admdvs", entry.region())
                .text("poolarea_no", entry.region())
                .date("begndate", entry.validFrom())
                .date("enddate", entry.validTo().equals(FOREVER) ? null : entry.validTo())
                .text("vali_flag", NationalCodes.flag(!entry.validTo().isBefore(today)))
                .text("rid", Long.toString(told.record()))
                .time("crte_time", Times.local(told.addedAt()))
                .time("updt_time", Times.local(told.changedAt()));
        var list = NationalCodes.list(entry.category(), NationalCodes.isHerbs(entry.chargeType()));
        return switch (transaction) {
            case ITEMS ->
                row.text("hilist_name", entry.name())
                        .text("med_chrgitm_type", entry.chargeType())
                        .text("chrgitm_lv", NationalCodes.grade(entry.grade()))
                        .text("lmt_used_flag", NationalCodes.flag(entry.limited()))
                        .text("list_type", list)
                        .text("med_use_flag", NationalCodes.flag(PAID_FOR.contains(entry.grade())));
            case MAPPED -> row.text("med_list_codg", entry.code()).text("list_type", list);
            case CEILINGS ->
                row.number("hilist_pric_uplmt_amt", entry.ceilingMicro().orElseThrow(), MICRO_PLACES);
            default ->
                row.text("selfpay_prop_type", PAID_FIRST)
                        .number("selfpay_prop", paidFirst(entry).millionths(), MICRO_PLACES);
        };
    }

    /// Of what is outside the catalogue the whole.
    private static Ratio paidFirst(CatalogueEntry entry) {
        return PAID_FOR.contains(entry.grade()) ? entry.firstPay() : Ratio.ONE;
    }

    /// What a message asks for.
    private record Asked(String transaction, Fields fields) {

        EntryQuery query(String careRegion, LocalDate today) {
            var list = fields.optional("list_type", 30);
            var categories = list.map(NationalCodes::categories);
            var code = fields.optional("hilist_code", 30);
            return new EntryQuery(
                    fields.optionalCode("insu_admdvs", 6, "6 位医保区划", Envelope::region)
                            .orElse(careRegion),
                    fields.optional("poolarea_no", 6),
                    today,
                    code.or(() -> fields.optional("med_list_codg", 30)),
                    fields.optional("hilist_name", 200),
                    fields.optional("med_chrgitm_type", 6),
                    list.filter(any -> categories.orElseThrow().contains(FeeCategory.DRUG))
                            .map(NationalCodes::isHerbList),
                    isForNothing(code) ? Optional.of(Set.of()) : categories,
                    grades(),
                    fields.optionalCode("lmt_used_flag", 3, NationalCodes.FLAGS, NationalCodes::flag),
                    fields.optionalDate("query_date"),
                    fields.optionalDate("begndate"),
                    fields.optionalDate("enddate"),
                    fields.optionalCode("vali_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                            .map(valid -> !valid),
                    fields.optionalDateTime("updt_time").map(Times::instant),
                    record(),
                    transaction.equals(CEILINGS));
        }

        private Optional<Set<Grade>> grades() {
            var grades = fields.optionalCode("chrgitm_lv", 3, NationalCodes.GRADES, NationalCodes::grades);
            var usable = fields.optionalCode("med_use_flag", 3, NationalCodes.FLAGS, NationalCodes::flag);
            if (usable.isEmpty()) {
                return grades;
            }
            return Optional.of(grades.orElse(EnumSet.allOf(Grade.class)).stream()
                    .filter(grade -> PAID_FOR.contains(grade) == usable.get())
                    .collect(Collectors.toSet()));
        }

        /// No entry has a number below zero.
        private OptionalLong record() {
            var text = fields.optional("rid", 40);
            return text.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Decimals.parse(text.get(), 0).orElse(-1));
        }

        private boolean isForNothing(Optional<String> code) {
            var others = fields.optional("med_list_codg", 30);
            var type = fields.optional("selfpay_prop_type", 6);
            return UNKNOWN.getOrDefault(transaction, Set.of()).stream().anyMatch(fields::has)
                    || (code.isPresent() && others.isPresent() && !code.equals(others))
                    || type.filter(any -> !any.equals(PAID_FIRST)).isPresent();
        }
    }
}

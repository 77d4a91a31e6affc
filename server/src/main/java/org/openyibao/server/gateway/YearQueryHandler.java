package org.openyibao.server.gateway;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.CareRecords.Accumulated;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// What a person's years came to (人员累计信息查询, 5206), and what was paid for the insurance in the last twelve
/// months (缴费信息查询, 90100).
///
/// The codes of what is accumulated (`cum_type_code`) are in no published list; these are those of platforms in use:
/// S0000 in scope, F0000 the bills, C0000 how many settlements, Q0000 deductibles, D and the code of a fund what it
/// paid (D310201: the account), TS and the code of the catastrophic layer the burden that counts towards it. `_BIZ`
/// and a class of care after it: of that alone.
@Component
class YearQueryHandler implements Handler {

    private static final String YEARS = "5206";
    private static final String CONTRIBUTIONS = "90100";
    private static final int MONTHS = 12;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
    private static final String ACCOUNT = "D310201";
    private static final String PAID_WHEN_DUE = "10";
    private static final String PAID_IN_FULL = "足额缴费";

    private final CareRecords care;
    private final Enrolment enrolment;
    private final Changes changes;
    private final Policies policies;
    private final InterfaceTables tables;

    YearQueryHandler(
            CareRecords care, Enrolment enrolment, Changes changes, Policies policies, InterfaceTables tables) {
        this.care = care;
        this.enrolment = enrolment;
        this.changes = changes;
        this.policies = policies;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(YEARS, CONTRIBUTIONS);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiIntegratedQueryService/queryFixmedinsPracPsnSum", YEARS);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var person = PersonFields.number(fields, enrolment);
        return envelope.transaction().equals(YEARS)
                ? years(fields, person)
                : contributions(person, YearMonth.from(envelope.slip().today()));
    }

    private Task<Outcome.Done> years(Fields fields, String person) {
        var month = fields.optionalCode("cum_ym", 6, "yyyyMM 格式的年月", YearQueryHandler::month);
        var all = care.accumulated(person, month);
        var rows = new ArrayList<OutputRow>();
        for (var from = 0; from < all.size(); ) {
            var first = all.get(from);
            var to = from;
            while (to < all.size()
                    && all.get(to).scheme() == first.scheme()
                    && all.get(to).year() == first.year()) {
                to++;
            }
            new YearOf(all.subList(from, to), month, rows).write();
            from = to;
        }
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "cuminfo", rows);
            out.writeEndObject();
        }));
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text, MONTH));
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    /// The rows of a year in a scheme, in the order in which platforms have them.
    private final class YearOf {
        private final List<Accumulated> parts;
        private final Scheme scheme;
        private final Optional<YearMonth> month;
        private final List<OutputRow> rows;

        YearOf(List<Accumulated> parts, Optional<YearMonth> month, List<OutputRow> rows) {
            this.parts = parts;
            this.scheme = parts.getFirst().scheme();
            this.month = month;
            this.rows = rows;
        }

        void write() {
            add("S0000", Accumulated::inScope);
            parts.forEach(part -> add("S0000", part, part.inScope()));
            add("F0000", Accumulated::total);
            stays().forEach(part -> add("F0000", part, part.total()));
            row("C0000")
                    .number("cum", parts.stream().mapToLong(Accumulated::count).sum());
            stays().forEach(part -> row(of("C0000", part)).number("cum", part.count()));
            addPaid("Q0000", Accumulated::deductible);
            var pool = "D" + NationalCodes.pool(scheme).step();
            add(pool, Accumulated::pool);
            parts.forEach(part -> add(pool, part, part.pool()));
            for (var kind : LayerKind.values()) {
                addPaid(
                        "D" + NationalCodes.layer(kind, scheme).step(),
                        part -> part.layers().getOrDefault(kind, Fen.ZERO));
            }
            if (!sum(Accumulated::account).isZero()) {
                add(ACCOUNT, Accumulated::account);
            }
            add("TS" + NationalCodes.layer(LayerKind.CATASTROPHIC, scheme).step(), Accumulated::burden);
        }

        private List<Accumulated> stays() {
            return parts.stream()
                    .filter(part -> part.care().kind() == VisitKind.INPATIENT)
                    .toList();
        }

        private Fen sum(Function<Accumulated, Fen> amount) {
            return parts.stream().map(amount).reduce(Fen.ZERO, Fen::plus);
        }

        /// Where there is something of it; of stays apart as well.
        private void addPaid(String code, Function<Accumulated, Fen> amount) {
            if (!sum(amount).isZero()) {
                add(code, amount);
                stays().forEach(part -> add(code, part, amount.apply(part)));
            }
        }

        private void add(String code, Function<Accumulated, Fen> amount) {
            row(code).amount("cum", sum(amount));
        }

        private void add(String code, Accumulated part, Fen amount) {
            row(of(code, part)).amount("cum", amount);
        }

        private String of(String code, Accumulated part) {
            return code + "_BIZ" + NationalCodes.care(part.care());
        }

        private OutputRow row(String code) {
            var row = OutputRow.of(tables.out(YEARS, "cuminfo"))
                    .text("insutype", NationalCodes.scheme(scheme).orElse(null))
                    .text("year", Integer.toString(parts.getFirst().year()))
                    .text("cum_ym", month.map(MONTH::format).orElse(null))
                    .text("cum_type_code", code);
            rows.add(row);
            return row;
        }
    }

    private Task<Outcome.Done> contributions(String person, YearMonth thisMonth) {
        var first = thisMonth.minusMonths(MONTHS - 1);
        var rows = changes.contributions(person).stream()
                .filter(paid -> NationalCodes.scheme(paid.scheme()).isPresent()
                        && paid.kind() != ContributionKind.WITHDRAWN
                        && !paid.month().isAfter(thisMonth)
                        && !paid.lastMonth().isBefore(first))
                .map(this::row)
                .toList();
        return Task.shown(person, Answer.of(out -> {
            out.writeStartArray();
            rows.forEach(row -> row.write(out));
            out.writeEndArray();
        }));
    }

    private OutputRow row(Contribution paid) {
        var scheme = NationalCodes.scheme(paid.scheme()).orElse("");
        var row = OutputRow.of(tables.out(CONTRIBUTIONS, "output"))
                .text("poolarea_no", paid.region())
                .text("poolarea_no_name", policies.current().name(paid.region()).zh())
                .text("insutype", scheme)
                .text("insutype_name", tables.codes("insutype").get(scheme))
                .text("clct_type", paid.kind() == ContributionKind.REGULAR ? PAID_WHEN_DUE : null)
                .text("clct_type_name", paid.kind().chinese())
                .text("accrym_begn", MONTH.format(paid.month()))
                .text("accrym_end", MONTH.format(paid.lastMonth()))
                .time("clct_time", paid.paidOn().atStartOfDay());
        return switch (paid.kind()) {
            case REGULAR, BACK_PAYMENT, TRANSFERRED ->
                row.text("clct_flag", NationalCodes.YES).text("clct_flag_name", PAID_IN_FULL);
            case DEEMED, FIXED, WITHDRAWN -> row;
        };
    }
}

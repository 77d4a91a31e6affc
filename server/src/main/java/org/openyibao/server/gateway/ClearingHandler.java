package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.clearing.Application.Asked;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;

/// Applications to be paid what was settled (清算申请, 3203 and 3203A), taken back (3204, 3204A), how they stand
/// (3205A), and the agency they go to (3206A).
///
/// The sums must be ours, reversals taken off. `med_sumfee` is kept as it is said: what the insurance
/// recognises of a bill is said of no settlement.
@Component
class ClearingHandler implements Handler {

    private static final String APPLY = "3203";
    private static final String APPLY_A = "3203A";
    private static final String WITHDRAW = "3204";
    private static final String WITHDRAW_A = "3204A";
    private static final String STATE = "3205A";
    private static final String AGENCY = "3206A";
    private static final String ID = "clr_appy_evt_id";
    private static final int MOST_PERSONS = 999_999;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private static final Map<String, String> FIELDS = Map.of(
            "from", "begndate",
            "to", "enddate",
            "persons", "psntime",
            "total", "medfee_sumamt",
            "recognised", "med_sumfee",
            "funds", "fund_appy_sum",
            "account", "acct_pay",
            "cash", "cash_payamt",
            "application", ID);

    private final Applications applications;
    private final Registry registry;
    private final InterfaceTables tables;

    ClearingHandler(Applications applications, Registry registry, InterfaceTables tables) {
        this.applications = applications;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(APPLY, APPLY_A, WITHDRAW, WITHDRAW_A, STATE, AGENCY);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var agency = registry.institution(
                        envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .region();
        fields.optionalCode(
                "clr_optins",
                6,
                "本机构清算的经办机构 " + agency,
                code -> Optional.of(code).filter(agency::equals));
        return switch (envelope.transaction()) {
            case APPLY, APPLY_A -> apply(envelope, fields);
            case WITHDRAW, WITHDRAW_A -> withdraw(envelope, fields);
            case STATE -> state(envelope, fields);
            default -> agency(fields, agency);
        };
    }

    private Task<Outcome.Done> apply(Envelope envelope, Fields fields) {
        var cleared = fields.code("clr_type", 30, NationalCodes.CLEARED_KINDS, NationalCodes::cleared);
        var to = fields.date("enddate");
        var asked = new Asked(
                envelope.institution(),
                cleared.scheme(),
                cleared.kind(),
                month(fields, "setlym").orElse(YearMonth.from(to)),
                fields.date("begndate"),
                to,
                fields.has("psntime") ? Optional.of(fields.whole("psntime", MOST_PERSONS)) : Optional.empty(),
                fields.signedMoney("medfee_sumamt"),
                fields.signedMoney("med_sumfee"),
                fields.signedMoney("fund_appy_sum"),
                fields.signedMoney("acct_pay"),
                fields.signedMoney("cash_payamt"),
                Details.of(fields, envelope));
        var id = KeptRequest.done(applications.apply(once(envelope), asked, envelope.operator()), FIELDS);
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            if (envelope.transaction().equals(APPLY)) {
                out.writeObjectPropertyStart("result");
                out.writeStringProperty(ID, id);
                out.writeEndObject();
            } else {
                out.writeStringProperty(ID, id);
            }
            out.writeEndObject();
        }));
    }

    private Task<Outcome.Done> withdraw(Envelope envelope, Fields fields) {
        var id = fields.optional("clr_apply_evt_id", 30).orElseGet(() -> fields.text(ID, 30));
        KeptRequest.done(
                applications.withdraw(once(envelope), envelope.institution(), id, envelope.operator()), FIELDS);
        return Task.known("", Answer.NOTHING);
    }

    private static Once<Application> once(Envelope envelope) {
        return new Once<>(KeptRequest.of(envelope), made -> made.id().getBytes(StandardCharsets.UTF_8));
    }

    private Task<Outcome.Done> state(Envelope envelope, Fields fields) {
        var month = month(fields, "clr_ym");
        var state = fields.optional("clr_stas", 3);
        var found = month.isPresent()
                ? applications.of(envelope.institution(), month.get())
                : applications.of(envelope.institution(), LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));
        var rows = found.stream()
                .filter(each -> state.isEmpty() || state.get().equals(NationalCodes.clearingState(each.state())))
                .map(this::row)
                .toList();
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            if (rows.size() == 1) {
                // Senders take the only row as an object.
                out.writeName("clr_appys");
                rows.getFirst().write(out);
            } else {
                OutputRow.write(out, "clr_appys", rows);
            }
            out.writeEndObject();
        }));
    }

    private OutputRow row(Application application) {
        var asked = application.asked();
        var last = application.last();
        return OutputRow.of(tables.out(STATE, "clr_appys"))
                .text("clr_stas", NationalCodes.clearingState(application.state()))
                .time("opt_time", LocalDateTime.ofInstant(last.at(), BusinessDay.ZONE))
                .amount("medfee_Sumamt", asked.total())
                .amount("hi_agre_sumfee", asked.recognised())
                .amount("fund_appy_sum", asked.funds())
                .amount("cash_payamt", asked.cash())
                .amount("acct_pay", asked.account())
                .date("begndate", asked.from())
                .date("enddate", asked.to())
                .text("clr_ym", MONTH.format(asked.month()))
                .text("clr_optins", application.region())
                .text("opter_id", last.who())
                .text("optins_no", application.region())
                .text(ID, application.id());
    }

    /// An institution has one agency: that of its region.
    private Task<Outcome.Done> agency(Fields fields, String agency) {
        var page = Page.of(fields);
        var rows = page.number() > 1
                ? List.<OutputRow>of()
                : List.of(OutputRow.of(tables.out(AGENCY, "data")).text("clr_optins", agency));
        return Task.known("", Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "data", rows);
            out.writeNumberProperty("pages", 1);
            out.writeNumberProperty("page_num", page.number());
            out.writeNumberProperty("page_size", page.size());
            out.writeEndObject();
        }));
    }

    private static Optional<YearMonth> month(Fields fields, String name) {
        return fields.optionalCode(name, 6, "yyyyMM 格式的年月", Times::month);
    }
}

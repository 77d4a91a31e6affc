package org.openyibao.server.gateway;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.clearing.Declarations;
import org.openyibao.server.clearing.Declarations.Asked;
import org.openyibao.server.clearing.Declarations.Found;
import org.openyibao.server.clearing.Declarations.Listed;
import org.openyibao.server.clearing.Declarations.Payable;
import org.openyibao.server.clearing.Declarations.Totals;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementExport.Care;
import org.openyibao.server.settlement.SettlementExport.Share;
import org.springframework.stereotype.Component;

/// What an institution settled in some months, by whether it applied to be paid for it: sums (月结算申报汇总, 2172), line
/// by line (明细, 2173), by fund (基金分项, 2174); and what a pharmacy is to be paid of a day (药店账务明细, 2175), or in all
/// (药店账务汇总, 2176).
///
/// What was paid to institutions is not known here, nor is there anything to be asked for by a key of settlements:
/// those fields are null.
@Component
class DeclarationHandler implements Handler {

    private static final String TOTALS = "2172";
    private static final String LINES = "2173";
    private static final String FUNDS = "2174";
    private static final String PAYABLE = "2175";
    private static final String ACCOUNT = "2176";

    private static final int SIZE_OF_TOTALS = 20;
    private static final int SIZE = 1_000;
    private static final int MOST_MONTHS = 12;
    private static final int MOST_DAYS = 366;
    private static final String DECLARED = "10";
    private static final String NOT_DECLARED = "0";
    private static final Map<String, String> STATES = Map.of(NOT_DECLARED, "未申报", DECLARED, "已申报");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Declarations declarations;
    private final Registry registry;
    private final InterfaceTables tables;

    DeclarationHandler(Declarations declarations, Registry registry, InterfaceTables tables) {
        this.declarations = declarations;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(TOTALS, LINES, FUNDS, PAYABLE, ACCOUNT);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().onlyOrThis("data");
        var here = Sender.of(registry, envelope, fields);
        return switch (envelope.transaction()) {
            case TOTALS -> totals(fields, here);
            case LINES -> lines(fields, here);
            case FUNDS -> funds(fields, here);
            case PAYABLE -> payable(fields, here);
            default -> account(fields, here);
        };
    }

    private static Asked asked(Fields fields, Institution here) {
        fields.code(
                "clr_optins",
                6,
                "本机构清算的经办机构 " + here.region(),
                code -> Optional.of(code).filter(here.region()::equals));
        var cleared = fields.code("clr_type", 6, NationalCodes.CLEARED_KINDS, NationalCodes::cleared);
        var from = month(fields, "start_clrym");
        var to = month(fields, "end_clrym");
        if (to.isBefore(from) || !to.isBefore(from.plusMonths(MOST_MONTHS))) {
            throw fields.refused("end_clrym", "自 start_clrym 起至多 " + MOST_MONTHS + " 个月之内的年月", MONTH.format(to));
        }
        return new Asked(
                here.code(),
                cleared.kind(),
                cleared.scheme(),
                from,
                to,
                fields.code("clr_stas", 6, "0（未申报）或 10（已申报）", DeclarationHandler::declared));
    }

    private static Optional<Boolean> declared(String code) {
        return Optional.of(code).filter(STATES::containsKey).map(DECLARED::equals);
    }

    private static YearMonth month(Fields fields, String name) {
        return fields.code(name, 6, "yyyyMM 格式的年月", Times::month);
    }

    private OutputRow row(String transaction, Institution here) {
        return OutputRow.of(tables.out(transaction, transaction.equals(ACCOUNT) ? "" : "n_output"))
                .text("fixmedins_code", here.code())
                .text("fixmedins_name", here.name());
    }

    private OutputRow named(OutputRow row, String name, String code) {
        return named(row, name, code, name);
    }

    /// A code of a list, and its name beside it.
    private OutputRow named(OutputRow row, String name, String code, String list) {
        return row.text(name, code).text(name + "_name", tables.codes(list).get(code));
    }

    private static OutputRow state(OutputRow row, boolean declared) {
        var code = declared ? DECLARED : NOT_DECLARED;
        return row.text("clr_stas", code).text("clr_stas_name", STATES.get(code));
    }

    /// The class of care, the scheme, and as what the person was insured, where that was kept.
    private OutputRow care(OutputRow row, Care care, Scheme scheme, Optional<Status> status) {
        named(row, "med_type", NationalCodes.care(care));
        named(row, "insutype", NationalCodes.scheme(scheme).orElse(""));
        status.map(NationalCodes::status).ifPresent(code -> named(row, "psn_type", code));
        return row;
    }

    private Answer paged(String transaction, Page page, List<OutputRow> rows, long all) {
        return Answer.of(out -> page.write(out, tables.out(transaction, "parameters"), rows, all));
    }

    /// There are few enough of them for a page to be cut out of all.
    private Task<Outcome.Done> cut(String transaction, Page page, List<OutputRow> all) {
        return Task.known(
                "",
                paged(
                        transaction,
                        page,
                        all.stream().skip(page.offset()).limit(page.size()).toList(),
                        all.size()));
    }

    private Task<Outcome.Done> totals(Fields fields, Institution here) {
        var asked = asked(fields, here);
        var page = Page.of(fields, SIZE_OF_TOTALS);
        var rows = declarations.totals(asked).stream()
                .map(each -> totals(asked, here, each))
                .toList();
        return cut(TOTALS, page, rows);
    }

    private OutputRow totals(Asked asked, Institution here, Totals totals) {
        var row = row(TOTALS, here)
                .text("setl_dcla_no", totals.application().orElse(null))
                .text("clr_optins", here.region())
                .text("start_clrym", MONTH.format(totals.from()))
                .text("end_clrym", MONTH.format(totals.to()))
                .text("begndate", DAY.format(totals.from()))
                .text("enddate", DAY.format(totals.to()))
                .amount("sumamt", totals.total())
                .amount("cash_payamt", totals.cash())
                .amount("acct_pay_sumamt", totals.account())
                .amount("fund_pay_sumamt", totals.funds())
                .number("clr_psntime", totals.persons());
        named(row, "clr_type", NationalCodes.clearing(asked.kind()));
        return state(row, asked.declared());
    }

    private Task<Outcome.Done> lines(Fields fields, Institution here) {
        var asked = asked(fields, here);
        var page = Page.of(fields, SIZE);
        Found<Listed> found = declarations.lines(asked, page.offset(), page.size());
        var rows = found.some().stream().map(each -> line(each, here)).toList();
        return Task.shown(
                found.some().stream().map(each -> each.person().number()).toList(),
                paged(LINES, page, rows, found.all()));
    }

    private OutputRow line(Listed listed, Institution here) {
        var line = listed.line();
        var person = listed.person();
        var row = row(LINES, here)
                .amount("sumamt", line.total())
                .amount("cash_payamt", line.cash())
                .amount("acct_payamt", line.account())
                .number("clr_psntime", line.reversal() ? -1 : 1)
                .text("psn_no", person.number())
                .text("psn_name", person.name())
                .text("ssn", socialNumber(person.certificateType(), person.certificate()))
                .text("emp_name", listed.participation().employer())
                .time("mdtrt_setl_time", line.settledAt())
                .text("mdtrt_regno", line.visit())
                .text("mdtrtsn", line.number());
        named(row, "gend", person.sex());
        named(row, "out_type", NationalCodes.away(line.home(), here.region()));
        return care(row, line.care(), line.scheme(), line.status());
    }

    /// 社会保障号码, which is the number of the identity card.
    private static @Nullable String socialNumber(String certificateType, String certificate) {
        return certificateType.equals(NationalCodes.IDENTITY_CARD) ? certificate : null;
    }

    private Task<Outcome.Done> funds(Fields fields, Institution here) {
        var asked = asked(fields, here);
        var page = Page.of(fields, SIZE);
        var rows = declarations.shares(asked, fields.optional("mdtrt_regno", 40)).stream()
                .map(share -> share(share, asked, here))
                .toList();
        return cut(FUNDS, page, rows);
    }

    private OutputRow share(Share share, Asked asked, Institution here) {
        var fund = NationalCodes.payer(share.payer(), share.scheme());
        var row = row(FUNDS, here)
                .text("clr_optins", here.region())
                .text("fund_pay_type", fund.code())
                .text("fund_pay_type_name", fund.name())
                .text("poolarea_fund_pay_type", fund.code())
                .text("poolarea_fund_pay_name", fund.name())
                .amount("fund_appy_sum", share.amount());
        named(row, "clr_type", NationalCodes.clearing(asked.kind()));
        named(row, "clr_way", SettlementNodes.BY_ITEM);
        state(row, asked.declared());
        return care(row, share.care(), share.scheme(), share.status());
    }

    private Task<Outcome.Done> payable(Fields fields, Institution here) {
        var day = fields.date("query_date");
        var page = Page.of(fields, SIZE);
        Found<Payable> found = declarations.payable(here.code(), day, page.offset(), page.size());
        var rows = found.some().stream().map(each -> payable(each, here)).toList();
        return Task.shown(
                found.some().stream().map(each -> each.person().number()).toList(),
                paged(PAYABLE, page, rows, found.all()));
    }

    private OutputRow payable(Payable payable, Institution here) {
        var paid = payable.paid();
        var share = paid.share();
        var fund = NationalCodes.payer(share.payer(), share.scheme());
        var row = row(PAYABLE, here)
                .text("mdtrt_regno", paid.visit())
                .text("certno", payable.person().certificate())
                .text("psn_name", payable.person().name())
                .text("fund_pay_type", fund.code())
                .text("fund_pay_type_name", fund.name())
                .amount("medfee_sumamt", paid.total())
                .amount("dfr_sumamt", share.amount());
        if (paid.within()) {
            row.amount("dcla_sum", share.amount());
        }
        state(row, paid.within());
        return care(row, share.care(), share.scheme(), share.status());
    }

    private Task<Outcome.Done> account(Fields fields, Institution here) {
        var from = fields.date("start_date");
        var to = fields.date("end_date");
        if (to.isBefore(from) || !to.isBefore(from.plusDays(MOST_DAYS))) {
            throw fields.refused("end_date", "自 start_date 起至多 " + MOST_DAYS + " 天之内的日期", to.toString());
        }
        var account = declarations.account(here.code(), from, to);
        var row = row(ACCOUNT, here)
                .amount("medfee_sumamt", account.total())
                .amount("dfr_sumamt", account.payable())
                .amount("dcla_sum", account.declared());
        named(row, "med_type", NationalCodes.clearing(VisitKind.PHARMACY));
        return Task.known("", Answer.of(row::write));
    }
}

package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.clearing.Reconciliation;
import org.openyibao.server.clearing.Reconciliation.Asked;
import org.openyibao.server.clearing.Reconciliation.Claimed;
import org.openyibao.server.clearing.Reconciliations;
import org.openyibao.server.exchange.ExchangedFile;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// Reconciliation: the sums (对总账, 3201), and line by line with a file sent before (对明细账, 3202).
///
/// Reversals count as settlements of their own unless `refd_setl_flag`, or in its place `fixmedins_refd_setl_flag`,
/// is 0. Some senders leave the kind of care out of 3202: then it is about all. Its file says each line of both
/// sides, with 1 where they differ.
@Component
class ReconciliationHandler implements Handler {

    private static final String TOTALS = "3201";
    private static final String DETAILS = "3202";
    private static final String NOBODY = "";
    private static final String EVEN = "0";
    private static final String UNEVEN = "1";
    private static final int LONGEST_REMARK = 200;
    private static final long MOST_SETTLEMENTS = 9_999_999_999L;
    private static final Map<String, String> FIELDS = Map.of(
            "count", "fixmedins_setl_cnt",
            "total", "medfee_sumamt",
            "funds", "fund_pay_sumamt",
            "to", "stmt_enddate",
            "file", "file_qury_no",
            "institution", "fixmedins_code");

    private final Reconciliations reconciliations;
    private final Registry registry;

    ReconciliationHandler(Reconciliations reconciliations, Registry registry) {
        this.reconciliations = reconciliations;
        this.registry = registry;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(TOTALS, DETAILS);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("ybSettlementStmtService/stmtTotal", TOTALS, "ybSettlementStmtService/stmtDetail", DETAILS);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var agency = agency(envelope, fields);
        return envelope.transaction().equals(TOTALS) ? totals(envelope, fields, agency) : details(envelope, fields);
    }

    /// The agency that settles with the institution, as its settlements were answered.
    private String agency(Envelope envelope, Fields fields) {
        var region = registry.institution(
                        envelope.institution(), envelope.slip().today())
                .orElseThrow(() -> new IllegalStateException("an institution that was there is gone"))
                .region();
        return fields.code(
                "setl_optins",
                6,
                "本机构结算的经办机构 " + region,
                code -> Optional.of(code).filter(region::equals));
    }

    private Task<Outcome.Done> totals(Envelope envelope, Fields fields, String agency) {
        var scheme = fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme);
        var claimed = claimed(fields, Optional.of(fields.signedMoney("acct_pay")), Optional.empty());
        var kind = fields.code("clr_type", 6, NationalCodes.CLEARING_KINDS, envelope::clearing);
        var asked = asked(envelope, fields, Optional.of(scheme), Optional.of(kind), claimed);
        var made = found(KeptRequest.done(reconciliations.compare(once(envelope), asked), FIELDS));
        return Task.known(NOBODY, Answer.of(out -> {
            out.writeStartObject();
            out.writeObjectPropertyStart("stmtinfo");
            out.writeStringProperty("setl_optins", agency);
            out.writeStringProperty("stmt_rslt", made.isEven() ? EVEN : UNEVEN);
            out.writeStringProperty("stmt_rslt_dscr", described(made));
            out.writeEndObject();
            out.writeEndObject();
        }));
    }

    private Task<Outcome.Done> details(Envelope envelope, Fields fields) {
        var claimed = claimed(fields, Optional.empty(), Optional.of(fields.signedMoney("cash_payamt")));
        var kind = fields.optionalCode("clr_type", 6, NationalCodes.CLEARING_KINDS, envelope::clearing);
        var asked = asked(envelope, fields, Optional.empty(), kind, claimed);
        var file = fields.text("file_qury_no", 30);
        var made = found(KeptRequest.done(reconciliations.compare(once(envelope), asked, file), FIELDS));
        var result = reconciliations.result(made).orElseThrow(() -> new RefusedNowException("msgid：此报文的对账结果文件已过保存期"));
        return Task.known(NOBODY, Answer.of(out -> write(out, result)));
    }

    private static void write(JsonGenerator out, ExchangedFile result) {
        out.writeStartObject();
        out.writeObjectPropertyStart("fileinfo");
        FileHandler.write(out, result);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static Once<Reconciliation> once(Envelope envelope) {
        return new Once<>(KeptRequest.of(envelope), made -> made.id().getBytes(StandardCharsets.UTF_8));
    }

    private Reconciliation found(String id) {
        return reconciliations
                .find(id)
                .orElseThrow(() -> new IllegalStateException("a reconciliation that was made is gone"));
    }

    private static Claimed claimed(Fields fields, Optional<Fen> account, Optional<Fen> cash) {
        return new Claimed(
                fields.whole("fixmedins_setl_cnt", MOST_SETTLEMENTS),
                fields.signedMoney("medfee_sumamt"),
                fields.signedMoney("fund_pay_sumamt"),
                account,
                cash);
    }

    private static Asked asked(
            Envelope envelope, Fields fields, Optional<Scheme> scheme, Optional<VisitKind> kind, Claimed claimed) {
        var ours = fields.optionalCode("refd_setl_flag", 6, NationalCodes.FLAGS, NationalCodes::flag);
        var theirs = fields.optionalCode("fixmedins_refd_setl_flag", 6, NationalCodes.FLAGS, NationalCodes::flag);
        return new Asked(
                envelope.institution(),
                scheme,
                kind,
                fields.date("stmt_begndate"),
                fields.date("stmt_enddate"),
                ours.or(() -> theirs).orElse(true),
                claimed);
    }

    /// Both sides, where they differ.
    private static String described(Reconciliation made) {
        if (made.isEven()) {
            return "对平";
        }
        var ours = made.ours();
        var theirs = made.asked().theirs();
        var parts = new ArrayList<String>();
        if (theirs.count() != ours.count()) {
            parts.add("笔数 机构 " + theirs.count() + " 本方 " + ours.count());
        }
        add(parts, "医疗费总额", theirs.total(), ours.total());
        add(parts, "基金支付总额", theirs.funds(), ours.funds());
        theirs.account().ifPresent(account -> add(parts, "个人账户支付", account, ours.account()));
        var text = String.join("；", parts);
        return text.length() > LONGEST_REMARK ? text.substring(0, LONGEST_REMARK) : text;
    }

    private static void add(List<String> parts, String name, Fen theirs, Fen ours) {
        if (!theirs.equals(ours)) {
            parts.add(name + " 机构 " + theirs + " 本方 " + ours);
        }
    }
}

package org.openyibao.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.decision.CanIUse.Paying;
import org.openyibao.engine.decision.CanIUse.Source;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Known;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// What a person is entitled to (人员待遇享受检查, 2001): the pooled fund, each layer above it that the home region has,
/// and an employee's account, for care of a class at an institution on the day of `begntime`. It rests on what a
/// settlement of that day would rest on. The days of a row are those of the standing of that day.
@Component
class EntitlementHandler implements Handler {

    private static final String CHECK = "2001";
    private static final String OF_A_FUND = "01";
    private static final String NOT_BY_RULE = "按规则不支付";

    private final Settlements settlements;
    private final Enrolment enrolment;
    private final Registry registry;
    private final InterfaceTables tables;

    EntitlementHandler(Settlements settlements, Enrolment enrolment, Registry registry, InterfaceTables tables) {
        this.settlements = settlements;
        this.enrolment = enrolment;
        this.registry = registry;
        this.tables = tables;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(CHECK);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiPsnPriorityInfoService/queryPsnPriorityInfo", CHECK);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var person = fields.text("psn_no", 30);
        var scheme = fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme);
        var category = fields.text("med_type", 6);
        var kind = fields.code("med_type", 6, NationalCodes.CARE_KINDS, envelope::care);
        var day = fields.dateTime("begntime").toLocalDate();
        var code = fields.optional("fixmedins_code", 30).orElse(envelope.institution());
        var institution = registry.institution(code, day)
                .orElseThrow(() -> fields.refused("fixmedins_code", day + " 已登记的定点医药机构编号", code));
        var known = settlements.known(person, day).orElseThrow(() -> fields.refused("psn_no", "已参保登记的人员编号", person));
        var participation = known.enrolled().participations().stream()
                .filter(part -> part.scheme() == scheme && part.holdsOn(day))
                .findFirst()
                .orElseThrow(() -> fields.refused("insutype", "该人员在 " + day + " 参加的险种", fields.text("insutype", 6)));
        var entitlement = known.entitlement(
                participation,
                institution,
                kind,
                envelope.isEmergencyStay(category),
                fields.optional("dise_codg", 30).orElse(""));
        var stated = enrolment.byNumber(person).orElseThrow();
        var spell = enrolment.timeline(stated, scheme).stream()
                .filter(each -> each.covers(day))
                .findFirst()
                .orElseThrow();
        var rows = rows(person, scheme, entitlement, spell);
        return Task.shown(person, Answer.of(out -> {
            out.writeStartObject();
            OutputRow.write(out, "trtinfo", rows);
            out.writeEndObject();
        }));
    }

    private List<OutputRow> rows(String person, Scheme scheme, Known.Entitlement entitlement, Spell spell) {
        var outcome = entitlement.outcome();
        var rows = new ArrayList<OutputRow>();
        var fund = whyNot(outcome, outcome.of(Source.FUND), spell);
        rows.add(row(person, NationalCodes.pool(scheme).code(), fund, spell));
        entitlement.layers().forEach((kind, open) -> {
            var why = fund.or(() -> open ? Optional.empty() : Optional.of("不属于该基金保障的人员或医疗类别"));
            rows.add(row(person, NationalCodes.layer(kind, scheme).code(), why, spell));
        });
        if (scheme == Scheme.EMPLOYEE) {
            var own = List.of(outcome.of(Source.OWN_CURRENT), outcome.of(Source.OWN_PRIOR));
            var paying = own.stream().filter(Paying::allowed).findFirst().orElse(own.getFirst());
            rows.add(row(person, NationalCodes.ACCOUNTS.code(), whyNot(outcome, paying, spell), spell));
        }
        return rows;
    }

    /// Empty where it pays at the institution.
    private static Optional<String> whyNot(CanIUse.Outcome outcome, Paying paying, Spell spell) {
        if (paying.allowed()) {
            return outcome.away().whyNotDirect().map(why -> why.text().zh());
        }
        var reason = paying.reason().or(outcome.away()::whyNotDirect);
        var text = reason.map(why -> why.text().zh())
                .orElseGet(() -> NOT_BY_RULE
                        + paying.rule()
                                .map(rule -> "（" + rule.title().zh() + "）")
                                .orElse(""));
        return Optional.of(reason.filter(Reason.STATUS_NOT_NORMAL::equals).isPresent() ? text + standing(spell) : text);
    }

    private static String standing(Spell spell) {
        return "；" + spell.why().text().zh()
                + spell.opens().map(day -> "，" + day + " 起享受待遇").orElse("");
    }

    private OutputRow row(String person, String fund, Optional<String> whyNot, Spell spell) {
        return OutputRow.of(tables.out(CHECK, "trtinfo"))
                .text("psn_no", person)
                .text("trt_chk_type", OF_A_FUND)
                .text("fund_pay_type", fund)
                .text("trt_enjymnt_flag", NationalCodes.flag(whyNot.isEmpty()))
                .date("begndate", spell.from())
                .date("enddate", spell.to().equals(Rule.FOREVER) ? null : spell.to())
                .text("trt_chk_rslt", whyNot.orElse(null));
    }
}

package org.openyibao.server.gateway;

import java.util.Map;
import java.util.Set;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.Stay;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// What a settlement was (结算信息查询, 5203). An institution sees its own only.
@Component
class SettlementQueryHandler implements Handler {

    private static final String QUERY = "5203";
    private static final String PAID_AT_INSTITUTION = "2";
    private static final String PAID_IN_PROVINCE = "3";
    private static final String PAID_IN_OTHER_PROVINCE = "4";
    private static final int PROVINCE_DIGITS = 2;

    private final Settlements settlements;

    SettlementQueryHandler(Settlements settlements) {
        this.settlements = settlements;
    }

    @Override
    public Set<String> transactions() {
        return Set.of(QUERY);
    }

    @Override
    public Map<String, String> services() {
        return Map.of("fsiIntegratedQueryService/querySetlInfo", QUERY);
    }

    @Override
    public Task<Outcome.Done> read(Envelope envelope) {
        var fields = envelope.input().only("data");
        var person = fields.text("psn_no", 30);
        var visit = fields.text("mdtrt_id", 30);
        var id = fields.text("setl_id", 30);
        var settled = settlements
                .find(id)
                .filter(found -> belongs(found.settlement(), person, visit, envelope.institution()))
                .orElseThrow(() -> fields.refused("setl_id", "本机构为该人员该次就诊所作的结算", id));
        return Task.shown(person, Answer.of(out -> write(out, settled)));
    }

    private static boolean belongs(SettlementRecord settlement, String person, String visit, String institution) {
        return !settlement.isClaimed()
                && settlement.person().equals(person)
                && settlement.visit().equals(visit)
                && settlement.institution().equals(institution);
    }

    private static void write(JsonGenerator out, Outcome.Settled settled) {
        var settlement = settled.settlement();
        var terms = SentTerms.of(settlement);
        out.writeStartObject();
        out.writeObjectPropertyStart("setlinfo");
        SettlementNodes.writeInfo(out, settled, terms, settlement.message());
        Amounts.write(out, "psn_pay", settlement.personalBurden());
        Amounts.write(out, "cash_payamt", settlement.cash());
        writeParty(out, settled);
        writeRest(out, settlement, terms);
        out.writeEndObject();
        SettlementNodes.writeFunds(out, settlement);
        out.writeEndObject();
    }

    private static void writeParty(JsonGenerator out, Outcome.Settled settled) {
        var participation = settled.party().participation();
        var institution = settled.party().institution();
        out.writeStringProperty("flxempe_flag", NationalCodes.flag(participation.status() == Status.FLEXIBLE));
        out.writeStringProperty("nwb_flag", NationalCodes.flag(participation.status() == Status.NEWBORN));
        out.writeStringProperty("insu_optins", participation.region());
        out.writeStringProperty("emp_name", SettlementNodes.nullIfEmpty(participation.employer()));
        out.writeStringProperty("pay_loc", payLocation(participation.region(), institution.region()));
        out.writeStringProperty("fixmedins_code", institution.code());
        out.writeStringProperty("fixmedins_name", institution.name());
        out.writeStringProperty("hosp_lv", NationalCodes.level(institution.level()));
        out.writeStringProperty("fixmedins_poolarea", institution.region());
        out.writeNullProperty("lmtpric_hosp_lv");
        out.writeNullProperty("dedc_hosp_lv");
    }

    private static String payLocation(String home, String care) {
        if (home.equals(care)) {
            return PAID_AT_INSTITUTION;
        }
        return home.regionMatches(0, care, 0, PROVINCE_DIGITS) ? PAID_IN_PROVINCE : PAID_IN_OTHER_PROVINCE;
    }

    private static void writeRest(JsonGenerator out, SettlementRecord settlement, SentTerms terms) {
        var begun = settlement.stay().map(Stay::admitted).orElse(settlement.serviceDate());
        out.writeStringProperty("begndate", begun.toString());
        out.writeStringProperty("enddate", settlement.serviceDate().toString());
        out.writeStringProperty("refd_setl_flag", NationalCodes.flag(settlement.isReversal()));
        out.writeStringProperty("year", Integer.toString(settlement.benefitYear()));
        out.writeStringProperty("dise_codg", SettlementNodes.nullIfEmpty(terms.diseaseCode()));
        out.writeStringProperty("dise_name", SettlementNodes.nullIfEmpty(terms.diseaseName()));
        out.writeStringProperty("invono", SettlementNodes.nullIfEmpty(terms.invoice()));
        out.writeStringProperty("opter_id", SettlementNodes.nullIfEmpty(terms.operator()));
        out.writeStringProperty("opter_name", SettlementNodes.nullIfEmpty(terms.operatorName()));
        out.writeStringProperty("opt_time", Times.text(settlement.settledAt()));
    }
}

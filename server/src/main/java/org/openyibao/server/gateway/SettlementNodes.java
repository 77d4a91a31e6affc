package org.openyibao.server.gateway;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import tools.jackson.core.JsonGenerator;

/// The nodes `setlinfo` and `setldetail` of a settlement, a preview of one, or the reversal of one (amounts negated).
final class SettlementNodes {

    private static final int RATIO_PLACES = 6;
    static final String BY_ITEM = "1";

    private SettlementNodes() {}

    /// The fields of `setlinfo` that every transaction has. `message` is the id of the message that asked for it.
    static void writeInfo(JsonGenerator out, Outcome.Settled settled, SentTerms terms, String message) {
        writeCommon(out, settled, terms, message);
        out.writeStringProperty("setl_id", settled.settlement().id());
        out.writeStringProperty("setl_time", Times.text(settled.settlement().settledAt()));
        out.writeStringProperty("clr_way", BY_ITEM);
        out.writeStringProperty("clr_optins", settled.party().institution().region());
    }

    /// As [#writeInfo], without what only a settlement that took place has.
    static void writePreviewInfo(JsonGenerator out, Outcome.Settled settled, SentTerms terms, String message) {
        writeCommon(out, settled, terms, message);
        out.writeNullProperty("setl_id");
        out.writeNullProperty("setl_time");
        out.writeNullProperty("clr_way");
        out.writeNullProperty("clr_optins");
    }

    private static void writeCommon(JsonGenerator out, Outcome.Settled settled, SentTerms terms, String message) {
        var settlement = settled.settlement();
        mustAddUp(settlement);
        writePerson(out, settled);
        out.writeStringProperty("mdtrt_id", nullIfEmpty(settlement.visit()));
        out.writeStringProperty("med_type", NationalCodes.care(settlement, terms.category()));
        out.writeStringProperty("mdtrt_cert_type", nullIfEmpty(terms.certificateType()));
        out.writeStringProperty("medins_setl_id", message);
        out.writeStringProperty("clr_type", NationalCodes.clearing(settlement.kind()));
        writeAmounts(out, settlement);
    }

    private static void writePerson(JsonGenerator out, Outcome.Settled settled) {
        var person = settled.party().person();
        var participation = settled.party().participation();
        var settledOn = settled.settlement().settledAt().toLocalDate();
        out.writeStringProperty("psn_no", person.number());
        out.writeStringProperty("psn_name", person.name());
        out.writeStringProperty("psn_cert_type", person.certificateType());
        out.writeStringProperty("certno", person.certificate());
        out.writeStringProperty("gend", person.sex());
        out.writeStringProperty("naty", person.nation());
        out.writeStringProperty("brdy", person.birth().toString());
        Amounts.write(out, "age", Times.ageInTenths(person.birth(), settledOn), 1);
        out.writeStringProperty(
                "insutype", NationalCodes.scheme(settled.settlement().scheme()).orElse(null));
        out.writeStringProperty("psn_type", NationalCodes.status(participation.status()));
        out.writeStringProperty("cvlserv_flag", NationalCodes.flag(participation.civilServant()));
    }

    private static void writeAmounts(JsonGenerator out, SettlementRecord settlement) {
        Amounts.write(out, "medfee_sumamt", settlement.total());
        Amounts.write(out, "fulamt_ownpay_amt", settlement.ownPay());
        Amounts.write(out, "overlmt_selfpay", settlement.overLimit());
        Amounts.write(out, "preselfpay_amt", settlement.firstPay());
        Amounts.write(out, "inscp_scp_amt", settlement.inScope());
        Amounts.write(out, "act_pay_dedc", settlement.deductible());
        Amounts.write(out, "hifp_pay", settlement.pool());
        Amounts.write(out, "pool_prop_selfpay", settlement.poolRatio().millionths(), RATIO_PLACES);
        Amounts.write(out, "hifmi_pay", settlement.layer(LayerKind.CATASTROPHIC));
        Amounts.write(out, "hifob_pay", settlement.layer(LayerKind.LARGE_SUM));
        Amounts.write(out, "cvlserv_pay", settlement.layer(LayerKind.CIVIL_SERVANT));
        Amounts.write(out, "maf_pay", settlement.layer(LayerKind.ASSISTANCE));
        Amounts.write(out, "hifes_pay", Fen.ZERO);
        Amounts.write(out, "hifdm_pay", Fen.ZERO);
        Amounts.write(out, "oth_pay", Fen.ZERO);
        Amounts.write(out, "fund_pay_sumamt", settlement.funds());
        Amounts.write(out, "acct_pay", accounts(settlement));
        Amounts.write(out, "acct_mulaid_pay", mutualAid(settlement));
        Amounts.write(out, "balc", settlement.balances().total());
    }

    /// What accounts paid: the person's own and, through mutual aid, relatives'.
    static Fen accounts(SettlementRecord settlement) {
        return settlement.account().plus(mutualAid(settlement));
    }

    /// Relatives' accounts directly, and what they sent to the person's wallet.
    private static Fen mutualAid(SettlementRecord settlement) {
        return settlement.familyPaid().plus(settlement.wallet());
    }

    /// The burden under the names that all transactions but the query have.
    static void writeBurden(JsonGenerator out, SettlementRecord settlement) {
        Amounts.write(out, "psn_part_amt", settlement.personalBurden());
        Amounts.write(out, "psn_cash_pay", settlement.cash());
        Amounts.write(out, "hosp_part_amt", Fen.ZERO);
    }

    private static void mustAddUp(SettlementRecord settlement) {
        var bill = settlement.ownPay().plus(settlement.overLimit()).plus(settlement.firstPay());
        var paid = settlement.funds().plus(accounts(settlement)).plus(settlement.cash());
        if (!paid.equals(settlement.total()) || !bill.plus(settlement.inScope()).equals(settlement.total())) {
            throw new IllegalStateException("the parts of a settlement do not add up to its total");
        }
    }

    /// `setldetail`: what each fund paid, and the account.
    static void writeFunds(JsonGenerator out, SettlementRecord settlement) {
        out.writeArrayPropertyStart("setldetail");
        writeFund(out, NationalCodes.pool(settlement.scheme()), settlement.pool(), settlement.inScope());
        for (var kind : LayerKind.values()) {
            var fund = NationalCodes.layer(kind, settlement.scheme());
            writeFund(out, fund, settlement.layer(kind), settlement.inScope());
        }
        writeFund(out, NationalCodes.ACCOUNTS, accounts(settlement), settlement.inScope());
        out.writeEndArray();
    }

    private static void writeFund(JsonGenerator out, NationalCodes.Fund fund, Fen paid, Fen inScope) {
        if (paid.isZero()) {
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("fund_pay_type", fund.code());
        Amounts.write(out, "fund_payamt", paid);
        out.writeStringProperty("setl_proc_info", nullIfEmpty(fund.step()));
        out.writeNullProperty("crt_payb_lmt_amt");
        Amounts.write(out, "inscp_scp_amt", inScope);
        out.writeStringProperty("fund_pay_type_name", fund.name());
        out.writeEndObject();
    }

    /// The payer with a code.
    static Optional<NationalCodes.Fund> fund(Scheme scheme, String code) {
        var layers = Arrays.stream(LayerKind.values()).map(kind -> NationalCodes.layer(kind, scheme));
        return Stream.concat(Stream.of(NationalCodes.pool(scheme), NationalCodes.ACCOUNTS), layers)
                .filter(fund -> fund.code().equals(code))
                .findFirst();
    }

    static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

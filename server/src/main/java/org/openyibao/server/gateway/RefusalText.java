package org.openyibao.server.gateway;

import java.util.Map;
import org.openyibao.server.settlement.Field;
import org.openyibao.server.settlement.Refusal;

/// What a sender is told when a message is refused: the field, what was expected, what came.
final class RefusalText {

    private static final int LONGEST_ECHO = 60;

    /// What orders of purchases call otherwise than all others.
    private static final Map<Field, String> OF_ORDERS = Map.of(
            Field.VISIT, "mdtrt_regno",
            Field.SETTLEMENT, "mdtrt_regno",
            Field.LINE_CODE, "hilist_code",
            Field.LINE_AMOUNT, "amt",
            Field.LINE_DAY, "detl_ocur_time",
            Field.HOME_REGION, "insuplc");

    private RefusalText() {}

    /// As the fields are called in a transaction.
    static String of(Refusal refusal, String transaction) {
        var name = nationalName(refusal.field());
        return of(
                PurchaseOrderHandler.TRANSACTIONS.contains(transaction)
                        ? OF_ORDERS.getOrDefault(refusal.field(), name)
                        : name,
                refusal.expected().zh(),
                refusal.got());
    }

    static String of(String field, String expected, String got) {
        return field + "：应为" + spaced(expected) + "，实为" + spaced(echo(got));
    }

    /// With a space between Chinese and what is not.
    private static String spaced(String text) {
        return !text.isEmpty() && text.charAt(0) < 0x80 ? " " + text : text;
    }

    private static String echo(String got) {
        if (got.isEmpty()) {
            return "空";
        }
        if (got.length() <= LONGEST_ECHO) {
            return got;
        }
        return got.substring(0, got.offsetByCodePoints(0, LONGEST_ECHO / 2)) + "…";
    }

    static String nationalName(Field field) {
        return switch (field) {
            case INSTITUTION -> "fixmedins_code";
            case PERSON -> "psn_no";
            case SCHEME -> "insutype";
            case VISIT -> "mdtrt_id";
            case VISIT_NUMBER -> "ipt_otp_no";
            case BATCH -> "chrg_bchno";
            case LINE_SERIAL -> "feedetl_sn";
            case LINE_NOTED -> "bkkp_sn";
            case LINE_CODE -> "med_list_codg";
            case LINE_AMOUNT -> "det_item_fee_sumamt";
            case TOTAL -> "medfee_sumamt";
            case OWN_PAY -> "fulamt_ownpay_amt";
            case OVER_LIMIT -> "overlmt_selfpay";
            case FIRST_PAY -> "preselfpay_amt";
            case IN_SCOPE -> "inscp_scp_amt";
            case LINE_DAY -> "fee_ocur_time";
            case LINE_QUANTITY -> "cnt";
            case LINE_TAKES_BACK -> "init_feedetl_sn";
            case CATEGORY -> "med_type";
            case ADMITTED -> "begntime";
            case DISCHARGED -> "endtime";
            case SETTLEMENT -> "setl_id";
            case ORIGINAL_MESSAGE -> "omsgid";
            case DISEASE -> "dise_codg";
            case HOME_REGION -> "insuplc_admdvs";
            case FILING -> "trt_dcla_detl_sn";
            case FILING_GROUND -> "refl_type";
            case FILING_PLACE -> "mdtrtarea_admdvs";
            case FILING_FROM -> "begndate";
            case FILING_UNTIL -> "enddate";
            case REGISTERED_CODE -> "opsp_dise_code/fixmedins_code";
            case REGISTERED_HOME -> "insu_optins";
        };
    }
}

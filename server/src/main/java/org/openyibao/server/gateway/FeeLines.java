package org.openyibao.server.gateway;

import java.util.List;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.SplitItem;
import tools.jackson.core.JsonGenerator;

/// Fee lines as they come (`feedetail`, `drugdetail`) and as they go back with their split (`result`, `detlcutinfo`).
final class FeeLines {

    static final int RATIO_PLACES = 6;
    static final int PRICE_PLACES = 6;
    static final int QUANTITY_PLACES = 4;
    private static final long NO_CEILING_MICRO = 999_999_000_000L;

    private FeeLines() {}

    /// A line of a stay, which may take back one charged before.
    static FeeItem itemOfStay(Fields row, FeeItem.Approval approval) {
        var charged = row.optional("init_feedetl_sn", 30);
        if (charged.isEmpty()) {
            if (row.isBelowZero("cnt")) {
                throw row.refused("init_feedetl_sn", "被退费用的费用明细流水号", "未送");
            }
            return item(row, approval);
        }
        row.text("medins_list_codg", 150);
        return new FeeItem(
                row.text("feedetl_sn", 30),
                row.text("med_list_codg", 50),
                row.quantityTakenBack("cnt"),
                row.price("pric"),
                row.moneyTakenBack("det_item_fee_sumamt"),
                row.dateTime("fee_ocur_time").toLocalDate(),
                approval,
                charged.get());
    }

    static FeeItem item(Fields row, FeeItem.Approval approval) {
        row.text("medins_list_codg", 150);
        row.optional("rxno", 30);
        row.optional("dise_codg", 30);
        return new FeeItem(
                row.text("feedetl_sn", 30),
                row.text("med_list_codg", 50),
                row.quantity("cnt"),
                row.price("pric"),
                row.money("det_item_fee_sumamt"),
                row.dateTime("fee_ocur_time").toLocalDate(),
                approval);
    }

    static void write(JsonGenerator out, String name, List<SplitItem> items) {
        out.writeArrayPropertyStart(name);
        items.forEach(item -> write(out, item));
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, SplitItem split) {
        var item = split.item();
        var entry = split.entry();
        out.writeStartObject();
        out.writeStringProperty("bas_medn_flag", NationalCodes.NO);
        out.writeStringProperty("med_chrgitm_type", entry.chargeType());
        Amounts.write(out, "det_item_fee_sumamt", item.amount());
        out.writeStringProperty("hi_nego_drug_flag", NationalCodes.NO);
        Amounts.write(out, "fulamt_ownpay_amt", split.ownPay());
        Amounts.write(out, "cnt", item.quantity(), QUANTITY_PLACES);
        Amounts.write(out, "pric", item.price(), PRICE_PLACES);
        out.writeNullProperty("exp_content");
        out.writeNullProperty("memo");
        out.writeStringProperty("feedetl_sn", item.serial());
        Amounts.write(out, "inscp_scp_amt", split.inScope());
        out.writeStringProperty("drt_reim_flag", NationalCodes.NO);
        Amounts.write(out, "overlmt_amt", split.overLimit());
        out.writeNullProperty("list_sp_item_flag");
        Amounts.write(out, "pric_uplmt_amt", ceilingMicro(entry), PRICE_PLACES);
        Amounts.write(out, "selfpay_prop", selfPaid(split.line()).millionths(), RATIO_PLACES);
        out.writeNullProperty("chld_medc_flag");
        Amounts.write(out, "preselfpay_amt", split.firstPay());
        out.writeStringProperty("lmt_used_flag", NationalCodes.flag(entry.limited()));
        out.writeStringProperty("chrgitm_lv", NationalCodes.grade(entry.grade()));
        out.writeEndObject();
    }

    /// In millionths of a yuan; what stands where there is none is beyond any price.
    static long ceilingMicro(CatalogueEntry entry) {
        return entry.ceilingMicro().orElse(NO_CEILING_MICRO);
    }

    static Ratio selfPaid(FeeLine line) {
        return switch (line.grade()) {
            case A, B -> line.firstPayShare();
            case C, EXCLUDED -> Ratio.ONE;
        };
    }
}

package org.openyibao.server.gateway;

import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.Command.SettleTerms;

/// Reads the terms of a settlement, which visits (`data`) and purchases (`druginfo`) have in common.
final class Terms {

    private Terms() {}

    static SettleTerms read(Fields fields, String details) {
        fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        fields.text("mdtrt_cert_no", 50);
        return new SettleTerms(
                fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                fields.code("med_type", 6, NationalCodes.CARE_KINDS, NationalCodes::care),
                fields.text("med_type", 6),
                fields.money("medfee_sumamt"),
                expected(fields, "fulamt_ownpay_amt"),
                expected(fields, "overlmt_selfpay"),
                expected(fields, "preselfpay_amt"),
                expected(fields, "inscp_scp_amt"),
                fields.code("acct_used_flag", 1, NationalCodes.ACCOUNT_USES, NationalCodes::accountUse),
                details);
    }

    private static Optional<Fen> expected(Fields fields, String name) {
        return fields.optionalMoney(name);
    }
}

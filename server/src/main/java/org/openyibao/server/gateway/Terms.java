package org.openyibao.server.gateway;

import java.util.Optional;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.Command.SettleTerms;

/// Reads the terms of a settlement, which visits, stays (`data`) and purchases (`druginfo`) have in common.
final class Terms {

    private Terms() {}

    static SettleTerms read(Fields fields, Envelope envelope, String details) {
        fields.text("mdtrt_cert_no", 50);
        var kind = fields.code("med_type", 6, NationalCodes.CARE_KINDS, envelope::care);
        var use = fields.code("acct_used_flag", 1, NationalCodes.ACCOUNT_USES, NationalCodes::accountUse);
        return read(fields, kind, fields.text("med_type", 6), use, details);
    }

    /// The class of care of a stay is that of its admission. Whoever does not say that accounts may pay has none used.
    static SettleTerms ofStay(Fields fields, String details) {
        fields.optional("mdtrt_cert_no", 50);
        var use = fields.optionalCode("acct_used_flag", 1, NationalCodes.ACCOUNT_USES, NationalCodes::accountUse);
        return read(fields, VisitKind.INPATIENT, "", use.orElse(AccountUse.NONE), details);
    }

    private static SettleTerms read(Fields fields, VisitKind kind, String category, AccountUse use, String details) {
        fields.code("mdtrt_cert_type", 3, NationalCodes.CERTIFICATES, NationalCodes::certificate);
        return new SettleTerms(
                fields.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                kind,
                category,
                fields.money("medfee_sumamt"),
                expected(fields, "fulamt_ownpay_amt"),
                expected(fields, "overlmt_selfpay"),
                expected(fields, "preselfpay_amt"),
                expected(fields, "inscp_scp_amt"),
                use,
                details);
    }

    private static Optional<Fen> expected(Fields fields, String name) {
        return fields.optionalMoney(name);
    }
}

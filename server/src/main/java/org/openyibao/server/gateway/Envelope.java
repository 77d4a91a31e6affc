package org.openyibao.server.gateway;

import java.nio.file.Path;
import java.util.Optional;
import org.openyibao.engine.claim.VisitKind;
import tools.jackson.databind.node.ObjectNode;

/// What is around a message, checked: who sends what, from where. `homeRegion` is empty where it was not sent. Other
/// fields of the envelope are checked for their length and then ignored. `file` is what the message brings, where it
/// brings one; `check` knows the tables that the input is to be checked against. `place` is where the institution is.
record Envelope(
        Slip slip,
        String transaction,
        String messageId,
        String careRegion,
        String homeRegion,
        String operator,
        String operatorName,
        String institution,
        String place,
        Fields input,
        Optional<Path> file,
        InputCheck check) {

    private static final int REGION_LENGTH = 6;
    static final int LONGEST_TRANSACTION = 10;
    private static final int LONGEST_INSTITUTION = 30;
    static final int LONGEST_NAME = 200;
    private static final int LONGEST_SIGNATURE = 1_024;
    private static final int LONGEST_DEVICE = 2_000;

    /// `transaction` is what the message itself or, failing that, the address says.
    static Envelope read(Slip slip, ObjectNode message, Optional<String> addressed, InputCheck check) {
        var fields = new Fields(message, "");
        var transaction = fields.optional("infno", LONGEST_TRANSACTION)
                .or(() -> addressed)
                .orElseThrow(() -> fields.refused("infno", "交易编号", "未送"));
        var messageId = fields.text("msgid", 30);
        var careRegion = fields.code("mdtrtarea_admvs", REGION_LENGTH, "6 位医保区划", Envelope::region);
        var homeRegion = fields.optional("insuplc_admdvs", REGION_LENGTH)
                .map(text -> region(text).orElseThrow(() -> fields.refused("insuplc_admdvs", "6 位医保区划或空", text)))
                .orElse("");
        checkUnused(fields);
        fields.dateTime("inf_time");
        return new Envelope(
                slip,
                transaction,
                messageId,
                careRegion,
                homeRegion,
                fields.text("opter", 30),
                fields.text("opter_name", 50),
                fields.text("fixmedins_code", LONGEST_INSTITUTION),
                careRegion,
                input(fields),
                Optional.empty(),
                check);
    }

    Envelope with(Path content) {
        return new Envelope(
                slip,
                transaction,
                messageId,
                careRegion,
                homeRegion,
                operator,
                operatorName,
                institution,
                place,
                input,
                Optional.of(content),
                check);
    }

    /// From an institution that is known to be in a region.
    Envelope from(String region) {
        return new Envelope(
                slip,
                transaction,
                messageId,
                careRegion,
                homeRegion,
                operator,
                operatorName,
                institution,
                region,
                input,
                file,
                check);
    }

    /// @throws InvalidFieldException if a field of the input is not what its table says
    void checkInput() {
        check.check(transaction, input, place);
    }

    /// What a med_type of the institution's region is.
    Optional<VisitKind> care(String code) {
        return NationalCodes.care(check.national("med_type", place, code));
    }

    /// A med_type of the institution's region that is of a stay.
    Optional<String> stay(String code) {
        return Optional.of(code)
                .filter(any -> care(any).filter(VisitKind.INPATIENT::equals).isPresent());
    }

    boolean isEmergencyStay(String code) {
        return NationalCodes.isEmergencyStay(check.national("med_type", place, code));
    }

    /// What a clr_type of the institution's region is.
    Optional<VisitKind> clearing(String code) {
        return NationalCodes.clearing(check.national("clr_type", place, code));
    }

    private static void checkUnused(Fields fields) {
        fields.text("recer_sys_code", 10);
        fields.text("infver", 6);
        fields.text("opter_type", 3);
        // Names are longer than the 20 characters of the standard.
        fields.text("fixmedins_name", LONGEST_NAME);
        fields.optional("dev_no", 100);
        fields.optional("dev_safe_info", LONGEST_DEVICE);
        fields.optional("cainfo", LONGEST_SIGNATURE);
        fields.optional("signtype", 10);
        fields.optional("sign_no", 30);
    }

    private static Fields input(Fields fields) {
        if (fields.node().get("input") instanceof ObjectNode input) {
            return new Fields(input, "");
        }
        throw fields.refused("input", "一个对象（不支持加密的交易输入）", "其他内容或未送");
    }

    static Optional<String> region(String text) {
        return Optional.of(text)
                .filter(code -> code.length() == REGION_LENGTH && code.chars().allMatch(Envelope::isDigit));
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /// Whom a message says it comes from, read as for the envelope; empty where that is to be refused.
    static Optional<String> institutionOf(ObjectNode message) {
        return new Fields(message, "").optional("fixmedins_code", LONGEST_INSTITUTION);
    }

    /// The region that a message says it comes from, where it says one; for answers to messages that are refused.
    static String regionOf(ObjectNode message) {
        var sent = message.get("mdtrtarea_admvs");
        return sent == null || !sent.isString()
                ? Answers.NO_REGION
                : region(sent.stringValue()).orElse(Answers.NO_REGION);
    }
}

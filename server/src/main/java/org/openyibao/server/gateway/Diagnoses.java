package org.openyibao.server.gateway;

import java.util.List;
import java.util.function.UnaryOperator;

/// Rows of `diseinfo`, which are checked and kept: a later one with the same `diag_srt_no` takes the place of an
/// earlier one, and one that is said not to be valid (`vali_flag` 0) only voids it.
final class Diagnoses {

    private Diagnoses() {}

    /// What is kept of a visit, with its diagnoses.
    static UnaryOperator<String> upon(Fields node, List<Fields> diagnoses) {
        return Details.upon(
                node,
                "diseinfo",
                "diag_srt_no",
                diagnoses,
                diagnoses.stream().filter(Diagnoses::isValid).toList());
    }

    private static boolean isValid(Fields diagnosis) {
        return diagnosis
                .optionalCode("vali_flag", 3, NationalCodes.FLAGS, NationalCodes::flag)
                .orElse(true);
    }

    static void check(Fields diagnosis) {
        diagnosis.code("diag_type", 3, NationalCodes.DIAGNOSES, NationalCodes::diagnosis);
        diagnosis.whole("diag_srt_no", 99);
        diagnosis.text("diag_code", 30);
        diagnosis.text("diag_name", 100);
        diagnosis.text("diag_dept", 50);
        diagnosis.text("dise_dor_no", 30);
        diagnosis.text("dise_dor_name", 50);
        diagnosis.dateTime("diag_time");
    }
}

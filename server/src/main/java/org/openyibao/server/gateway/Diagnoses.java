package org.openyibao.server.gateway;

/// Rows of `diseinfo`, which are checked and kept as they came.
final class Diagnoses {

    private Diagnoses() {}

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

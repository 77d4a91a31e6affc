package org.openyibao.server.identity;

import java.time.Instant;

/// A medical code (医保码) as it was issued: `text` is what is shown, letters and digits that a QR code holds in its
/// smallest form. Good once, until `until`.
public record MedicalCode(String text, Instant issuedAt, Instant until) {

    /// Never shows the code: records end up in logs.
    @Override
    public String toString() {
        return "MedicalCode[...]";
    }
}

package org.openyibao.server.gateway;

import org.openyibao.server.settlement.SettlementRecord;

/// What an answer repeats of the terms that a settlement was asked with. Empty texts where that is not known.
record SentTerms(
        String category,
        String certificateType,
        String diseaseCode,
        String diseaseName,
        String invoice,
        String operator,
        String operatorName) {

    /// From the message itself.
    static SentTerms of(Fields fields, Envelope envelope) {
        return new SentTerms(
                fields.optional("med_type", 6).orElse(""),
                fields.text("mdtrt_cert_type", 3),
                fields.optional("dise_codg", 30).orElse(""),
                fields.optional("dise_name", 500).orElse(""),
                fields.optional("invono", 20).orElse(""),
                envelope.operator(),
                envelope.operatorName());
    }

    /// From what was kept of it.
    static SentTerms of(SettlementRecord settlement) {
        var kept = Json.kept(settlement.details());
        return new SentTerms(
                Details.read(kept, "med_type"),
                Details.read(kept, "mdtrt_cert_type"),
                Details.read(kept, "dise_codg"),
                Details.read(kept, "dise_name"),
                Details.read(kept, "invono"),
                Details.read(kept, "opter"),
                Details.read(kept, "opter_name"));
    }
}

package org.openyibao.server.settlement;

/// What a refusal may be about, in the field's own terms; the gateway knows the national names.
public enum Field {
    INSTITUTION,
    PERSON,
    SCHEME,
    VISIT,
    VISIT_NUMBER,
    BATCH,
    LINE_SERIAL,
    LINE_CODE,
    LINE_AMOUNT,
    TOTAL,
    OWN_PAY,
    OVER_LIMIT,
    FIRST_PAY,
    IN_SCOPE,
    LINE_DAY,
    LINE_QUANTITY,
    LINE_TAKES_BACK,
    ADMITTED,
    DISCHARGED,
    SETTLEMENT,
    ORIGINAL_MESSAGE,
    HOME_REGION,
    FILING,
    FILING_GROUND,
    FILING_PLACE,
    FILING_FROM,
    FILING_UNTIL,
    REGISTERED_CODE,
    REGISTERED_HOME
}

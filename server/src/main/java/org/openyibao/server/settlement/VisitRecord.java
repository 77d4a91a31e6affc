package org.openyibao.server.settlement;

import java.time.LocalDateTime;
import org.openyibao.engine.claim.Scheme;

/// A visit as it is kept: opened, described once or more, perhaps cancelled.
record VisitRecord(
        String person,
        String id,
        String institution,
        Scheme scheme,
        LocalDateTime openedAt,
        String number,
        String category,
        String diseaseCode,
        String diseaseName,
        boolean cancelled,
        String details) {}

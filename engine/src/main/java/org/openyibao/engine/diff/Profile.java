package org.openyibao.engine.diff;

import java.time.LocalDate;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;

/// A kind of person and of visit, and the day of service. `besides` says in the words of a pack what is out of the
/// ordinary: `assistance: subsistence; admission: later`; empty where nothing is.
public record Profile(
        String region,
        LocalDate on,
        Scheme scheme,
        Status status,
        VisitKind visit,
        Level level,
        Place place,
        String besides) {}

package org.openyibao.server.settlement;

import org.openyibao.engine.claim.Scheme;

/// Whose year to date: of a person in a scheme in a benefit year.
record YearKey(String person, Scheme scheme, int year) {}

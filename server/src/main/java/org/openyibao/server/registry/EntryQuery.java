package org.openyibao.server.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;

/// Which entries of the catalogue are asked for: those that hold in `region`, its own, its province's and the
/// nation's; of `place` alone where that is given. Of what is empty nothing is asked. `begins`: how the name
/// begins. `on`: a day on which they hold. `from`, `to`: they begin on that day or later, end on that day or
/// sooner. `ended`: whether they had ended by `today`. `herbs`: whether they are charged as herbs (中药饮片费).
/// `withCeiling`: only what has one.
public record EntryQuery(
        String region,
        Optional<String> place,
        LocalDate today,
        Optional<String> code,
        Optional<String> begins,
        Optional<String> chargeType,
        Optional<Boolean> herbs,
        Optional<Set<FeeCategory>> categories,
        Optional<Set<Grade>> grades,
        Optional<Boolean> limited,
        Optional<LocalDate> on,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Boolean> ended,
        Optional<Instant> changedSince,
        OptionalLong record,
        boolean withCeiling) {}

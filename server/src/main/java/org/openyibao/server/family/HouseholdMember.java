package org.openyibao.server.family;

import java.time.LocalDate;

/// A member of a household (户) from `from` up to and with `to`.
public record HouseholdMember(String household, String person, LocalDate from, LocalDate to) {

    public static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean overlaps(HouseholdMember other) {
        return !from.isAfter(other.to) && !to.isBefore(other.from);
    }

    HouseholdMember until(LocalDate last) {
        return new HouseholdMember(household, person, from, last);
    }
}

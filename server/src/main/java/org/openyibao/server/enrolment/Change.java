package org.openyibao.server.enrolment;

import java.time.Instant;
import java.util.List;

/// One thing that was changed of a person's insurance: what it was and became, who says so, when and why.
///
/// `number` counts the changes of the person from 1; `subject` is what it is about: empty for the person, else
/// `employee 2020-01-01` for the participation of that first day, `employee 2025-03` for the contribution of a month.
public record Change(int number, Instant at, Kind kind, String subject, List<Value> values, Changes.Said said) {

    /// Of each field that changed; an empty text stands for nothing.
    public record Value(String field, String before, String after) {}

    public enum Kind {
        REGISTERED("registered"),
        CORRECTED("corrected"),
        OPENED("opened"),
        CHANGED("changed"),
        ENDED("ended"),
        MOVED("moved"),
        CONTRIBUTION("contribution"),
        DEATH("death"),
        DEATH_TAKEN_BACK("death-taken-back");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /// Never shows whose record it is: records end up in logs.
    @Override
    public String toString() {
        return "Change[" + number + " " + kind + "]";
    }
}

package org.openyibao.server.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is kept of a change: the fields that are other than before, by the names that callers know them by.
final class Fields {

    private Fields() {}

    static List<Change.Value> changed(Optional<Person> before, Person after) {
        return differences(before.map(Fields::of), of(after));
    }

    static List<Change.Value> changed(Optional<Participation> before, Participation after) {
        return differences(before.map(Fields::of), of(after));
    }

    static List<Change.Value> changed(Optional<Contribution> before, Contribution after) {
        return differences(before.map(Fields::of), of(after));
    }

    static List<Change.Value> died(Optional<LocalDate> before, Optional<LocalDate> after) {
        return differences(Optional.of(Map.of("died", text(before))), Map.of("died", text(after)));
    }

    private static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    private static List<Change.Value> differences(Optional<Map<String, String>> before, Map<String, String> after) {
        var values = new ArrayList<Change.Value>();
        after.forEach((field, value) -> {
            var old = before.map(fields -> fields.getOrDefault(field, "")).orElse("");
            if (!old.equals(value)) {
                values.add(new Change.Value(field, old, value));
            }
        });
        return List.copyOf(values);
    }

    private static Map<String, String> of(Person person) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("certificateType", person.certificateType());
        fields.put("certificate", person.certificate());
        fields.put("name", person.name());
        fields.put("sex", person.sex());
        fields.put("nation", person.nation());
        fields.put("birth", person.birth().toString());
        return fields;
    }

    private static Map<String, String> of(Participation part) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("to", part.validTo().toString());
        fields.put("region", part.region());
        fields.put("status", part.status().toString());
        fields.put("standing", part.standing().toString());
        fields.put("tier", part.tier().toString());
        fields.put("assistance", part.assistance().toString());
        fields.put("civilServant", Boolean.toString(part.civilServant()));
        fields.put("insuredSince", part.insuredSince().toString());
        fields.put("employer", part.employer());
        fields.put("boundInstitution", part.boundInstitution());
        return fields;
    }

    private static Map<String, String> of(Contribution contribution) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("region", contribution.region());
        fields.put("kind", contribution.kind().toString());
        fields.put("base", contribution.base().toString());
        fields.put("employee", contribution.employee().toString());
        fields.put("employer", contribution.employer().toString());
        fields.put("fixed", contribution.fixed().toString());
        fields.put("paidOn", contribution.paidOn().toString());
        return fields;
    }
}

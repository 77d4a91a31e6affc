package org.openyibao.server.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.identity.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/// Writes down in the audit trail whose records the call under way shows, each of them once, before it is answered.
@Component
class Looks {

    /// Of a list that does not name its persons one by one.
    static final List<String> A_LIST = List.of("");

    private static final String NOTED = Looks.class.getName();
    private static final int LONGEST_NUMBER = 30;

    private final AuditTrail trail;

    Looks(AuditTrail trail) {
        this.trail = trail;
    }

    void at(Caller caller, Collection<String> persons) {
        at(caller, persons, "");
    }

    /// @param reason why, where the route asks for a reason
    void at(Caller caller, Collection<String> persons, String reason) {
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        var fresh = new ArrayList<String>();
        var noted = noted(request.getAttribute(NOTED));
        for (var person : persons) {
            // What no number can be shows nobody.
            if (person.length() <= LONGEST_NUMBER && Inputs.isStorable(person) && noted.add(person + ' ' + reason)) {
                fresh.add(person);
            }
        }
        if (!fresh.isEmpty()) {
            var route =
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            trail.note(caller, fresh, route, reason, request.getRemoteAddr());
            request.setAttribute(NOTED, noted);
        }
    }

    private static Set<Object> noted(@Nullable Object before) {
        return before instanceof Set<?> persons ? new HashSet<>(persons) : new HashSet<>();
    }
}

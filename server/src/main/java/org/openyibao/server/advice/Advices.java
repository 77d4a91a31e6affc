package org.openyibao.server.advice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Ids;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Advices {

    /// When advice was asked for.
    public enum Stage {
        BEFORE("before"),
        DURING("during");

        private final String code;

        Stage(String code) {
            this.code = code;
        }

        /// The code in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    public enum Response {
        CONTINUED("continued"),
        CHANGED("changed");

        private final String code;

        Response(String code) {
            this.code = code;
        }

        /// The code in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    /// What an institution did about a finding. `because` is empty where it gave no reason.
    public record Feedback(String finding, Response response, String because) {}

    private final Requests requests;
    private final Settlements settlements;
    private final Registry registry;
    private final Policies policies;
    private final Clock clock;
    private final Ids ids;
    private final AdviceStore store = new AdviceStore();

    Advices(Requests requests, Settlements settlements, Registry registry, Policies policies, Clock clock, Ids ids) {
        this.requests = requests;
        this.settlements = settlements;
        this.registry = registry;
        this.policies = policies;
        this.clock = clock;
        this.ids = ids;
    }

    /// Advises on visits by these rules alone, and keeps what was found for the institution to answer.
    public Answer advise(
            Once<List<Finding>> once,
            Institution institution,
            Stage stage,
            Set<AdviceRule> rules,
            List<Encounter> encounters) {
        var findings = encounters.stream()
                .flatMap(encounter -> findings(encounter, institution).stream())
                .filter(finding -> rules.contains(finding.rule()))
                .map(finding -> finding.kept(ids.nextText()))
                .toList();
        return requests.perform(once, connection -> {
            store.insert(connection, institution.code(), stage, findings, clock.instant());
            return Result.done(findings);
        });
    }

    private List<Finding> findings(Encounter encounter, Institution institution) {
        registry.prepare(
                institution.region(),
                encounter.current().stream().map(order -> order.item().code()).toList());
        var findings = new ArrayList<>(VisitChecks.of(
                encounter, institution, settlements.known(encounter.patient(), encounter.day()), policies.current()));
        findings.addAll(OrderChecks.of(
                encounter, institution.region(), (code, day) -> registry.entry(institution.region(), code, day)));
        return findings;
    }

    /// Keeps what an institution did about findings that it got. All or none.
    public Answer answer(
            Once<Integer> once,
            String institution,
            Stage stage,
            List<Feedback> answers,
            String operator,
            String operatorName) {
        return requests.perform(once, connection -> {
            var known = store.known(
                    connection,
                    institution,
                    stage,
                    answers.stream().map(Feedback::finding).toList());
            for (var feedback : answers) {
                if (!known.contains(feedback.finding())) {
                    return Result.refused(Refusal.unknown(
                            "UNKNOWN_FINDING",
                            "finding",
                            new Text(
                                    stage == Stage.BEFORE ? "本机构事前提醒得到的违规标识" : "本机构事中预警得到的违规标识",
                                    "the id of a finding of this stage that this institution got"),
                            feedback.finding()));
                }
            }
            for (var feedback : answers) {
                store.insert(connection, ids.nextText(), feedback, clock.instant(), operator, operatorName);
            }
            return Result.done(answers.size());
        });
    }
}

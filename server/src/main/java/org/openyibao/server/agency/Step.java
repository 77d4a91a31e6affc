package org.openyibao.server.agency;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Role;

/// What is to be done next about something that waits, and who does it.
public enum Step {
    FILING(Kind.PROPOSAL, "filing", Role.REVIEWER, "复核纸质备案", "review a filing from paper"),
    FILING_EXTENSION(Kind.PROPOSAL, "filing-extension", Role.REVIEWER, "复核备案延期", "review the extension of a filing"),
    FILING_DOCUMENTS(Kind.PROPOSAL, "filing-documents", Role.REVIEWER, "复核备案补齐材料", "review documents of a filing"),
    FILING_PLACE(Kind.PROPOSAL, "filing-place", Role.REVIEWER, "复核变更就医地", "review a change of a filing's place"),
    FILING_END(Kind.PROPOSAL, "filing-end", Role.REVIEWER, "复核撤销备案", "review the cancellation of a filing"),
    BINDING(Kind.PROPOSAL, "binding", Role.REVIEWER, "复核纸质共济绑定", "review a binding from paper"),
    BINDING_LIMIT(Kind.PROPOSAL, "binding-limit", Role.REVIEWER, "复核共济限额", "review the limit of a binding"),
    BINDING_PLACE(Kind.PROPOSAL, "binding-place", Role.REVIEWER, "复核共济支付顺序", "review the order of the bindings"),
    BINDING_END(Kind.PROPOSAL, "binding-end", Role.REVIEWER, "复核解除绑定", "review the end of a binding"),
    CLAIM_SORT(Kind.CLAIM, "filed", Role.CLERK, "初审报销明细", "sort the lines of a claim"),
    CLAIM_APPROVE(Kind.CLAIM, "reviewed", Role.REVIEWER, "复核报销", "approve a claim"),
    CLAIM_PAY(Kind.CLAIM, "approved", Role.CLERK, "登记支付", "record the payment of a claim"),
    WITHDRAWAL(Kind.WITHDRAWAL, "asked", Role.REVIEWER, "复核账户支取", "review a withdrawal"),
    MOVE(Kind.MOVE, "asked", Role.REVIEWER, "复核账户转移", "review the move of an account"),
    APPLICATION_ACCEPT(Kind.APPLICATION, "applied", Role.CLERK, "受理清算申请", "accept a clearing application"),
    APPLICATION_APPROVE(Kind.APPLICATION, "accepted", Role.REVIEWER, "审核清算申请", "decide a clearing application");

    /// What waits.
    public enum Kind {
        PROPOSAL("proposal"),
        CLAIM("claim"),
        WITHDRAWAL("withdrawal"),
        MOVE("move"),
        APPLICATION("application");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }

    private final Kind kind;
    private final String state;
    private final Role role;
    private final Text text;

    Step(Kind kind, String state, Role role, String zh, String en) {
        this.kind = kind;
        this.state = state;
        this.role = role;
        text = new Text(zh, en);
    }

    public Kind kind() {
        return kind;
    }

    public Role role() {
        return role;
    }

    public Text text() {
        return text;
    }

    /// The states of what waits for one of the steps.
    static Set<String> states(Kind kind, Optional<Role> role) {
        return Arrays.stream(values())
                .filter(step -> step.kind == kind && role.map(step.role::equals).orElse(true))
                .map(step -> step.state)
                .collect(Collectors.toSet());
    }

    static Step of(Kind kind, String state) {
        return Arrays.stream(values())
                .filter(step -> step.kind == kind && step.state.equals(state))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(kind + " waits in an unknown state " + state));
    }

    /// The code in answers.
    @Override
    public String toString() {
        return kind + "/" + state;
    }
}

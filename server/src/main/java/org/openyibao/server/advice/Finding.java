package org.openyibao.server.advice;

import java.util.List;
import org.openyibao.engine.money.Fen;

/// Something that an institution is advised of. `amount` is that of all it is about; `evidence` names the rule's
/// source. `parts`: the orders; `offends` is false of one that is only concerned. The id is empty until it is kept.
public record Finding(
        String id,
        AdviceRule rule,
        String patient,
        String visit,
        String content,
        String evidence,
        Fen amount,
        List<Part> parts) {

    private static final int LONGEST_TEXT = 500;

    public record Part(String order, boolean offends, Fen amount) {}

    public Finding {
        content = shortened(content);
        evidence = shortened(evidence);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    Finding kept(String newId) {
        return new Finding(newId, rule, patient, visit, content, evidence, amount, parts);
    }
}

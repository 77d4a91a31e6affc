package org.openyibao.engine.policy;

import java.util.List;
import org.openyibao.engine.text.Text;

/// The rules of one region, in the order written. `region` is its six-digit code; `000000` is the nation.
public record Pack(String region, Text name, String folder, List<Rule> rules) {

    public static final String NATION = "000000";
}

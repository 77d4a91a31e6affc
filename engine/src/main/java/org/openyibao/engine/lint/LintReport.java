package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;

/// What lint has to say of a folder of packs. Where `problems` has entries the packs could not be read, and
/// nothing else was looked at.
public record LintReport(
        int packs, List<InvalidFileException> problems, List<Finding> findings, List<Accepted> accepted) {

    /// A finding that the pack accepts.
    public record Accepted(Finding finding, Pack.Accepted by) {}

    public LintReport {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        accepted = List.copyOf(accepted);
    }

    /// 0: nothing found, 1: findings remain or the packs cannot be read.
    public int exitCode() {
        return problems.isEmpty() && findings.isEmpty() ? 0 : 1;
    }

    /// A block for each finding, and as the last line `N packs, N findings, N accepted`, which is the same
    /// in every language. Each line ends with a newline.
    public String text(Locale locale) {
        var out = new StringBuilder();
        findings.forEach(finding -> block(finding, locale, out));
        out.append(packs)
                .append(" packs, ")
                .append(findings.size())
                .append(" findings, ")
                .append(accepted.size())
                .append(" accepted\n");
        return out.toString();
    }

    private static void block(Finding finding, Locale locale, StringBuilder out) {
        out.append(finding.pack()).append("  ").append(finding.id()).append('\n');
        var lines = new ArrayList<String>();
        lines.add(finding.message().in(locale));
        finding.rule().ifPresent(rule -> lines.add(labelled(new Text("规则", "rule"), rule, locale)));
        if (!finding.condition().isEmpty()) {
            lines.add(labelled(new Text("条件", "where"), finding.condition(), locale));
        }
        finding.bill().ifPresent(bill -> lines.add(labelled(new Text("账单", "bill"), bill.toString(), locale)));
        if (!finding.place().isEmpty()) {
            lines.add(labelled(new Text("位置", "at"), finding.place(), locale));
        }
        lines.forEach(line -> out.append("    ").append(line).append('\n'));
        out.append('\n');
    }

    private static String labelled(Text label, String value, Locale locale) {
        return label.in(locale) + (label.in(locale).equals(label.zh()) ? "：" : ": ") + value;
    }
}

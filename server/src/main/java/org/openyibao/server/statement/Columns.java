package org.openyibao.server.statement;

import java.util.List;
import java.util.stream.Stream;
import org.openyibao.engine.text.Text;

/// What the columns and the rows of a printed statement are called.
final class Columns {

    static final Text OPENING = new Text("期初余额", "opening balance");
    static final Text CLOSING = new Text("期末余额", "closing balance");
    static final Text SUM = new Text("本期合计", "sum");

    private static final List<Text> LINE = List.of(
            new Text("日期", "day"),
            new Text("事由", "kind"),
            new Text("说明", "what"),
            new Text("凭证", "reference"),
            new Text("收入", "in"),
            new Text("支出", "out"));

    private static final List<Text> CHANGES = List.of(
            new Text("当年变动", "current year: change"),
            new Text("历年变动", "prior years: change"),
            new Text("钱包变动", "wallet: change"));

    private static final List<Text> BALANCES = List.of(
            new Text("当年余额", "current year"),
            new Text("历年余额", "prior years"),
            new Text("钱包余额", "wallet"),
            new Text("余额合计", "total"));

    /// Those that paper has room for.
    static final List<Text> PRINTED =
            Stream.of(LINE, BALANCES).flatMap(List::stream).toList();

    static final List<Text> ALL =
            Stream.of(LINE, CHANGES, BALANCES).flatMap(List::stream).toList();

    private Columns() {}

    /// With its kind before it, so that a spreadsheet does not take a long number for an amount and round it.
    static String reference(Line line) {
        return line.reference().contains(":") ? line.reference() : line.why() + ":" + line.reference();
    }
}

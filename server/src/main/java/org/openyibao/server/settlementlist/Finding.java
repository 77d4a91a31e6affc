package org.openyibao.server.settlementlist;

import org.openyibao.engine.text.Text;

/// What our checks noted of a list without refusing it. `value`: what the list says.
public record Finding(Check check, String value) {

    /// How bad it is.
    public enum Level {
        /// Does not go with what was registered.
        CONTRADICTION,
        /// Is lacking, or unlikely.
        GAP
    }

    /// A check. The names are kept with lists.
    public enum Check {
        MAIN_DIAGNOSIS(Level.CONTRADICTION, "主诊断与出院登记的主诊断不同", "the main diagnosis is not that of the discharge"),
        WAY_TO_LEAVE(Level.CONTRADICTION, "离院方式与出院登记不同", "the way to leave is not that of the discharge"),
        NURSING_DAYS(Level.CONTRADICTION, "护理天数之和超过住院天数", "more days of nursing than of the stay"),
        SAME_DIAGNOSIS(Level.GAP, "诊断重复", "a diagnosis stands twice"),
        NO_CASE_NUMBER(Level.GAP, "未填病案号", "no case number"),
        NO_ATTENDING(Level.GAP, "未填主诊医师代码", "no attending physician"),
        NO_PAYMENT(Level.GAP, "未填医保支付方式", "no way of payment"),
        NO_ITEMS(Level.GAP, "未填收费项目", "no items charged");

        private final Level level;
        private final Text text;

        Check(Level level, String zh, String en) {
            this.level = level;
            text = new Text(zh, en);
        }

        public Level level() {
            return level;
        }

        public Text text() {
            return text;
        }
    }
}

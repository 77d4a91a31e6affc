package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// How far a rule can be trusted (可信度). SPECIMEN: made for trying things, of no region. CAPTURE: read off real
/// messages.
public enum Confidence {
    OFFICIAL("official", "官方文件", "official document"),
    SECONDARY("secondary", "二手资料", "secondary source"),
    SEED("seed", "网络资料，未核实", "web page, unverified"),
    CAPTURE("capture", "真实报文", "real message"),
    SPECIMEN("specimen", "样例，非真实政策", "specimen, no real policy");

    private final String code;
    private final Text text;

    Confidence(String code, String zh, String en) {
        this.code = code;
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /// The code in packs, case files and answers.
    @Override
    public String toString() {
        return code;
    }
}

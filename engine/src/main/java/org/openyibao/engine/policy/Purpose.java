package org.openyibao.engine.policy;

import org.openyibao.engine.text.Text;

/// What else than care an account may be asked to pay (账户用途).
public enum Purpose {
    RESIDENT_PREMIUM("resident-premium", "居民医保缴费", "resident insurance premium"),
    CATASTROPHIC_PREMIUM("catastrophic-premium", "大病（大额）保险缴费", "catastrophic insurance premium"),
    LONG_TERM_CARE_PREMIUM("long-term-care-premium", "长期护理保险缴费", "long-term care insurance premium"),
    MAKEUP_CONTRIBUTION("makeup-contribution", "退休时补缴医保费", "making up contributions at retirement"),
    COMMERCIAL_HEALTH_PREMIUM("commercial-health-premium", "商业健康保险缴费", "commercial health insurance premium"),
    FAMILY_DOCTOR_FEE("family-doctor-fee", "家庭医生签约费", "family doctor's fee"),
    SPORT_FITNESS("sport-fitness", "体育健身", "sport and fitness"),
    WELLNESS("wellness", "养生保健", "wellness"),
    PUBLIC_HEALTH("public-health", "公共卫生", "public health"),
    VACCINE("vaccine", "预防性疫苗", "preventive vaccine"),
    CHECKUP("checkup", "健康体检", "health check-up"),
    OTHER("other", "其他", "other");

    private final String code;
    private final Text text;

    Purpose(String code, String zh, String en) {
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

package org.openyibao.server.api;

import java.time.Clock;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Presentation;
import org.openyibao.server.identity.Presentations;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.springframework.stereotype.Component;

/// The institutions of a desk's calls, and who is before them.
@Component
class Places {

    static final String INSTITUTION = "H11010000001";
    static final String PRESENTATION = "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6";

    private final Registry registry;
    private final Presentations presentations;
    private final Clock clock;

    Places(Registry registry, Presentations presentations, Clock clock) {
        this.registry = registry;
        this.presentations = presentations;
        this.clock = clock;
    }

    /// @throws RefusedException if there is none today
    Institution today(String institution) {
        return registry.institution(institution, BusinessDay.of(clock.instant()))
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_INSTITUTION",
                        "institution",
                        new Text("已登记的定点医药机构编号", "the code of a registered institution"),
                        institution)));
    }

    /// @throws RefusedException if it does not open anybody to the institution today
    Presentation presentation(String institution, String id) {
        return presentations
                .open(institution, id)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                                "UNKNOWN_PRESENTATION",
                                "presentation",
                                new Text("今日在本机构核验过的就诊凭证", "what was shown to this institution today"),
                                id)
                        .instead(new Text(
                                "请参保人再次出示医保码、社会保障卡或身份证件",
                                "have the person show a code, a card or a certificate again"))));
    }
}

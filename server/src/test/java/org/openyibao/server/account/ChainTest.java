package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.money.Fen;

/// The hashes were worked out by another program: databases that exist must be proved for ever.
class ChainTest {

    private static final Instant AT = Instant.parse("2025-07-01T02:00:00.123456Z");

    @Test
    void a_hash_covers_the_entry_and_the_hash_before_it() {
        var chain = new Chain();
        var opening = new Entry(Entry.OPENING, Entry.CURRENT, Fen.of(30_000), Entry.Why.OPENING, "opening");
        var first = chain.next(new byte[Ledger.HASH_BYTES], "p1", 1, AT, opening);
        assertThat(HexFormat.of().formatHex(first))
                .isEqualTo("5a0efabfb0061f6049bc6869760d340c7be4dda7805ea203bd0f26ed8da30660");
        var payment = new Entry(Entry.CURRENT, Entry.institution("机构"), Fen.of(12_050), Entry.Why.SETTLEMENT, "7");
        assertThat(HexFormat.of().formatHex(chain.next(first, "p1", 2, AT, payment)))
                .isEqualTo("e971eea24ebf95d1e85df76b01f0b297958052fa6cafdb65fce4af910cbfd4d8");
    }

    @Test
    void text_does_not_flow_from_one_field_into_the_next() {
        var chain = new Chain();
        var one = new Entry("ab", "c", Fen.of(1), Entry.Why.SETTLEMENT, "r");
        var other = new Entry("a", "bc", Fen.of(1), Entry.Why.SETTLEMENT, "r");
        var head = new byte[Ledger.HASH_BYTES];
        assertThat(chain.next(head, "p", 1, AT, one)).isNotEqualTo(chain.next(head, "p", 1, AT, other));
    }
}

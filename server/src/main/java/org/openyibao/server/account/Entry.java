package org.openyibao.server.account;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// One movement: `amount` (above zero) goes from `source` to `target`. `reference` is the settlement, batch or
/// request it belongs to. Account names: [#CURRENT], [#PRIOR] and [#WALLET] are the person's own; [#CASH] what the
/// person pays at the counter; all others (`fund:<region>:<scheme>:<layer>`, `institution:<code>`, ...) are summed
/// from the journal, never stored.
public record Entry(String source, String target, Fen amount, Why why, String reference) {

    public static final String CURRENT = "current";
    public static final String PRIOR = "prior";

    /// The cross-province wallet (跨省共济钱包).
    public static final String WALLET = "wallet";

    public static final String CASH = "cash";

    /// Where balances come from that were brought from another system.
    public static final String OPENING = "opening";

    static final String TRANSIT = "transit:";

    private static final String INTEREST = "interest:";

    private static final String YEAR_END = "year-end:";
    private static final Pattern ENDED = Pattern.compile(YEAR_END + "(\\d{4})(?::(?:current|prior))?");

    /// Why money moves. The journal keeps the names.
    public enum Why {
        /// Brought from another system.
        OPENING("opening", "期初转入", "opening balance"),
        SETTLEMENT("settlement", "就医购药", "care"),
        REVERSAL("reversal", "就医退回", "care returned"),
        /// A month's contribution.
        CREDIT("credit", "划入", "credited"),
        /// This year's money becomes money of prior years.
        CARRY_OVER("carry-over", "结转", "carried over"),
        INTEREST("interest", "利息", "interest"),
        /// Pays for something else than care that the region lets accounts pay: a premium, mostly.
        USE("use", "代缴", "premiums and other uses"),
        /// Paid out to the person or to heirs.
        WITHDRAWAL("withdrawal", "支取", "withdrawn"),
        /// The account moves with the insurance relation.
        TRANSFER("transfer", "关系转移", "account moved"),
        /// Between an account and a relative's wallet.
        WALLET("wallet", "医保钱包", "insurance wallet"),
        /// From a relative's account to a settlement.
        FAMILY("family", "家庭共济", "relatives' care");

        private final String code;
        private final Text text;

        Why(String code, String zh, String en) {
            this.code = code;
            this.text = new Text(zh, en);
        }

        public Text text() {
            return text;
        }

        /// The code in answers.
        @Override
        public String toString() {
            return code;
        }
    }

    public Entry {
        if (amount.value() <= 0) {
            throw new IllegalArgumentException("entry amount=" + amount + ", expected above 0");
        }
    }

    public static String fund(String region, String scheme, String layer) {
        return "fund:" + region + ":" + scheme + ":" + layer;
    }

    public static String institution(String code) {
        return "institution:" + code;
    }

    /// Where the contributions come from that a region credits to accounts.
    public static String contribution(String region, String scheme) {
        return "contribution:" + region + ":" + scheme;
    }

    /// Where the interest comes from that a region's accounts bear.
    public static String interest(String region) {
        return INTEREST + region;
    }

    /// Whoever takes what accounts pay in a region for a purpose that is no institution's.
    public static String premium(String region, String purpose) {
        return "premium:" + region + ":" + purpose;
    }

    /// Where a region's funds and accounts pay back what persons paid themselves and claimed afterwards.
    public static String refund(String region) {
        return "refund:" + region;
    }

    /// Where money of a region's accounts goes that is paid out.
    public static String payout(String region) {
        return "payout:" + region;
    }

    /// What left the accounts of a region with the insurance of their owners, or below zero what came to them so: the
    /// region hands it over, or gets it.
    public static String relation(String region) {
        return "relation:" + region;
    }

    /// Money on its way from one person's books to another's: it leaves the one by an entry to this account and
    /// reaches the other by an entry from it.
    public static String transit(String id) {
        return TRANSIT + id;
    }

    /// The reference of what ends a year.
    static String yearEnd(int year) {
        return YEAR_END + year;
    }

    /// The reference of a year's interest on a bucket.
    static String yearEnd(int year, Bucket bucket) {
        return yearEnd(year) + ":" + bucket;
    }

    /// The region whose accounts bear this interest; empty for any other movement.
    public Optional<String> interestRegion() {
        return source.startsWith(INTEREST) ? Optional.of(source.substring(INTEREST.length())) : Optional.empty();
    }

    /// The year that a carry-over or interest belongs to, which is over; empty for any other movement.
    public OptionalInt endedYear() {
        var ended = ENDED.matcher(reference);
        return (why == Why.CARRY_OVER || why == Why.INTEREST) && ended.matches()
                ? OptionalInt.of(Integer.parseInt(ended.group(1)))
                : OptionalInt.empty();
    }

    /// What the movement does to one account of its person, in fen.
    public long into(String account) {
        return (target.equals(account) ? amount.value() : 0) - (source.equals(account) ? amount.value() : 0);
    }

    /// The movement the other way, for a reversal. Money of a year that is over goes back to prior years' money:
    /// `sameYear` says whether the movement was booked in the year that the books are in.
    public Entry reversed(String newReference, boolean sameYear) {
        return back(Why.REVERSAL, newReference, sameYear);
    }

    /// As [#reversed], for what is no settlement: the movement back is of the same kind.
    public Entry returned(String newReference, boolean sameYear) {
        return back(why, newReference, sameYear);
    }

    private Entry back(Why because, String newReference, boolean sameYear) {
        var to = !sameYear && source.equals(CURRENT) ? PRIOR : source;
        return new Entry(target, to, amount, because, newReference);
    }
}

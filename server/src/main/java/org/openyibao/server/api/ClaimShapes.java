package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.claim.Claim;
import org.openyibao.server.claim.ClaimEvent;
import org.openyibao.server.claim.ClaimOrder;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.claim.Finding;
import org.openyibao.server.document.Documents;
import org.openyibao.server.enrolment.Masked;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.FeeItem.Approval;

/// What the routes of claims afterwards take and tell.
final class ClaimShapes {

    private static final int QUANTITY_PLACES = 4;
    private static final int PRICE_PLACES = 6;

    private ClaimShapes() {}

    @Schema(name = "ClaimInvoice")
    record Invoice(
            @Schema(description = "its code (发票代码), where it has one") @Pattern(regexp = "[0-9A-Za-z-]{1,20}")
            Optional<String> code,

            @Schema(description = "its number (发票号码)") @Pattern(regexp = "[0-9A-Za-z-]{1,30}")
            String number,

            LocalDate date,

            @Schema(description = "what the lines add up to") @Positive
            Fen total) {

        static Invoice of(Claim.Invoice invoice) {
            return new Invoice(Trail.filled(invoice.code()), invoice.number(), invoice.date(), invoice.total());
        }
    }

    /// Whether the conditions of a limited item are met.
    enum Conditions {
        NONE("none", Approval.NONE),
        MET("met", Approval.MET),
        OWN_EXPENSE("own-expense", Approval.OWN_EXPENSE);

        private final String code;
        private final Approval approval;

        Conditions(String code, Approval approval) {
            this.code = code;
            this.approval = approval;
        }

        Approval approval() {
            return approval;
        }

        static Conditions of(Approval approval) {
            return switch (approval) {
                case NONE -> NONE;
                case MET -> MET;
                case OWN_EXPENSE -> OWN_EXPENSE;
            };
        }

        @Override
        public String toString() {
            return code;
        }
    }

    @Schema(name = "ClaimLine")
    record Line(
            @Schema(description = "what the fee list calls it") @Size(max = 200)
            String name,

            @Schema(description = "the institution's own code") @Size(max = 60)
            Optional<String> localCode,

            @Schema(description = "its code in the catalogue; left out where it is not known: a clerk finds it")
            @Size(max = 60)
            Optional<String> code,

            @Schema(description = "up to four decimals") @Pattern(regexp = "\\d{1,8}(\\.\\d{1,4})?")
            String quantity,

            @Schema(description = "yuan, up to six decimals") @Pattern(regexp = "\\d{1,8}(\\.\\d{1,6})?")
            String price,

            @Positive Fen amount) {}

    @Schema(name = "ClaimDocument")
    record Document(
            Claim.Paper paper,

            @Schema(description = "the id of a document that was sent, or the one that a paper is filed under")
            @Size(max = 60)
            String id,

            @Schema(description = "of its image, where there is one; of a document that was sent the server knows it")
            @Pattern(regexp = "[0-9a-f]{64}")
            Optional<String> sha256) {

        static Document of(Claim.Document document) {
            return new Document(document.paper(), document.id(), Trail.filled(document.sha256()));
        }
    }

    @Schema(name = "ClaimPayee")
    record Payee(
            @Schema(description = "whose account it is (户名)") @Size(max = 100)
            String holder,

            @Schema(description = "开户行") @Size(max = 100) String bank,

            @Pattern(regexp = "\\d{8,32}") String account) {

        Claim.Payee asked() {
            return new Claim.Payee(holder, bank, account);
        }
    }

    @Schema(name = "ClaimPaidTo")
    record PayeeAnswer(
            @Schema(description = "masked", example = "张*") String holder,
            String bank,

            @Schema(description = "its number, all but the last four digits hidden", example = "***************1234")
            String account) {

        static PayeeAnswer of(Claim.Payee payee) {
            return new PayeeAnswer(Masked.name(payee.holder()), payee.bank(), payee.masked());
        }
    }

    @Schema(name = "ClaimRequest")
    record Order(
            @Size(max = 30) String person,

            @Schema(description = "the medical scheme; the one that the person was in if not given")
            Optional<Scheme> scheme,

            VisitKind kind,
            @Size(max = 30) String institution,

            @Schema(description = "the day of care; of a stay the admission")
            LocalDate from,

            @Schema(description = "of a stay the discharge; else not given")
            Optional<LocalDate> until,

            @Schema(description = "the national code of a chronic or special disease (病种编码)") @Size(max = 30)
            Optional<String> disease,

            @Schema(
                    description = "whether accounts are to pay what they may; yes if not given. Whether they may pay"
                            + " anything of a claim the region's rules say")
            Optional<Boolean> useAccount,

            Invoice invoice,

            @Schema(description = "the fee list; at least one line")
            List<Line> lines,

            @Schema(description = "at least the invoice, the fee list and the record of care")
            List<Document> documents,

            @Schema(description = "where it is to be paid") Payee payee) {

        ClaimOrder asked(Caller caller, Documents kept) {
            return new ClaimOrder(
                    person,
                    scheme,
                    kind,
                    institution,
                    from,
                    until.orElse(from),
                    disease.orElse(""),
                    useAccount.orElse(true),
                    new Claim.Invoice(invoice.code().orElse(""), invoice.number(), invoice.date(), invoice.total()),
                    askedLines(),
                    askedDocuments(caller, kept),
                    payee.asked(),
                    caller.name());
        }

        /// Those that were sent by their hashes; nobody can take one back, so what is true here stays so. A clerk may
        /// have papers that were not.
        private List<Claim.Document> askedDocuments(Caller caller, Documents kept) {
            var sent = kept.of(person, documents.stream().map(Document::id).toList());
            var asked = new ArrayList<Claim.Document>(documents.size());
            for (var document : documents) {
                var known = Optional.ofNullable(sent.get(document.id())).map(each -> each.sha256());
                if (known.isEmpty() && caller.role() == Role.INSURED) {
                    throw new RefusedException(Documents.unknown("documents[" + asked.size() + "].id", document.id()));
                }
                var named = document.sha256();
                if (known.isPresent() && named.isPresent() && !known.equals(named)) {
                    throw Inputs.wrong(
                            "documents[" + asked.size() + "].sha256", Text.same(known.get()), Text.same(named.get()));
                }
                asked.add(new Claim.Document(
                        document.paper(), document.id(), known.or(() -> named).orElse("")));
            }
            return List.copyOf(asked);
        }

        private List<Claim.Line> askedLines() {
            if (lines.isEmpty()) {
                throw Inputs.missing("lines", new Text("至少一行费用明细", "at least one line"));
            }
            var asked = new ArrayList<Claim.Line>(lines.size());
            for (var line : lines) {
                var at = "lines[" + asked.size() + "]";
                asked.add(new Claim.Line(
                        asked.size() + 1,
                        line.name(),
                        line.localCode().orElse(""),
                        line.code().orElse(""),
                        positive(at + ".quantity", line.quantity(), QUANTITY_PLACES),
                        positive(at + ".price", line.price(), PRICE_PLACES),
                        line.amount(),
                        Approval.NONE,
                        ""));
            }
            return List.copyOf(asked);
        }

        /// A decimal number, of the form above, as a whole number of its last place.
        private static long positive(String field, String text, int places) {
            var point = text.indexOf('.');
            var decimals = point < 0 ? "" : text.substring(point + 1);
            var whole = point < 0 ? text : text.substring(0, point);
            var value = Long.parseLong(whole + decimals + "0".repeat(places - decimals.length()));
            if (value == 0) {
                throw Inputs.wrong(field, new Text("大于 0 的数", "a number above 0"), Text.same(text));
            }
            return value;
        }
    }

    @Schema(name = "ClaimResubmission")
    record Resubmission(
            @Schema(description = "of the claim as it was seen") @Positive
            int version,

            Order claim) {}

    @Schema(name = "ClaimReturn")
    record Return(
            @Positive int version,

            @Schema(description = "what is lacking") @Size(max = 200)
            String why) {}

    @Schema(name = "ClaimFinding")
    record LineFinding(
            @Schema(description = "counts from 1") @Positive int line,

            @Schema(description = "the right code in the catalogue, where it is another than what stands")
            @Size(max = 60)
            Optional<String> code,

            @Schema(description = "of an item of limited use: whether its conditions are met")
            Optional<Conditions> conditions,

            @Schema(description = "why the line does not count") @Size(max = 200)
            Optional<String> struck) {

        Finding asked() {
            return new Finding(line, code, conditions.map(Conditions::approval), struck);
        }
    }

    @Schema(name = "ClaimReview")
    record Review(
            @Positive int version,

            @Schema(description = "of lines with which something is to be done; the others stay as they are")
            Optional<List<LineFinding>> lines,

            @Size(max = 200) Optional<String> why) {}

    @Schema(name = "ClaimApproval")
    record Approving(@Positive int version) {}

    @Schema(name = "ClaimEnd")
    record End(@Positive int version, @Size(max = 200) String why) {}

    @Schema(name = "ClaimPayment")
    record Payment(
            @Positive int version,

            @Schema(description = "of the bank (银行流水号)") @Size(max = 60)
            String reference,

            LocalDate paidOn) {}

    @Schema(name = "ClaimPaymentReturn")
    record PaymentReturn(
            @Positive int version,

            @Schema(description = "where it is to be paid now; as before if not given")
            Optional<Payee> payee,

            @Size(max = 200) String why) {}

    @Schema(name = "ClaimLineStands")
    record LineAnswer(
            int line,
            String name,
            Optional<String> localCode,

            @Schema(description = "none: nobody has found it yet")
            Optional<String> code,

            String quantity,
            String price,
            Fen amount,
            Conditions conditions,
            @Schema(description = "why it does not count") Optional<String> struck) {

        static LineAnswer of(Claim.Line line) {
            return new LineAnswer(
                    line.number(),
                    line.name(),
                    Trail.filled(line.localCode()),
                    Trail.filled(line.code()),
                    decimal(line.quantity(), QUANTITY_PLACES),
                    decimal(line.price(), PRICE_PLACES),
                    line.amount(),
                    Conditions.of(line.approval()),
                    Trail.filled(line.struck()));
        }

        /// Without zeros at the end.
        private static String decimal(long value, int places) {
            var digits = Long.toString(value);
            var padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
            var point = padded.length() - places;
            return (padded.substring(0, point) + "." + padded.substring(point)).replaceAll("\\.?0+$", "");
        }
    }

    @Schema(name = "ClaimEvent")
    record EventAnswer(
            int number,
            OffsetDateTime at,

            @Schema(
                    description = "filed, resubmitted, returned, reviewed, approved, rejected, withdrawn, paid,"
                            + " payment-returned or reopened")
            String what,

            String who,
            Optional<String> why,

            @Schema(description = "papers, changed lines, settlement and amount, or the bank's reference")
            Optional<String> details) {

        static EventAnswer of(ClaimEvent event) {
            return new EventAnswer(
                    event.number(),
                    BusinessDay.local(event.at()),
                    event.what(),
                    event.who(),
                    Trail.filled(event.why()),
                    Trail.filled(event.details()));
        }
    }

    @Schema(name = "Claim")
    record ClaimAnswer(
            String claim,

            @Schema(description = "to be named by the next act")
            int version,

            String person,
            Claim.State state,
            @Schema(description = "the same for people") String status,

            @Schema(description = "home on the last day of care")
            String region,

            Scheme scheme,
            VisitKind kind,
            String institution,
            LocalDate from,
            LocalDate until,
            Optional<String> disease,
            boolean useAccount,
            Invoice invoice,

            @Schema(description = "what the lines come to that count")
            Fen claimed,

            List<LineAnswer> lines,
            List<Document> documents,

            PayeeAnswer payee,

            OffsetDateTime filedAt,
            @Schema(description = "who sorted the lines") Optional<String> clerk,
            @Schema(description = "who approved") Optional<String> reviewer,

            @Schema(description = "结算ID; its receipt is at /api/settlements")
            Optional<String> settlement,

            @Schema(description = "what is paid to the person; once it is approved")
            Optional<Fen> refund,

            Optional<LocalDate> paidOn,
            @Schema(description = "of the bank") Optional<String> paymentReference) {

        static ClaimAnswer of(Claim claim, Locale locale) {
            return new ClaimAnswer(
                    claim.id(),
                    claim.version(),
                    claim.person(),
                    claim.state(),
                    claim.state().text().in(locale),
                    claim.region(),
                    claim.scheme(),
                    claim.kind(),
                    claim.institution(),
                    claim.from(),
                    claim.until(),
                    Trail.filled(claim.disease()),
                    claim.useAccount(),
                    Invoice.of(claim.invoice()),
                    claim.claimed(),
                    claim.lines().stream().map(LineAnswer::of).toList(),
                    claim.documents().stream().map(Document::of).toList(),
                    PayeeAnswer.of(claim.payee()),
                    BusinessDay.local(claim.filedAt()),
                    Trail.filled(claim.clerk()),
                    Trail.filled(claim.reviewer()),
                    claim.settlement(),
                    claim.settlement().map(settlement -> claim.refund()),
                    claim.payment().map(Claim.Payment::paidOn),
                    claim.payment().map(Claim.Payment::reference));
        }
    }

    @Schema(name = "Claims")
    record Page(
            List<ClaimAnswer> claims,

            @Schema(description = "`after` of the next page; none: this is the last")
            Optional<String> next) {}

    @Schema(name = "ClaimPreviewRequest")
    record PreviewOrder(
            @Schema(description = "the returned claim that it supplies; else not given") @Size(max = 30)
            Optional<String> returned,

            Order claim) {}

    @Schema(name = "ClaimPreview")
    record Preview(
            @Schema(description = "what the lines come to whose codes are known; the figures below are of them alone")
            Fen sorted,

            @Schema(description = "what the other lines come to: a clerk is still to find their codes")
            Fen unsorted,

            @Schema(description = "paid by the pooled fund and the layers above it")
            Fen funds,

            @Schema(description = "paid back from accounts") Fen accounts,

            @Schema(description = "what would go to the bank account")
            Fen refund,

            @Schema(description = "what stays with the person: sorted less refund")
            Fen left,

            @Schema(description = "as /api/settlements/{id} shows it; none where no code is known")
            Optional<Map<String, Object>> receipt) {

        static Preview of(Claims.Estimate estimate, Receipt receipt) {
            var settlement = estimate.settled().settlement();
            return new Preview(
                    settlement.total(),
                    estimate.unsorted(),
                    settlement.funds(),
                    settlement.refund().minus(settlement.funds()),
                    settlement.refund(),
                    settlement.cash(),
                    settlement.total().isZero() ? Optional.empty() : Optional.of(receipt.asTree()));
        }
    }
}

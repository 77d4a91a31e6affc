package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.decision.Quote;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.receipt.Heading;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a bill would come to. Changes nothing, so it takes no key.
@Tag(name = "quotes", description = "试算: what a bill would come to, and why")
@RestController
class QuoteApi {

    private static final int MOST_POINTS = 200;
    private static final String BILL = """
            {"question": {"on": "2025-03-10", "region": "110000", "scheme": "employee", "status": "active",
                          "account": {"current": "300.00", "prior": "500.00"},
                          "visit": {"kind": "outpatient", "level": "3"}},
             "bill": {"lines": [{"name": "检查", "category": "treatment", "grade": "A", "amount": "1600.00"},
                                {"category": "drug", "grade": "B", "amount": "1000.00", "firstPayShare": "10%"}]}}""";
    private static final String CURVE = "{\"quote\": " + BILL + ", \"most\": \"26000.00\", \"points\": 10}";

    private final Questions questions;
    private final Policies policies;

    QuoteApi(Questions questions, Policies policies) {
        this.questions = questions;
        this.policies = policies;
    }

    @Schema(name = "QuoteRequest")
    record QuoteRequest(
            @Schema(description = "who, when, where and what for, as for `/api/can-i-use`")
            CanIUseApi.Asked question,

            Billed bill,

            @Schema(description = "false: no account is to pay; true if not given")
            Optional<Boolean> useAccount) {}

    @Schema(name = "QuoteBill", description = "either lines, or a bill that is split already")
    record Billed(
            @Schema(description = "at least one") Optional<List<BilledLine>> lines,
            Optional<BilledParts> parts,

            @Schema(description = "the same bill in proportion, as large as this") @Positive
            Optional<Fen> total) {

        static Billed of(Bill bill) {
            return switch (bill) {
                case Bill.Lines(var lines) ->
                    new Billed(
                            Optional.of(lines.stream().map(BilledLine::of).toList()),
                            Optional.empty(),
                            Optional.empty());
                case Bill.Split split ->
                    new Billed(
                            Optional.empty(),
                            Optional.of(new BilledParts(
                                    Optional.of(split.ownPay()),
                                    Optional.of(split.overLimit()),
                                    Optional.of(split.firstPay()),
                                    split.inScope())),
                            Optional.empty());
            };
        }

        Bill bill() {
            if (lines.isPresent() == parts.isPresent()) {
                throw Inputs.wrong(
                        "bill.lines",
                        new Text("lines 与 parts 二者填一", "either lines or parts"),
                        lines.isPresent() ? new Text("都已填写", "both") : new Text("都未填写", "neither"));
            }
            var bill = lines.<Bill>map(Billed::ofLines)
                    .orElseGet(() -> parts.orElseThrow().split());
            if (bill.total().compareTo(Fen.LARGEST) > 0) {
                throw Inputs.wrong(
                        "bill.lines",
                        new Text("合计不超过 " + Fen.LARGEST + " 元", Fen.LARGEST + " yuan at most in all"),
                        Text.same(bill.total().toString()));
            }
            return total.map(wanted -> scaled(bill, wanted)).orElse(bill);
        }

        private static Bill scaled(Bill bill, Fen total) {
            if (bill.total().isZero()) {
                throw Inputs.wrong(
                        "bill.total",
                        new Text("不填：账单为零，无从按比例放大", "nothing: a bill of nothing has no proportions"),
                        Text.same(total.toString()));
            }
            return bill.scaledTo(total);
        }

        private static Bill.Lines ofLines(List<BilledLine> lines) {
            if (lines.isEmpty()) {
                throw Inputs.wrong(
                        "bill.lines", new Text("至少一条费用", "at least one line"), new Text("0 条", "a list of 0"));
            }
            var read = new ArrayList<FeeLine>(lines.size());
            for (var line : lines) {
                read.add(line.line("bill.lines[" + read.size() + "]."));
            }
            return new Bill.Lines(List.copyOf(read));
        }
    }

    @Schema(name = "QuoteLine")
    record BilledLine(
            @Size(max = 100) Optional<String> name,
            FeeCategory category,
            Grade grade,
            Fen amount,

            @Schema(description = "the most of it that the catalogue recognises (限价); all if not given")
            Optional<Fen> ceiling,

            @Schema(description = "self-paid first (先行自付), a share of what the catalogue recognises", example = "10%")
            @Pattern(regexp = "\\d{1,3}(\\.\\d{1,4})?%")
            Optional<String> firstPayShare,

            @Schema(description = "self-paid first as an amount, in place of a share")
            Optional<Fen> firstPay) {

        static BilledLine of(FeeLine line) {
            return new BilledLine(
                    Optional.of(line.name()).filter(name -> !name.isBlank()),
                    line.category(),
                    line.grade(),
                    line.amount(),
                    Optional.of(line.ceiling()).filter(ceiling -> !ceiling.equals(FeeLine.NO_CEILING)),
                    Optional.of(line.firstPayShare())
                            .filter(share -> !share.equals(Ratio.ZERO))
                            .map(Ratio::toString),
                    Optional.of(line.firstPay()).filter(amount -> !amount.isZero()));
        }

        FeeLine line(String path) {
            if (firstPayShare.isPresent() && firstPay.isPresent()) {
                throw Inputs.wrong(
                        path + "firstPay",
                        new Text("firstPayShare 与 firstPay 至多填一", "firstPayShare or firstPay, not both"),
                        new Text("都已填写", "both"));
            }
            if (firstPay.filter(first -> first.compareTo(amount) > 0).isPresent()) {
                throw Inputs.wrong(
                        path + "firstPay",
                        new Text("不超过该条金额 " + amount, "at most the line's amount " + amount),
                        Text.same(firstPay.get().toString()));
            }
            return new FeeLine(
                    name.orElse(""),
                    category,
                    grade,
                    amount,
                    ceiling.orElse(FeeLine.NO_CEILING),
                    firstPayShare.map(share -> share(path, share)).orElse(Ratio.ZERO),
                    firstPay.orElse(Fen.ZERO));
        }

        private static Ratio share(String path, String share) {
            return Ratio.parse(share)
                    .filter(Ratio::isShare)
                    .orElseThrow(() -> Inputs.wrong(
                            path + "firstPayShare", new Text("0% 至 100%", "0% to 100%"), Text.same(share)));
        }
    }

    @Schema(name = "QuoteParts", description = "what is not given is 0.00")
    record BilledParts(
            @Schema(description = "not covered (全自费)") Optional<Fen> ownPay,
            @Schema(description = "over the ceiling (超限价)") Optional<Fen> overLimit,

            @Schema(description = "self-paid first (先行自付)") Optional<Fen> firstPay,

            @Schema(description = "in scope (政策范围内)") Fen inScope) {

        Bill.Split split() {
            var own = ownPay.orElse(Fen.ZERO);
            var over = overLimit.orElse(Fen.ZERO);
            var first = firstPay.orElse(Fen.ZERO);
            return new Bill.Split(own.plus(over).plus(first).plus(inScope), own, over, first, inScope);
        }
    }

    @Schema(name = "QuoteCurveRequest")
    record CurveRequest(
            @Schema(description = "the bill is made larger and smaller in proportion")
            QuoteRequest quote,

            @Schema(description = "the largest bill") @Positive
            Fen most,

            @Schema(description = "how many bills, evenly apart, the last `most`: 2 to 200")
            int points) {}

    @Schema(name = "QuotePoint", description = "bill = funds + personPays; personPays = accounts + cash")
    record PointAnswer(
            Fen bill,

            @Schema(description = "the pooled fund and the layers")
            Fen funds,

            @Schema(description = "what the funds do not pay")
            Fen personPays,

            @Schema(description = "own, relatives' and the wallet")
            Fen accounts,

            Fen cash) {

        static PointAnswer of(Quote quote) {
            var decision = quote.decision();
            return new PointAnswer(
                    decision.total(),
                    decision.funds(),
                    decision.personalBurden(),
                    decision.account().plus(decision.family()),
                    decision.cash());
        }
    }

    @Schema(name = "QuoteExample")
    record ExampleAnswer(
            String id,
            Optional<String> title,
            @Schema(description = "as worked out by hand") Optional<String> arithmetic,
            QuoteRequest quote) {}

    /// As [Receipt#asTree].
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @Operation(
            summary = "what a bill would come to: the receipt, step by step, and where every yuan goes (试算)",
            description = "Of a registered person as insured, with this year's care, accounts, relatives and filings as"
                    + " they are now; or of anybody as described. Where the bill cannot be settled at the institution it"
                    + " is quoted as a claim afterwards. Nothing is written.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(BILL)))
    @PostMapping("/api/quotes")
    Map<String, Object> quote(@RequestBody QuoteRequest asked, Caller caller) {
        var claim = questions.claim(caller, asked);
        var book = policies.current();
        var quote = Quote.of(book, claim);
        return Receipt.of(Heading.of(claim, book.name(claim.insured().region())), quote.decision())
                .asTree();
    }

    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @Operation(
            summary = "what the person pays as the bill grows (试算曲线)",
            description = "Every point is decided as a bill of its own; nothing lies between two of them.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(CURVE)))
    @PostMapping("/api/quotes/curve")
    List<PointAnswer> curve(@RequestBody CurveRequest asked, Caller caller) {
        var points = Inputs.within("points", Optional.of(asked.points()), 2, MOST_POINTS, MOST_POINTS);
        var claim = questions.claim(caller, asked.quote());
        if (claim.bill().total().isZero()) {
            throw Inputs.wrong(
                    "quote.bill", new Text("金额大于 0 的账单", "a bill above 0.00"), Text.same(Fen.ZERO.toString()));
        }
        var book = policies.current();
        return LongStream.rangeClosed(1, points)
                .mapToObj(number -> Fen.of(Math.multiplyExact(asked.most().value(), number) / points))
                .map(total -> PointAnswer.of(Quote.of(book, claim, total)))
                .toList();
    }

    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @Operation(
            summary = "bills to begin with: the cases of a region's pack, as quotes (试算示例)",
            description = "Those cases of visits that a quote can say without loss.")
    @GetMapping("/api/quotes/examples")
    List<ExampleAnswer> examples(@Parameter(example = "110000") @RequestParam String region, Caller caller) {
        return policies.cases(region).stream()
                .flatMap(asked -> example(caller, asked).stream())
                .toList();
    }

    private Optional<ExampleAnswer> example(Caller caller, Case asked) {
        return QuoteExamples.of(asked)
                .filter(example -> QuoteExamples.isSame(questions.claim(caller, example), asked))
                .map(example -> new ExampleAnswer(
                        asked.id(),
                        Optional.of(asked.title()).filter(title -> !title.isBlank()),
                        Optional.of(asked.arithmetic()).filter(worked -> !worked.isBlank()),
                        example));
    }
}

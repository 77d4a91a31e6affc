package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.clearing.Adjustment;
import org.openyibao.server.clearing.Clearing;
import org.openyibao.server.clearing.Confirmation;
import org.openyibao.server.clearing.Confirmations;
import org.openyibao.server.clearing.DayLine;
import org.openyibao.server.clearing.Netting;
import org.openyibao.server.clearing.Nettings;
import org.openyibao.server.clearing.Payment;
import org.openyibao.server.clearing.Prefund;
import org.openyibao.server.clearing.PrefundMovement;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What regions owe each other for care away from home: days, months and the money that moves.
@Tag(name = "clearing", description = "异地清算: what regions owe each other for care away from home")
@RestController
class ClearingApi {

    private static final String DAY = "2025-06-09";
    private static final String MONTH = "2025-06";
    private static final String REGION = "\\d{6}";

    private final Clearing clearing;
    private final Nettings nettings;
    private final Confirmations confirmations;
    private final Scopes scopes;
    private final Looks looks;

    ClearingApi(Clearing clearing, Nettings nettings, Confirmations confirmations, Scopes scopes, Looks looks) {
        this.clearing = clearing;
        this.nettings = nettings;
        this.confirmations = confirmations;
        this.scopes = scopes;
        this.looks = looks;
    }

    @Schema(name = "ClearingDayLine")
    record Line(
            @Schema(description = "the region that owes (参保地)")
            String home,

            @Schema(description = "the region that is owed (就医地)")
            String place,

            boolean sameProvince,

            @Schema(description = "1 when the day was cleared first; more: what came late")
            int run,

            @Schema(description = "settlements and reversals")
            long items,

            @Schema(description = "of them, reversals") long reversals,
            @Schema(description = "what was billed") Fen total,
            @Schema(description = "paid by funds (基金支付)") Fen funds,

            @Schema(description = "paid by the persons' own accounts and wallets (个人账户支付)")
            Fen account,

            @Schema(description = "paid by relatives' accounts (共济支付)")
            Fen family,

            @Schema(description = "funds, account and family together")
            Fen owed) {

        static Line of(DayLine line) {
            return new Line(
                    line.home(),
                    line.place(),
                    line.isInProvince(),
                    line.run(),
                    line.items(),
                    line.reversals(),
                    line.total(),
                    line.funds(),
                    line.account(),
                    line.family(),
                    line.owed());
        }
    }

    @Schema(name = "ClearingRun")
    record RunAnswer(LocalDate day, int run, long items, List<Line> lines) {

        static RunAnswer of(Clearing.Run run, Locale locale) {
            return new RunAnswer(
                    run.day(),
                    run.number(),
                    run.items(),
                    run.lines().stream().map(Line::of).toList());
        }
    }

    @Operation(
            summary = "clear a day: what was settled away from home on it is owed to the places of care (日清分)",
            description =
                    "All regions at once, ten minutes after the end of the day at the earliest. Cleared again, it "
                            + "takes in what came late, until the month is netted.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/days/{day}")
    Changed<RunAnswer> clear(
            @Parameter(example = DAY) @PathVariable LocalDate day, @RequestBody Nothing nothing, Call call) {
        scopes.everywhere(call.caller());
        return call.<Clearing.Run, RunAnswer>once(
                nothing,
                RunAnswer::of,
                once -> clearing.clear(once, day, call.caller().name()));
    }

    @Operation(summary = "a cleared day: the sums that regions owe each other")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/days/{day}")
    List<Line> day(@Parameter(example = DAY) @PathVariable LocalDate day, Caller caller) {
        return cleared(day).stream()
                .filter(line -> takesPart(caller, line.home(), line.place()))
                .map(Line::of)
                .toList();
    }

    private boolean takesPart(Caller caller, String region, String other) {
        return scopes.covers(caller, region) || scopes.covers(caller, other);
    }

    private List<DayLine> cleared(LocalDate day) {
        return clearing.day(day)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "NOT_CLEARED", "day", new Text("已清算的日期", "a day that is cleared"), day.toString())));
    }

    @Operation(
            summary = "a cleared day's items as CSV, one settlement or reversal a row (日清单)",
            description = "By home, place and settlement; streamed, however many there are.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/clearing/days/{day}/items", produces = Csv.TYPE)
    void items(
            @Parameter(example = DAY) @PathVariable LocalDate day,
            @Parameter(example = "220200", description = "of one home alone") @RequestParam Optional<String> home,
            @Parameter(example = "220100", description = "of one place alone") @RequestParam Optional<String> place,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        cleared(day);
        looks.at(caller, Looks.A_LIST);
        try (var csv = new Csv(
                response,
                "day,home,place,settlement,run,person,institution,scheme,visitKind,reverses,total,funds,account,family,owed")) {
            clearing.items(day, home, place, item -> {
                if (takesPart(caller, item.home(), item.place())) {
                    csv.row(
                            item.day(),
                            item.home(),
                            item.place(),
                            item.settlement(),
                            item.run(),
                            item.person(),
                            item.institution(),
                            item.scheme(),
                            item.kind(),
                            item.reverses(),
                            item.total(),
                            item.funds(),
                            item.account(),
                            item.family(),
                            item.owed());
                }
            });
        }
    }

    @Schema(name = "Netting")
    record NettingAnswer(
            String payer,
            String payee,
            boolean sameProvince,

            @Schema(description = "by payer to payee, the sum of the days")
            Fen owed,

            @Schema(description = "by payee to payer, the sum of the days")
            Fen owedBack,

            @Schema(description = "what adjustments of the month came to, in the payee's favour")
            Fen adjusted,

            @Schema(description = "owed - owedBack + adjusted")
            Fen net,

            @Schema(description = "of net, taken from the payer's prefund (预付金)")
            Fen fromPrefund,

            @Schema(description = "of net, to be paid") Fen due,
            @Schema(description = "of due, paid so far") Fen paid) {

        static NettingAnswer of(Netting netting) {
            return new NettingAnswer(
                    netting.payer(),
                    netting.payee(),
                    netting.isInProvince(),
                    netting.owed(),
                    netting.owedBack(),
                    netting.adjusted(),
                    netting.net(),
                    netting.fromPrefund(),
                    netting.due(),
                    netting.paid());
        }
    }

    @Schema(name = "NettedMonth")
    record MonthAnswer(YearMonth month, String clerk, List<NettingAnswer> nettings) {

        static MonthAnswer of(Nettings.Month month, Locale locale) {
            return of(month);
        }

        static MonthAnswer of(Nettings.Month month) {
            return new MonthAnswer(
                    month.month(),
                    month.clerk(),
                    month.nettings().stream().map(NettingAnswer::of).toList());
        }
    }

    @Operation(
            summary = "net a month: what each two regions owe each other is set off (月轧差)",
            description =
                    "Once, when the month is over and all its days are cleared. Prefunds are used first; the rest "
                            + "is due.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/nettings/{month}")
    Changed<MonthAnswer> net(
            @Parameter(example = MONTH) @PathVariable YearMonth month, @RequestBody Nothing nothing, Call call) {
        scopes.everywhere(call.caller());
        return call.<Nettings.Month, MonthAnswer>once(
                nothing,
                MonthAnswer::of,
                once -> nettings.net(once, month, call.caller().name()));
    }

    @Operation(summary = "a netted month, as JSON or CSV")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/clearing/nettings/{month}", produces = MediaType.APPLICATION_JSON_VALUE)
    MonthAnswer month(@Parameter(example = MONTH) @PathVariable YearMonth month, Caller caller) {
        return MonthAnswer.of(netted(month, caller));
    }

    @Operation(summary = "a netted month, as JSON or CSV")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/clearing/nettings/{month}", produces = Csv.TYPE)
    void monthAsCsv(@PathVariable YearMonth month, Caller caller, HttpServletResponse response) throws IOException {
        var rows = netted(month, caller).nettings();
        try (var csv =
                new Csv(response, "month,payer,payee,sameProvince,owed,owedBack,adjusted,net,fromPrefund,due,paid")) {
            rows.forEach(netting -> csv.row(
                    netting.month(),
                    netting.payer(),
                    netting.payee(),
                    netting.isInProvince(),
                    netting.owed(),
                    netting.owedBack(),
                    netting.adjusted(),
                    netting.net(),
                    netting.fromPrefund(),
                    netting.due(),
                    netting.paid()));
        }
    }

    /// As far as the caller's regions take part.
    private Nettings.Month netted(YearMonth month, Caller caller) {
        return nettings.month(month)
                .map(whole -> new Nettings.Month(
                        whole.month(),
                        whole.clerk(),
                        whole.nettings().stream()
                                .filter(netting -> takesPart(caller, netting.payer(), netting.payee()))
                                .toList()))
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "NOT_NETTED", "month", new Text("已轧差的月份", "a month that is netted"), month.toString())));
    }

    @Schema(name = "ClearingPayment")
    record PaymentOrder(
            @Pattern(regexp = REGION) String payer,
            @Pattern(regexp = REGION) String payee,
            @Positive Fen amount,
            LocalDate paidOn,

            @Schema(description = "the bank's document (拨付凭证)") @Size(max = 100)
            String document) {}

    @Schema(name = "ClearingPaymentMade")
    record PaymentAnswer(
            String payment,
            YearMonth month,
            String payer,
            String payee,
            Fen amount,
            LocalDate paidOn,
            String document,
            String clerk) {

        static PaymentAnswer of(Payment payment, Locale locale) {
            return new PaymentAnswer(
                    payment.id(),
                    payment.month(),
                    payment.payer(),
                    payment.payee(),
                    payment.amount(),
                    payment.paidOn(),
                    payment.document(),
                    payment.clerk());
        }
    }

    @Operation(summary = "record that what is due for a month was paid, wholly or in part (拨付)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"payer": "220200", "payee": "220100", "amount": "175.00", "paidOn": "2025-07-20",
                             "document": "2025-07-0031"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/nettings/{month}/payments")
    Changed<PaymentAnswer> pay(
            @Parameter(example = MONTH) @PathVariable YearMonth month, @RequestBody PaymentOrder order, Call call) {
        scopes.region(call.caller(), order.payer());
        var payment = new Payment(
                "",
                month,
                order.payer(),
                order.payee(),
                order.amount(),
                order.paidOn(),
                order.document(),
                call.caller().name());
        return call.<Payment, PaymentAnswer>once(order, PaymentAnswer::of, once -> nettings.pay(once, payment));
    }

    @Schema(name = "PrefundMovement")
    record Movement(
            @Schema(description = "whose people are treated elsewhere") @Pattern(regexp = REGION)
            String home,

            @Schema(description = "where they are") @Pattern(regexp = REGION)
            String place,

            @Schema(description = "deposit: home pays place; return: place pays back what is left")
            Prefund.Direction direction,

            @Positive Fen amount,
            LocalDate paidOn,
            @Size(max = 100) String document) {}

    @Schema(name = "Prefund")
    record PrefundAnswer(
            String home,
            String place,
            Fen deposited,
            Fen returned,
            @Schema(description = "by nettings") Fen used,
            Fen left) {

        static PrefundAnswer of(Prefund prefund, Locale locale) {
            return of(prefund);
        }

        static PrefundAnswer of(Prefund prefund) {
            return new PrefundAnswer(
                    prefund.home(),
                    prefund.place(),
                    prefund.deposited(),
                    prefund.returned(),
                    prefund.used(),
                    prefund.left());
        }
    }

    @Operation(summary = "record a movement of a prefund (预付金): paid ahead, or paid back")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"home": "440300", "place": "110000", "direction": "deposit", "amount": "500000.00",
                             "paidOn": "2025-06-02", "document": "2025-06-0007"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/prefunds")
    Changed<PrefundAnswer> move(@RequestBody Movement order, Call call) {
        scopes.region(
                call.caller(),
                switch (order.direction()) {
                    case DEPOSIT -> order.home();
                    case RETURN -> order.place();
                });
        var movement = new Nettings.Movement(
                order.home(),
                order.place(),
                order.direction(),
                order.amount(),
                order.paidOn(),
                order.document(),
                call.caller().name());
        return call.<Prefund, PrefundAnswer>once(order, PrefundAnswer::of, once -> nettings.move(once, movement));
    }

    @Operation(summary = "the prefunds and what is left of them")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/prefunds")
    List<PrefundAnswer> prefunds(Caller caller) {
        return nettings.prefunds().stream()
                .filter(prefund -> takesPart(caller, prefund.home(), prefund.place()))
                .map(PrefundAnswer::of)
                .toList();
    }

    @Schema(name = "PrefundMoved")
    record MovedAnswer(
            @Schema(description = "the day at the bank, or of the netting")
            LocalDate on,

            @Schema(description = "netting: a month's net was taken from it")
            PrefundMovement.Kind kind,

            Fen amount,

            @Schema(description = "the month that was netted; of a netting alone")
            Optional<YearMonth> month,

            @Schema(description = "the bank's; none of a netting")
            Optional<String> document,

            String clerk) {

        static MovedAnswer of(PrefundMovement moved) {
            return new MovedAnswer(
                    moved.on(),
                    moved.kind(),
                    moved.amount(),
                    moved.month(),
                    Optional.of(moved.document()).filter(text -> !text.isEmpty()),
                    moved.clerk());
        }
    }

    @Operation(summary = "what changed a prefund: deposits, returns and nettings, the earliest first")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/prefunds/movements")
    List<MovedAnswer> movements(
            @Parameter(example = "440300", description = "whose people are treated elsewhere") @RequestParam
                    String home,
            @Parameter(example = "110000", description = "where they are") @RequestParam String place,
            Caller caller) {
        return takesPart(caller, home, place)
                ? nettings.movements(home, place).stream().map(MovedAnswer::of).toList()
                : List.of();
    }

    @Schema(name = "AdjustmentOrder")
    record AdjustmentOrder(
            @Pattern(regexp = REGION) String debtor,
            @Pattern(regexp = REGION) String creditor,
            @Positive Fen amount,
            @Size(max = 200) String reason) {}

    @Schema(name = "Adjustment")
    record AdjustmentAnswer(
            String adjustment,
            String debtor,
            String creditor,
            Fen amount,
            String reason,

            @Schema(description = "the dispute that it comes from")
            Optional<String> dispute,

            LocalDate bookedOn,
            String clerk) {

        static AdjustmentAnswer of(Adjustment adjustment, Locale locale) {
            return of(adjustment);
        }

        static AdjustmentAnswer of(Adjustment adjustment) {
            return new AdjustmentAnswer(
                    adjustment.id(),
                    adjustment.debtor(),
                    adjustment.creditor(),
                    adjustment.amount(),
                    adjustment.reason(),
                    Optional.of(adjustment.dispute()).filter(id -> !id.isEmpty()),
                    adjustment.bookedOn(),
                    adjustment.clerk());
        }
    }

    @Operation(
            summary = "book what a region owes another beside the days (清算调整)",
            description = "It is booked today and netted with this month. It is not changed any more: a mistake is "
                    + "adjusted the other way round.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"debtor": "220100", "creditor": "220200", "amount": "5.00", "reason": "重复清算核减"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/adjustments")
    Changed<AdjustmentAnswer> adjust(@RequestBody AdjustmentOrder order, Call call) {
        scopes.region(call.caller(), order.debtor());
        return call.<Adjustment, AdjustmentAnswer>once(
                order,
                AdjustmentAnswer::of,
                once -> nettings.adjust(
                        once,
                        order.debtor(),
                        order.creditor(),
                        order.amount(),
                        order.reason(),
                        call.caller().name()));
    }

    @Operation(summary = "the adjustments booked in a month, the first first")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/adjustments")
    List<AdjustmentAnswer> adjustments(@Parameter(example = MONTH) @RequestParam YearMonth month, Caller caller) {
        return nettings.adjustments(month).stream()
                .filter(adjustment -> takesPart(caller, adjustment.debtor(), adjustment.creditor()))
                .map(AdjustmentAnswer::of)
                .toList();
    }

    @Schema(name = "ClearingConfirmations")
    record ProgressAnswer(
            String institution,
            long items,
            Fen owed,
            long confirmed,
            Fen confirmedOwed,

            @Schema(description = "to be netted with the next month instead")
            long withheld,

            Fen withheldOwed) {

        static ProgressAnswer of(Confirmation.Progress progress) {
            return new ProgressAnswer(
                    progress.institution(),
                    progress.items(),
                    progress.owed(),
                    progress.confirmed(),
                    progress.confirmedOwed(),
                    progress.withheld(),
                    progress.withheldOwed());
        }
    }

    @Operation(
            summary = "how far institutions confirmed what is cleared of a month, by institution (清分确认)",
            description = "Of which an institution says nothing is netted as if it were confirmed.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/months/{month}/confirmations")
    List<ProgressAnswer> confirmations(@Parameter(example = MONTH) @PathVariable YearMonth month, Caller caller) {
        return confirmations.progress(month).stream()
                .filter(progress -> scopes.isAt(caller, progress.institution()))
                .map(ProgressAnswer::of)
                .toList();
    }

    @Schema(name = "ClearingBalance")
    record BalanceAnswer(
            String region,

            @Schema(description = "above zero: the others owe it; prefunds count as paid")
            Fen balance) {}

    @Operation(summary = "how each region stands with all others together; all balances add up to zero")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/balances")
    List<BalanceAnswer> balances(Caller caller) {
        return nettings.balances().stream()
                .filter(balance -> scopes.covers(caller, balance.region()))
                .map(balance -> new BalanceAnswer(balance.region(), balance.amount()))
                .toList();
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BatchReport;
import org.openyibao.server.account.BatchRuns;
import org.openyibao.server.account.BatchState;
import org.openyibao.server.account.Batches;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Figure;
import org.openyibao.server.account.LeftOut;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What is done to a whole region's accounts at once, in the background.
@Tag(name = "batches", description = "批处理: monthly crediting and the year's end of a region's accounts")
@RestController
class BatchApi {

    private static final int MOST_LISTED = 200;
    private static final String CREDIT = """
            {"region": "110000", "month": "2025-03"}""";
    private static final String YEAR_END = """
            {"region": "110000", "year": 2025, "demandRate": "0.05%", "threeMonthRate": "0.65%"}""";

    private final BatchRuns runs;
    private final Scopes scopes;

    BatchApi(BatchRuns runs, Scopes scopes) {
        this.runs = runs;
        this.scopes = scopes;
    }

    @Schema(name = "CreditBatchRequest")
    record CreditOrder(
            @Schema(description = "统筹区", example = "110000") @Pattern(regexp = "\\d{6}")
            String region,

            @Schema(description = "whose contributions are credited")
            YearMonth month) {

        Batches.Order order(Caller caller) {
            return new Batches.Order.Credit(region, month, caller.name());
        }
    }

    @Schema(name = "YearEndBatchRequest")
    record YearEndOrder(
            @Schema(description = "统筹区", example = "110000") @Pattern(regexp = "\\d{6}")
            String region,

            @Positive int year,

            @Schema(
                    description = "the bank's demand rate of the year (活期); not needed when it is begun again",
                    example = "0.05%")
            Optional<String> demandRate,

            @Schema(description = "its rate for three-month deposits (三个月定期)", example = "0.65%")
            Optional<String> threeMonthRate) {

        Batches.Order order(Caller caller) {
            var rates = new EnumMap<RateKind, Ratio>(RateKind.class);
            demandRate.ifPresent(rate -> rates.put(RateKind.DEMAND, rate("demandRate", rate)));
            threeMonthRate.ifPresent(rate -> rates.put(RateKind.THREE_MONTH, rate("threeMonthRate", rate)));
            return new Batches.Order.YearEnd(region, year, Map.copyOf(rates), caller.name());
        }

        private static Ratio rate(String field, String sent) {
            return Ratio.parse(sent)
                    .filter(Ratio::isShare)
                    .orElseThrow(() -> Inputs.wrong(
                            field,
                            new Text("0% 至 100% 的百分比，如 0.65%", "per cent from 0% to 100% such as 0.65%"),
                            Text.same(sent)));
        }
    }

    @Schema(name = "BatchCredited", description = "of a crediting")
    record CreditedAnswer(
            long persons,

            @Schema(description = "划入账户") Fen toAccounts,

            @Schema(description = "其余进入统筹基金") Fen toPool) {}

    @Schema(name = "BatchClosed", description = "of a year's end")
    record ClosedAnswer(
            @Schema(description = "whose money of the year became money of prior years (结转人数)")
            long carriedPersons,

            Fen carried,

            @Schema(description = "whose interest was settled, be it nothing (计息人数)")
            long interestPersons,

            Fen interestOnCurrent,
            Fen interestOnPrior) {}

    @Schema(name = "BatchLeftOut")
    record LeftAnswer(
            LeftOut reason,
            @Schema(description = "in the reader's words") String what,
            long persons) {}

    @Schema(name = "Batch")
    record BatchAnswer(
            BatchReport.Kind kind,
            String region,

            @Schema(description = "a month, or a year", example = "2025-03")
            String period,

            @Schema(description = "stopped: it broke off, and goes on where it is when it is begun again")
            BatchState.Stage stage,

            @Schema(
                    description =
                            "another one begins when a finished batch is begun again, for those who came too late")
            int pass,

            @Schema(description = "how many it went through until now")
            long persons,

            @Schema(description = "how many there were to go through when it was begun last; none: not counted")
            Optional<Long> total,

            @Schema(description = "who began it; none: the command line")
            Optional<String> clerk,

            OffsetDateTime startedAt,
            OffsetDateTime movedAt,
            Optional<OffsetDateTime> finishedAt,
            Optional<String> demandRate,
            Optional<String> threeMonthRate,
            Optional<CreditedAnswer> credited,
            Optional<ClosedAnswer> closed,
            List<LeftAnswer> left) {

        static BatchAnswer of(BatchState state, Locale locale) {
            var report = state.report();
            return new BatchAnswer(
                    report.kind(),
                    report.region(),
                    report.period(),
                    state.stage(),
                    report.pass(),
                    report.figure(Figure.PERSONS),
                    Optional.of(report.total()).filter(total -> total > 0),
                    Optional.of(report.clerk()).filter(clerk -> !clerk.isEmpty()),
                    BusinessDay.local(report.startedAt()),
                    BusinessDay.local(report.movedAt()),
                    report.finishedAt().map(BusinessDay::local),
                    Optional.ofNullable(report.rates().get(RateKind.DEMAND)).map(Ratio::toString),
                    Optional.ofNullable(report.rates().get(RateKind.THREE_MONTH))
                            .map(Ratio::toString),
                    report.kind() == BatchReport.Kind.CREDIT ? Optional.of(credited(report)) : Optional.empty(),
                    report.kind() == BatchReport.Kind.YEAR_END ? Optional.of(closed(report)) : Optional.empty(),
                    report.left().entrySet().stream()
                            .map(left -> new LeftAnswer(
                                    left.getKey(), left.getKey().text().in(locale), left.getValue()))
                            .toList());
        }

        private static CreditedAnswer credited(BatchReport report) {
            return new CreditedAnswer(
                    report.figure(Figure.CREDITED),
                    Fen.of(report.figure(Figure.CREDITED_FEN)),
                    Fen.of(report.figure(Figure.POOLED_FEN)));
        }

        private static ClosedAnswer closed(BatchReport report) {
            return new ClosedAnswer(
                    report.figure(Figure.TURNED),
                    Fen.of(report.figure(Figure.CARRIED_FEN)),
                    report.figure(Figure.INTEREST),
                    Fen.of(report.figure(Figure.INTEREST_CURRENT_FEN)),
                    Fen.of(report.figure(Figure.INTEREST_PRIOR_FEN)));
        }
    }

    @Operation(
            summary = "credit the contributions of a region's month to its accounts (划入)",
            description =
                    "It runs in the background: its own address tells how far it is. A batch that broke off goes on "
                            + "where it was; 409 while it runs.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(CREDIT)))
    @Allowed(Role.CLERK)
    @PostMapping("/api/batches/credit")
    Changed<BatchAnswer> credit(@RequestBody CreditOrder body, Call call) {
        scopes.region(call.caller(), body.region());
        var order = body.order(call.caller());
        return call.<BatchState, BatchAnswer>once(body, BatchAnswer::of, once -> runs.begin(once, order));
    }

    @Operation(
            summary = "close a year of a region's accounts and pay its interest (年终结转)",
            description = "It runs in the background as crediting does.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(YEAR_END)))
    @Allowed(Role.CLERK)
    @PostMapping("/api/batches/year-end")
    Changed<BatchAnswer> yearEnd(@RequestBody YearEndOrder body, Call call) {
        scopes.region(call.caller(), body.region());
        var order = body.order(call.caller());
        return call.<BatchState, BatchAnswer>once(body, BatchAnswer::of, once -> runs.begin(once, order));
    }

    @Operation(
            summary = "decide what crediting would do, and write nothing",
            description =
                    "In the background, too; what it comes to is told by the server that was asked, until it ends.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(CREDIT)))
    @Allowed(Role.CLERK)
    @PostMapping("/api/batches/credit/dry-run")
    BatchAnswer tryCredit(@RequestBody CreditOrder body, Caller caller, Locale locale) {
        scopes.region(caller, body.region());
        return tried(body.order(caller), locale);
    }

    @Operation(summary = "decide what a year's end would do, and write nothing")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(YEAR_END)))
    @Allowed(Role.CLERK)
    @PostMapping("/api/batches/year-end/dry-run")
    BatchAnswer tryYearEnd(@RequestBody YearEndOrder body, Caller caller, Locale locale) {
        scopes.region(caller, body.region());
        return tried(body.order(caller), locale);
    }

    private BatchAnswer tried(Batches.Order order, Locale locale) {
        return BatchAnswer.of(RefusedException.unless(runs.dryRun(order)), locale);
    }

    @Operation(summary = "the batches of the caller's regions, the one that moved last first; of the last 200 of all")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/batches")
    List<BatchAnswer> list(Caller caller, Locale locale) {
        return runs.list(MOST_LISTED).stream()
                .filter(state -> scopes.covers(caller, state.report().region()))
                .map(state -> BatchAnswer.of(state, locale))
                .toList();
    }

    @Operation(summary = "how far a batch is, and what it came to")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/batches/{kind}/{region}/{period}")
    BatchAnswer find(
            @Parameter(example = "credit") @PathVariable BatchReport.Kind kind,
            @Parameter(example = "110000") @PathVariable String region,
            @Parameter(example = "2025-03") @PathVariable String period,
            Locale locale) {
        return found(runs.find(new Batches.Key(kind, region, period)), period, locale);
    }

    @Operation(summary = "how far a dry run of this server is, and what it came to")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/batches/{kind}/{region}/{period}/dry-run")
    BatchAnswer findDryRun(
            @Parameter(example = "credit") @PathVariable BatchReport.Kind kind,
            @Parameter(example = "110000") @PathVariable String region,
            @Parameter(example = "2025-03") @PathVariable String period,
            Locale locale) {
        return found(runs.dryRun(new Batches.Key(kind, region, period)), period, locale);
    }

    private static BatchAnswer found(Optional<BatchState> state, String period, Locale locale) {
        return BatchAnswer.of(
                state.orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_BATCH",
                        "period",
                        new Text("该统筹区已启动过的批次的月份或年度", "the month or year of a batch of the region that was begun"),
                        period))),
                locale);
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.identity.Role;
import org.openyibao.server.statement.Explanation;
import org.openyibao.server.statement.Holding;
import org.openyibao.server.statement.Line;
import org.openyibao.server.statement.Month;
import org.openyibao.server.statement.Overview;
import org.openyibao.server.statement.PriorMoney;
import org.openyibao.server.statement.Statement;
import org.openyibao.server.statement.StatementCsv;
import org.openyibao.server.statement.StatementPdf;
import org.openyibao.server.statement.Statements;
import org.openyibao.server.statement.Total;
import org.openyibao.server.statement.Year;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What accounts hold, and what became of their money.
@Tag(name = "accounts", description = "账户查询: balances, statements, years, and why a balance is what it is")
@RestController
class AccountApi {

    private static final String PERSON = "22020000000000000001";
    private static final String CSV = "text/csv";
    private static final MediaType CSV_UTF8 = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Statements statements;

    AccountApi(Statements statements) {
        this.statements = statements;
    }

    @Schema(name = "Account")
    record AccountAnswer(
            String person,

            @Schema(description = "the day of which this is so")
            LocalDate day,

            @Schema(description = "of this year (当年余额)") Fen current,
            @Schema(description = "of prior years (历年余额)") Fen prior,

            @Schema(description = "cross-province wallet (医保钱包余额)")
            Fen wallet,

            Fen total,

            @Schema(description = "whose money `current` is")
            int year,

            @Schema(description = "the last year whose interest is paid")
            int interestUntil,

            @Schema(description = "moves with every posting")
            long version,

            @Schema(description = "in the journal") long entries,

            @Schema(description = "of `prior`: the last year's money, whose carry-over is not booked yet")
            Optional<Fen> toBook) {

        static AccountAnswer of(Overview overview) {
            var held = overview.held();
            return new AccountAnswer(
                    overview.person(),
                    overview.day(),
                    held.current(),
                    held.prior(),
                    held.wallet(),
                    held.total(),
                    overview.year(),
                    overview.interestUntil(),
                    overview.version(),
                    overview.entries(),
                    overview.toBook());
        }
    }

    @Schema(name = "Holding", description = "by bucket; of a change, below zero where it became less")
    record HoldingAnswer(Fen current, Fen prior, Fen wallet, Fen total) {

        static HoldingAnswer of(Holding held) {
            return new HoldingAnswer(held.current(), held.prior(), held.wallet(), held.total());
        }
    }

    @Schema(name = "StatementLine")
    record LineAnswer(
            @Schema(description = "from which on it counts") LocalDate day,

            @Schema(description = "nothing: a year turned and nobody posted since")
            Optional<OffsetDateTime> bookedAt,

            @Schema(description = "its first entry in the journal")
            long firstEntry,

            long lastEntry,
            Entry.Why kind,
            @Schema(description = "in the reader's words") String what,

            @Schema(description = "the settlement, month, use, ... that it belongs to")
            String reference,

            HoldingAnswer change,
            HoldingAnswer after,
            Optional<Problem.RuleCited> rule) {

        static LineAnswer of(Line line, Locale locale) {
            return new LineAnswer(
                    line.day(),
                    line.bookedAt().map(BusinessDay::local),
                    line.firstEntry(),
                    line.lastEntry(),
                    line.why(),
                    line.words().in(locale),
                    line.reference(),
                    HoldingAnswer.of(line.change()),
                    HoldingAnswer.of(line.after()),
                    line.rule().map(rule -> Problem.RuleCited.of(rule, locale)));
        }
    }

    @Schema(name = "StatementTotal")
    record TotalAnswer(Entry.Why kind, String what, int lines, Fen in, Fen out, HoldingAnswer change) {

        static TotalAnswer of(Total total, Locale locale) {
            return new TotalAnswer(
                    total.why(),
                    total.why().text().in(locale),
                    total.lines(),
                    total.in(),
                    total.out(),
                    HoldingAnswer.of(total.change()));
        }
    }

    /// Whether money came or went.
    enum Way {
        IN("in"),
        OUT("out");

        private final String code;

        Way(String code) {
            this.code = code;
        }

        boolean isOf(Line line) {
            return !(this == IN ? line.in() : line.out()).isZero();
        }

        @Override
        public String toString() {
            return code;
        }
    }

    @Schema(
            name = "Statement",
            description = "closing = opening + the change of every line; `in`, `out` and `totals` are of all lines,"
                    + " `lines` those that were asked for")
    record StatementAnswer(
            String person,
            @Schema(description = "its first character") String name,
            LocalDate from,
            LocalDate to,
            @Schema(description = "before `from`") HoldingAnswer opening,
            @Schema(description = "after `to`") HoldingAnswer closing,
            Fen in,
            Fen out,
            List<TotalAnswer> totals,

            @Schema(description = "how many lines are of the kinds and the way asked for")
            int found,

            List<LineAnswer> lines) {

        static StatementAnswer of(Statement statement, Locale locale) {
            return of(statement, statement.lines().size(), statement.lines(), locale);
        }

        static StatementAnswer of(Statement statement, int found, List<Line> lines, Locale locale) {
            return new StatementAnswer(
                    statement.person().number(),
                    statement.person().maskedName(),
                    statement.from(),
                    statement.to(),
                    HoldingAnswer.of(statement.opening()),
                    HoldingAnswer.of(statement.closing()),
                    statement.in(),
                    statement.out(),
                    statement.totals().stream()
                            .map(total -> TotalAnswer.of(total, locale))
                            .toList(),
                    found,
                    lines.stream().map(line -> LineAnswer.of(line, locale)).toList());
        }
    }

    @Schema(name = "CareOfYear")
    record CareAnswer(VisitKind kind, Fen paid) {}

    @Schema(
            name = "AccountYear",
            description = "what went out is net of what came back; closing = opening + all that came in - all that went"
                    + " out")
    record YearAnswer(
            int year,
            HoldingAnswer opening,
            @Schema(description = "from another system") Fen broughtIn,

            @Schema(description = "from contributions (缴费划入)")
            Fen creditedOwn,

            @Schema(description = "fixed monthly amounts (定额划入)")
            Fen creditedFixed,

            Fen interest,

            @Schema(description = "the year before's money that became money of prior years (结转)")
            Fen carriedOver,

            List<CareAnswer> care,
            @Schema(description = "relatives' care (家庭共济)") Fen family,

            @Schema(description = "premiums and other uses (代缴)")
            Fen uses,

            Fen walletSent,
            Fen walletReceived,
            @Schema(description = "支取") Fen withdrawn,

            @Schema(description = "with the insurance (关系转入)")
            Fen movedIn,

            @Schema(description = "with the insurance (关系转出)")
            Fen movedOut,

            HoldingAnswer closing) {

        static YearAnswer of(Year year) {
            return new YearAnswer(
                    year.year(),
                    HoldingAnswer.of(year.opening()),
                    year.broughtIn(),
                    year.creditedOwn(),
                    year.creditedFixed(),
                    year.interest(),
                    year.carriedOver(),
                    year.care().entrySet().stream()
                            .map(care -> new CareAnswer(care.getKey(), care.getValue()))
                            .toList(),
                    year.family(),
                    year.uses(),
                    year.walletSent(),
                    year.walletReceived(),
                    year.withdrawn(),
                    year.movedIn(),
                    year.movedOut(),
                    HoldingAnswer.of(year.closing()));
        }
    }

    @Schema(name = "AmountOfYear")
    record OfYear(int year, Fen amount) {}

    @Schema(name = "PriorMoney", description = "held = carried + interest + otherwise - paid")
    record PriorAnswer(
            Fen held,

            @Schema(description = "whether `held` can be told apart by years")
            boolean byYear,

            @Schema(description = "why, in words") String what,

            @Schema(description = "this year's money of each year that became prior years'")
            List<OfYear> carried,

            List<OfYear> interest,

            @Schema(description = "brought from elsewhere, come back, moved in: of years unknown")
            Fen otherwise,

            @Schema(description = "what went out of it") Fen paid) {

        static PriorAnswer of(PriorMoney prior, Locale locale) {
            return new PriorAnswer(
                    prior.held(),
                    prior.isDivisible(),
                    prior.words().in(locale),
                    prior.carried().entrySet().stream()
                            .map(year -> new OfYear(year.getKey(), year.getValue()))
                            .toList(),
                    prior.interest().entrySet().stream()
                            .map(year -> new OfYear(year.getKey(), year.getValue()))
                            .toList(),
                    prior.otherwise(),
                    prior.paid());
        }
    }

    @Schema(name = "Why")
    record WhyAnswer(AccountAnswer account, StatementAnswer statement, PriorAnswer priorYears) {

        static WhyAnswer of(Explanation explanation, Locale locale) {
            return new WhyAnswer(
                    AccountAnswer.of(explanation.overview()),
                    StatementAnswer.of(explanation.statement(), locale),
                    PriorAnswer.of(explanation.prior(), locale));
        }
    }

    @Operation(summary = "what an account holds now (账户余额)")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}")
    AccountAnswer account(@Parameter(example = PERSON) @PathVariable String person) {
        return AccountAnswer.of(RefusedException.unless(statements.overview(person)));
    }

    @Operation(
            summary = "what became of an account between two days, as JSON, CSV or PDF (账户明细)",
            description =
                    "At most ten years and 10,000 lines at once. `to` is today if it is not given, and `from` the 1"
                            + " January before it.")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/accounts/{person}/statement", produces = MediaType.APPLICATION_JSON_VALUE)
    StatementAnswer statement(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "2025-01-01") @RequestParam Optional<LocalDate> from,
            @Parameter(example = "2025-12-31") @RequestParam Optional<LocalDate> to,
            @Parameter(description = "only lines of these kinds", example = "settlement") @RequestParam
                    Optional<List<Entry.Why>> kind,
            @Parameter(description = "only what came in, or only what went out", example = "out") @RequestParam
                    Optional<Way> way,
            @Parameter(description = "the latest line first", example = "true") @RequestParam
                    Optional<Boolean> latestFirst,
            @Parameter(description = "so many lines are passed over", example = "20") @RequestParam
                    Optional<Integer> offset,
            @Parameter(description = "at most so many lines, 1 to 10000; all if not given", example = "20")
                    @RequestParam
                    Optional<Integer> limit,
            Locale locale) {
        var page = Paging.of(offset, limit, 10_000, 10_000);
        var statement = RefusedException.unless(statements.statement(person, from, to));
        var lines = new ArrayList<>(statement.lines().stream()
                .filter(line -> kind.map(kinds -> kinds.contains(line.why())).orElse(true)
                        && way.map(asked -> asked.isOf(line)).orElse(true))
                .toList());
        if (latestFirst.orElse(false)) {
            Collections.reverse(lines);
        }
        return StatementAnswer.of(statement, lines.size(), page.of(lines), locale);
    }

    @Schema(name = "AccountMonth")
    record MonthAnswer(
            YearMonth month,

            @Schema(description = "into the account as a whole")
            Fen in,

            @Schema(description = "out of it") Fen out,

            @Schema(description = "what it held at the end of the month")
            HoldingAnswer closing) {

        static MonthAnswer of(Month month) {
            return new MonthAnswer(month.month(), month.in(), month.out(), HoldingAnswer.of(month.closing()));
        }
    }

    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @Operation(
            summary = "what came into an account and went out of it, month by month (逐月收支)",
            description = "Of the statement between the same days. Money that became money of prior years neither came"
                    + " nor went.")
    @GetMapping("/api/accounts/{person}/months")
    List<MonthAnswer> months(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "2025-01-01") @RequestParam Optional<LocalDate> from,
            @Parameter(example = "2025-12-31") @RequestParam Optional<LocalDate> to) {
        return RefusedException.unless(statements.statement(person, from, to)).months().stream()
                .map(MonthAnswer::of)
                .toList();
    }

    @Operation(summary = "what became of an account between two days, as JSON, CSV or PDF (账户明细)")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/accounts/{person}/statement", produces = CSV)
    ResponseEntity<byte[]> csv(
            @PathVariable String person,
            @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to,
            Locale locale) {
        var statement = RefusedException.unless(statements.statement(person, from, to));
        return file(statement, CSV_UTF8, "csv", StatementCsv.of(statement, locale));
    }

    @Operation(summary = "what became of an account between two days, as JSON, CSV or PDF (账户明细)")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/accounts/{person}/statement", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(
            @PathVariable String person,
            @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to,
            Locale locale) {
        var statement = RefusedException.unless(statements.statement(person, from, to));
        return file(statement, MediaType.APPLICATION_PDF, "pdf", StatementPdf.of(statement, locale));
    }

    private static ResponseEntity<byte[]> file(Statement statement, MediaType type, String ending, byte[] content) {
        var name = "statement-" + statement.from() + "-" + statement.to() + "." + ending;
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .contentType(type)
                .body(content);
    }

    @Operation(summary = "an account year by year, the first first (年度汇总)")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/years")
    List<YearAnswer> years(@Parameter(example = PERSON) @PathVariable String person) {
        return RefusedException.unless(statements.years(person)).stream()
                .map(YearAnswer::of)
                .toList();
    }

    @Operation(
            summary = "why an account holds what it holds: every change, by which rule (余额解释)",
            description =
                    "From a day, 1 January if it is not given, until now. Says of the money of prior years where it"
                            + " came from, and whether what is left can be told apart by years.")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/accounts/{person}/why")
    WhyAnswer why(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "2025-01-01") @RequestParam Optional<LocalDate> from,
            Locale locale) {
        return WhyAnswer.of(RefusedException.unless(statements.why(person, from)), locale);
    }
}

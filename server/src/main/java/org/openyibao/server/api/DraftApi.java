package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.lint.Check;
import org.openyibao.engine.lint.Drawing;
import org.openyibao.engine.lint.Finding;
import org.openyibao.engine.lint.Lint;
import org.openyibao.engine.lint.LintReport;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.receipt.Heading;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.receipt.Ruling;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Draft;
import org.openyibao.server.policy.Libraries;
import org.openyibao.server.policy.Library;
import org.openyibao.server.policy.PackFile;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Packs as an analyst would change them: proved, compared and tried. A draft comes with each call and is forgotten
/// with its answer; it changes nothing, so no call takes a key.
@Tag(name = "policies", description = "政策包: the rules that the server decides by")
@RestController
class DraftApi {

    private static final int MOST_FILES = 40;
    private static final int MOST_CASES = 50;
    private static final int AT_ONCE = 2;
    private static final long SECONDS_TO_WAIT = 5;
    private static final long MOST_SECONDS = 60;
    private static final String EXAMPLE = """
            {"region": "999999", "files": [{"name": "inpatient.yaml", "content": "rules: []\\n"}]}""";
    private static final Text TOO_LONG = new Text(
            "超过 " + MOST_SECONDS + " 秒未算完，已停止；请用 ./openyibao lint 在本机验证",
            "not done after " + MOST_SECONDS + " seconds, and stopped; prove it with ./openyibao lint on a machine");

    private final Libraries libraries;
    private final Semaphore places = new Semaphore(AT_ONCE);

    DraftApi(Libraries libraries) {
        this.libraries = libraries;
    }

    @Schema(name = "PolicyDraft")
    record Body(
            @Schema(description = "区划代码 of the pack that is changed", example = "510300") @Pattern(regexp = "\\d{6}")
            String region,

            @Schema(description = "files that are other than in force; those not named stay as they are")
            List<File> files) {}

    @Schema(name = "PolicyDraftFile")
    record File(
            @Schema(description = "seen from the folder of the pack", example = "cases/edges.yaml")
            @Pattern(regexp = "(cases/)?[a-z0-9][a-z0-9-]{0,60}\\.yaml")
            String name,

            @Verbatim @Size(max = 100_000) String content) {}

    @Schema(name = "PolicyTrial")
    record Trial(
            @Schema(description = "区划代码 of the pack that is changed", example = "510300") @Pattern(regexp = "\\d{6}")
            String region,

            @Schema(description = "files that are other than in force; none: by the packs in force")
            List<File> files,

            @Schema(description = "a case file: a list of cases as they stand in packs") @Verbatim @Size(max = 100_000)
            String cases) {}

    @Schema(name = "LintAnswer")
    record Proved(
            @Schema(description = "what cannot be understood; then nothing was proved")
            List<Trouble> problems,

            List<Found> findings,
            List<FoundAccepted> accepted) {}

    @Schema(name = "LintFinding")
    record Found(
            Check check,

            @Schema(description = "stable; what a pack accepts it by", example = "ratio:inpatient@always/away@always")
            String id,

            Optional<String> rule,

            @Schema(description = "for which facts and days, in the words of packs; empty for all")
            String condition,

            @Schema(description = "a smallest bill that shows it")
            Optional<Fen> bill,

            Text message,
            String file,
            int line,

            @Schema(
                    description =
                            "bills around that one, decided: what funds pay, what is left to the person, and where "
                                    + "the order of two rules decides what the funds would pay in the other order. It holds from `from` "
                                    + "to `to`.")
            Optional<Drawing> drawing) {

        static Found of(Finding finding) {
            return new Found(
                    finding.check(),
                    finding.id(),
                    finding.rule(),
                    finding.condition(),
                    finding.bill(),
                    finding.message(),
                    Library.file(finding.place()),
                    Library.line(finding.place()),
                    finding.drawing());
        }
    }

    @Schema(name = "LintAccepted")
    record FoundAccepted(Found finding, Text reason) {}

    @Schema(name = "CheckAnswer")
    record Checked(
            @Schema(description = "what cannot be understood; then nothing was run")
            List<Trouble> problems,

            int passed,
            int failed,

            @Schema(description = "the cases of the pack, and those that fail of packs that inherit from it")
            List<LawApi.Tried> cases) {}

    @Schema(name = "TrialAnswer")
    record TrialAnswer(
            @Schema(description = "what cannot be understood, of the draft or of the cases; then nothing was decided")
            List<Trouble> problems,

            List<Decided> decided) {}

    @Schema(name = "CaseDecided")
    record Decided(
            String id,
            String title,
            LocalDate on,

            @Schema(description = "whether it comes to what is expected")
            boolean passed,

            List<Case.Expectation> expected,
            List<CaseResult.Mismatch> mismatches,

            @Schema(description = "of a visit: its receipt, as of settlements")
            Optional<Map<String, Object>> receipt,

            @Schema(description = "of a question whether insurance can be used")
            Optional<Map<String, Object>> advice,

            @Schema(description = "of any other question") Optional<Map<String, Object>> ruling) {}

    @Allowed(Role.ANALYST)
    @Operation(
            summary = "prove a pack with changed files",
            description = "What `openyibao lint` says of it, each finding with the bills that show it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    @PostMapping(path = "/api/policies/drafts/lint", produces = MediaType.APPLICATION_JSON_VALUE)
    Proved lint(@RequestBody Body body) {
        return with(
                body.region(),
                body.files(),
                problems -> new Proved(problems, List.of(), List.of()),
                (draft, beforeEach) -> {
                    var report = Lint.of(draft.after().book(), draft.region(), draft.cases(), beforeEach);
                    return new Proved(
                            Trouble.of(report.problems()),
                            report.findings().stream().map(Found::of).toList(),
                            report.accepted().stream().map(DraftApi::accepted).toList());
                });
    }

    private static FoundAccepted accepted(LintReport.Accepted accepted) {
        return new FoundAccepted(
                Found.of(accepted.finding()), CitedRule.bilingual(accepted.by().reason()));
    }

    @Allowed(Role.ANALYST)
    @Operation(
            summary = "run the cases of a pack with changed files",
            description = "Its own, and those of the packs that inherit from it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    @PostMapping(path = "/api/policies/drafts/check", produces = MediaType.APPLICATION_JSON_VALUE)
    Checked check(@RequestBody Body body) {
        return with(
                body.region(),
                body.files(),
                problems -> new Checked(problems, 0, 0, List.of()),
                (draft, beforeEach) -> {
                    var run = new CaseRun(draft.after().book());
                    var results = new ArrayList<CaseResult>();
                    for (var asked : draft.cases()) {
                        beforeEach.run();
                        results.add(run.run(asked));
                    }
                    var passed =
                            (int) results.stream().filter(CaseResult::passed).count();
                    return new Checked(
                            List.of(),
                            passed,
                            results.size() - passed,
                            results.stream()
                                    .filter(result -> !result.passed() || draft.isOwn(result.asked()))
                                    .map(LawApi.Tried::of)
                                    .toList());
                });
    }

    @Allowed(Role.ANALYST)
    @Operation(
            summary = "what a pack with changed files changes",
            description = "Rule by rule, and over its cases and those of packs that inherit from it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(EXAMPLE))))
    @PostMapping(path = "/api/policies/drafts/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    PolicyDifferences diff(@RequestBody Body body) {
        return with(body.region(), body.files(), PolicyDifferences::notUnderstood, PolicyDifferences::of);
    }

    @Allowed(Role.ANALYST)
    @Operation(
            summary = "decide cases by a pack with changed files",
            description = "Each with what it expects, and what it comes to: the receipt of a visit, step by step.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                            {"region": "999999", "files": [], "cases": "- id: T1\\n  kind: visit\\n  on: 2025-05-01\\n  insured: {region: \\"999999\\", scheme: employee, status: active, standing: normal}\\n  visit: {kind: inpatient, institution: hospital, level: \\"2\\"}\\n  bill: {total: 10500.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 10500.00}\\n  expect: {pool: 8525.00}\\n"}"""))))
    @PostMapping(path = "/api/policies/drafts/quote", produces = MediaType.APPLICATION_JSON_VALUE)
    TrialAnswer quote(@RequestBody Trial trial) {
        return with(
                trial.region(),
                trial.files(),
                problems -> new TrialAnswer(problems, List.of()),
                (draft, beforeEach) -> {
                    try {
                        var cases = CaseFile.read("cases.yaml", trial.cases());
                        if (cases.size() > MOST_CASES) {
                            throw Inputs.wrong(
                                    "cases",
                                    new Text("至多 " + MOST_CASES + " 个案例", "at most " + MOST_CASES + " cases"),
                                    Text.same(Integer.toString(cases.size())));
                        }
                        return new TrialAnswer(
                                List.of(),
                                cases.stream()
                                        .map(asked -> decided(draft.after().book(), asked))
                                        .toList());
                    } catch (InvalidFileException unreadable) {
                        return new TrialAnswer(Trouble.of(List.of(unreadable)), List.of());
                    }
                });
    }

    private static Decided decided(PolicyBook book, Case asked) {
        var result = new CaseRun(book).run(asked);
        var region = book.name(asked.insured().region());
        Optional<Map<String, Object>> receipt = Optional.empty();
        Optional<Map<String, Object>> advice = Optional.empty();
        Optional<Map<String, Object>> ruling = Optional.empty();
        switch (asked.question()) {
            case Question.Visit(var claim) ->
                receipt = Optional.of(Receipt.of(Heading.of(claim, region), Waterfall.decide(book, claim))
                        .asTree());
            case Question.CanIUse(var question) ->
                advice = Optional.of(Advice.of(book, question).asTree());
            case Question _ -> ruling = Optional.of(ruling(book, asked, region).asTree());
        }
        return new Decided(
                asked.id(),
                asked.title(),
                asked.on(),
                result.passed(),
                asked.expect(),
                result.mismatches(),
                receipt,
                advice,
                ruling);
    }

    private static Ruling ruling(PolicyBook book, Case asked, Text region) {
        var explained = new CaseRun(book).explain(asked);
        return Ruling.of(
                region,
                explained.answers(),
                explained.reason(),
                explained.steps(),
                kind -> explained.layers().getOrDefault(kind, Fen.ZERO).value(),
                explained.rules());
    }

    /// What is done with a draft that can be understood; it calls `beforeEach` now and then, which ends what takes too
    /// long.
    private interface Use<T> {
        T of(Draft.Packs draft, Runnable beforeEach);
    }

    private <T> T with(String region, List<File> files, Function<List<Trouble>, T> notUnderstood, Use<T> use) {
        if (files.size() > MOST_FILES) {
            throw Inputs.wrong(
                    "files",
                    new Text("至多 " + MOST_FILES + " 个文件", "at most " + MOST_FILES + " files"),
                    Text.same(Integer.toString(files.size())));
        }
        var library = libraries.current();
        LawApi.pack(library, region);
        takePlace();
        try {
            var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            return switch (library.draft(
                    region,
                    files.stream()
                            .map(file -> new PackFile(file.name(), file.content()))
                            .toList())) {
                case Draft.NotUnderstood(var problems) -> notUnderstood.apply(Trouble.of(problems));
                case Draft.Packs packs ->
                    use.of(packs, () -> {
                        if (System.nanoTime() - until > 0) {
                            throw new RefusedException(Refusal.of(Refusal.Kind.NOT_ALLOWED, "TOO_LONG", TOO_LONG));
                        }
                    });
            };
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new BusyException("drafts under way: " + AT_ONCE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BusyException("stopping", stopping);
        }
    }
}

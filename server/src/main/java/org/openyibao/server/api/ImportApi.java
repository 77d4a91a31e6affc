package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Role;
import org.openyibao.server.imports.Complaint;
import org.openyibao.server.imports.Import;
import org.openyibao.server.imports.ImportTrail;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.imports.Uploads;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files of institutions and catalogues, and who brought which file in.
@Tag(name = "imports", description = "导入: files of institutions and catalogues, CSV or XLSX; who brought which file in")
@RestController
class ImportApi {

    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cc}\\p{Cf}\\p{Cs}]{1,200}");

    private final Uploads uploads;
    private final ImportTrail trail;

    ImportApi(Uploads uploads, ImportTrail trail) {
        this.uploads = uploads;
        this.trail = trail;
    }

    @Schema(name = "ImportComplaint")
    record ComplaintAnswer(
            @Schema(description = "counts from 1, the header being row 1; 0: the whole file")
            long row,

            @Schema(description = "none: the whole row or file")
            Optional<String> column,

            @Schema(description = "what was expected and what came")
            String what) {

        static ComplaintAnswer of(Complaint complaint, Locale locale) {
            return new ComplaintAnswer(
                    complaint.row(),
                    Trail.filled(complaint.column()),
                    complaint.what().in(locale));
        }
    }

    @Schema(name = "ImportReport")
    record ReportAnswer(
            @Schema(description = "rows taken; none where anything is wrong: then nothing was taken")
            Optional<Integer> taken,

            @Schema(description = "how many things are wrong")
            long wrong,

            @Schema(description = "the first thousand of them")
            List<ComplaintAnswer> complaints) {

        static ReportAnswer of(Imports.Report report, Locale locale) {
            return new ReportAnswer(
                    report.wrong() > 0
                            ? Optional.empty()
                            : Optional.of(report.taken().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()),
                    report.wrong(),
                    report.complaints().stream()
                            .map(complaint -> ComplaintAnswer.of(complaint, locale))
                            .toList());
        }
    }

    @Operation(
            summary = "take a file of institutions, of catalogue entries or of one of the nation's lists (导入)",
            description = "The body is the file, CSV (UTF-8, with a header) or XLSX. It is taken whole or not at all;"
                    + " what is wrong is told by row and column. Taken again it changes nothing: rows replace those of"
                    + " the same key. A file that came whole has its line at GET /api/imports, taken or not.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = SPREADSHEET, schema = @Schema(type = "string", format = "binary"))
            })
    @Allowed(Role.ADMINISTRATOR)
    @PostMapping("/api/imports/{kind}")
    ReportAnswer take(
            @Parameter(
                            description =
                                    "institutions, catalogue, or the number of one of the nation's lists, such as 1301",
                            example = "institutions")
                    @PathVariable
                    String kind,
            @Parameter(
                            description = "what the file is called, without its folder: 1 to 200 characters",
                            example = "institutions-2025.csv")
                    @RequestParam
                    String name,
            HttpServletRequest request,
            Locale locale)
            throws IOException {
        if (!uploads.isKnown(kind)) {
            throw new RefusedException(Refusal.unknown(
                    "UNKNOWN_KIND",
                    "kind",
                    new Text(
                            "institutions、catalogue 或国家目录编号如 1301",
                            "institutions, catalogue, or the number of a list of the nation such as 1301"),
                    kind));
        }
        if (name.isBlank() || !NAME.matcher(name).matches()) {
            throw Inputs.wrong(
                    "name",
                    new Text(
                            "1 至 200 个字符的文件名，不含 /、\\ 与控制字符",
                            "the name of a file, 1 to 200 characters without /, \\ and control characters"),
                    Inputs.quoted(name));
        }
        var report = uploads.take(kind, name, Callers.required().name(), request.getInputStream())
                .orElseThrow(() -> Inputs.wrong(
                        "body",
                        new Text("不超过 256 MiB 的文件", "a file of at most 256 MiB"),
                        new Text("更大的文件", "a larger one")));
        return ReportAnswer.of(report, locale);
    }

    @Schema(name = "Import")
    record ImportAnswer(
            @Schema(description = "when the file was done with")
            OffsetDateTime at,

            @Schema(description = "the user, or the command, such as `serve --load`")
            String by,

            @Schema(
                    description =
                            "what the file holds, or the number of a list of the nation; `unknown`: there is no such"
                                    + " list")
            String kind,

            @Schema(description = "as the file was called") String file,

            @Schema(description = "of its bytes, in hexadecimal; none: it could not be read")
            Optional<String> sha256,

            @Schema(description = "bytes") long size,

            @Schema(description = "rows taken, those held already just as they are among them")
            long taken,

            @Schema(description = "how many things were wrong with it")
            long wrong,

            @Schema(
                    description =
                            "`refused`: nothing of it was taken, something was wrong with it or with a file beside it;"
                                    + " `broken-off`: file or database failed, of a file of single rows those before that are"
                                    + " taken")
            Import.Outcome outcome) {

        static ImportAnswer of(Import made) {
            return new ImportAnswer(
                    BusinessDay.local(made.at()),
                    made.by(),
                    made.kind(),
                    made.name(),
                    Trail.filled(made.sha256()),
                    made.size(),
                    made.taken(),
                    made.wrong(),
                    made.outcome());
        }
    }

    @Schema(name = "Imports")
    record ListAnswer(
            @Schema(description = "how many there are in all")
            int found,

            List<ImportAnswer> imports) {}

    @Operation(
            summary = "who brought which file in, when, and what came of it, the newest first (导入留痕)",
            description = "Files sent to the server and those that commands read. What is not given is not asked; 20 at"
                    + " once if `limit` does not say otherwise.")
    @Allowed({Role.AUDITOR, Role.ADMINISTRATOR})
    @GetMapping("/api/imports")
    ListAnswer imports(
            @Parameter(
                            description =
                                    "what files hold: institutions, catalogue, persons, balances, households, cards,"
                                            + " staff, reports, report-items, contributions, bindings, users, unknown, or the"
                                            + " number of a list of the nation",
                            example = "institutions")
                    @RequestParam
                    Optional<String> kind,
            @Parameter(description = "the first day", example = "2025-01-01") @RequestParam Optional<LocalDate> from,
            @Parameter(description = "the last day", example = "2025-12-31") @RequestParam Optional<LocalDate> to,
            @Parameter(description = "so many are passed over", example = "20") @RequestParam Optional<Integer> offset,
            @Parameter(description = "at most so many, 1 to 100", example = "20") @RequestParam
                    Optional<Integer> limit) {
        var page = Paging.of(offset, limit, 20, 100);
        kind.filter(given -> !trail.isKind(given)).ifPresent(given -> {
            throw Inputs.wrong(
                    "kind",
                    new Text(
                            "institutions、catalogue、contributions 等文件内容，或国家目录编号如 1301",
                            "what a file holds, such as institutions, catalogue, contributions, or the number of a list"
                                    + " of the nation such as 1301"),
                    Inputs.quoted(given));
        });
        Inputs.inOrder(from, to);
        var listing = trail.list(
                new ImportTrail.Question(
                        kind,
                        BusinessDay.start(from.orElse(Rule.ALWAYS)),
                        BusinessDay.start(to.orElse(Rule.FOREVER).plusDays(1))),
                page.offset(),
                page.limit());
        return new ListAnswer(
                listing.found(),
                listing.imports().stream().map(ImportAnswer::of).toList());
    }
}

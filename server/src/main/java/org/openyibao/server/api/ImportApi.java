package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Role;
import org.openyibao.server.imports.Complaint;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.imports.Uploads;
import org.openyibao.server.request.Refusal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Files of institutions and catalogues.
@Tag(name = "imports", description = "导入: files of institutions and catalogues, CSV or XLSX")
@RestController
class ImportApi {

    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Uploads uploads;

    ImportApi(Uploads uploads) {
        this.uploads = uploads;
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
                    + " the same key.")
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
        var report = uploads.take(kind, request.getInputStream())
                .orElseThrow(() -> Inputs.wrong(
                        "body",
                        new Text("不超过 256 MiB 的文件", "a file of at most 256 MiB"),
                        new Text("更大的文件", "a larger one")));
        return ReportAnswer.of(report, locale);
    }
}

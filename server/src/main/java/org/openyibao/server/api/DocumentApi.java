package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.document.Attached;
import org.openyibao.server.document.Document;
import org.openyibao.server.document.Documents;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Photos and scans of papers.
@Tag(name = "documents", description = "影像材料: photos and scans of papers that persons hand in")
@RestController
class DocumentApi {

    private static final String PDF = MediaType.APPLICATION_PDF_VALUE;

    private final Documents documents;

    DocumentApi(Documents documents) {
        this.documents = documents;
    }

    @Schema(name = "Document")
    record DocumentAnswer(
            @Schema(description = "names it in claims, filings and withdrawals")
            String document,

            @Schema(description = "its media type, by its first bytes", example = "image/jpeg")
            String type,

            int bytes,
            String sha256,
            OffsetDateTime keptAt) {

        static DocumentAnswer of(Document document) {
            return new DocumentAnswer(
                    document.id(),
                    document.type().mediaType(),
                    document.bytes(),
                    document.sha256(),
                    BusinessDay.local(document.keptAt()));
        }
    }

    @Schema(name = "FileNamed")
    record FileNamed(
            @Schema(description = "as which paper it is handed in, by its code in the rules") @Size(max = 60)
            String paper,

            @Schema(description = "the id of a document of the person") @Size(max = 30)
            String document) {

        /// An insured person sends the papers that he hands in; a clerk may have them on paper.
        static List<Attached> asked(Caller caller, List<String> papers, Optional<List<FileNamed>> files) {
            for (var i = 0; i < papers.size() && caller.role() == Role.INSURED; i++) {
                var paper = papers.get(i);
                if (files.orElse(List.of()).stream()
                        .noneMatch(file -> file.paper().equals(paper))) {
                    throw new RefusedException(Refusal.conflict(
                                    "DOCUMENT_NOT_SENT",
                                    "documents[" + i + "]",
                                    new Text("files 中有其照片或扫描件的材料", "a paper with a photo or scan of it in files"),
                                    Text.same(paper))
                            .instead(new Text("先上传材料", "send the document first")));
                }
            }
            return attached(files);
        }

        static List<Attached> attached(Optional<List<FileNamed>> files) {
            return files.orElse(List.of()).stream()
                    .map(file -> new Attached(file.paper(), file.document()))
                    .toList();
        }

        static List<FileNamed> of(List<Attached> files) {
            return files.stream()
                    .map(file -> new FileNamed(file.paper(), file.document()))
                    .toList();
        }
    }

    @Operation(
            summary = "hand in a photo or scan of a paper (上传材料)",
            description = "The body is the file itself: JPEG, PNG or PDF, at most 8 MiB, 60 a person and day. The same"
                    + " file sent again is the same document, so no key is asked for.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
            })
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/persons/{person}/documents")
    DocumentAnswer keep(@Parameter(example = PersonApi.PERSON) @PathVariable String person, InputStream body)
            throws IOException {
        var content = body.readNBytes(Documents.MOST_BYTES + 1);
        return DocumentAnswer.of(RefusedException.unless(documents.keep(person, content)));
    }

    @Operation(summary = "a photo or scan that a person handed in, as it was sent")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping(
            path = "/api/persons/{person}/documents/{document}",
            produces = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE, PDF})
    ResponseEntity<byte[]> content(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = "862938470234112") @PathVariable String document) {
        var found = documents
                .find(person, document)
                .orElseThrow(() -> new RefusedException(Documents.unknown("document", document)));
        var kept = found.document();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (kept.type() == Document.Type.PDF
                                        ? ContentDisposition.attachment()
                                        : ContentDisposition.inline())
                                .filename("document-" + kept.id() + "." + kept.type())
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(MediaType.parseMediaType(kept.type().mediaType()))
                .body(found.bytes());
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.receipt.Provision;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Libraries;
import org.openyibao.server.policy.Library;
import org.openyibao.server.policy.PackFile;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The packs in force, as a law is read.
@Tag(name = "policies", description = "政策包: the rules that the server decides by")
@RestController
class LawApi {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s）)；;，]+");
    private static final int CASES_SHOWN = 12;

    private final Libraries libraries;
    private final Policies policies;
    private final JsonMapper json;

    LawApi(Libraries libraries, Policies policies, JsonMapper json) {
        this.libraries = libraries;
        this.policies = policies;
        this.json = json;
    }

    @Schema(name = "PackLines")
    record PackLines(List<PackLine> packs) {}

    @Schema(name = "PackLine")
    record PackLine(
            @Schema(example = "510300") String region,

            Text name,

            @Schema(description = "whose rules hold where the pack has none, nearest first")
            List<Named> inherits,

            List<Scheme> schemes,
            int rules,
            int cases,

            @Schema(description = "of how many rules the confidence is this")
            List<OfConfidence> confidence,

            @Schema(description = "the latest day on which a rule begins")
            Optional<LocalDate> latest) {}

    @Schema(name = "PackNamed")
    record Named(String region, Text name) {}

    @Schema(name = "RulesOfConfidence")
    record OfConfidence(Confidence confidence, Text name, int rules) {}

    @Schema(name = "Law")
    record Law(
            String region,
            Text name,

            @Schema(description = "the day of which these rules are; without one, all rules of the pack itself")
            Optional<LocalDate> day,

            List<Named> inherits,
            List<Chapter> chapters,

            @Schema(description = "what lint finds and the pack accepts")
            List<Accepted> accepted) {}

    @Schema(name = "LawChapter")
    record Chapter(String code, Text title, List<Read> rules) {}

    @Schema(name = "LawAccepted")
    record Accepted(String finding, Text reason) {}

    @Schema(name = "LawRule")
    record Read(
            @Schema(example = "110000/inpatient-cap@2023-01-01")
            String key,

            String id,

            @Schema(description = "whose rule it is") Named of,

            Text title,
            Optional<LocalDate> from,
            Optional<LocalDate> to,

            @Schema(description = "for whom and when; always, if there is none")
            List<Provision.Term> terms,

            List<Text> sentences,

            @Schema(description = "shares of the parts of an amount")
            List<Share> parts,

            String document,

            @Schema(description = "how the source was seen") Text seen,

            Optional<String> link,
            Confidence confidence,
            Text confidenceName,
            Optional<Text> notes,
            String file,
            int line,

            @Schema(description = "how many cases rest on it")
            int cases,

            @Schema(description = "some of them, those of the region first")
            List<CaseNamed> some) {}

    @Schema(name = "LawShare")
    record Share(Text of, @Schema(example = "85%") String share) {}

    @Schema(name = "CaseNamed")
    record CaseNamed(String region, String id, String title) {}

    @Schema(name = "PackFiles")
    record FilesOf(String region, String folder, List<PackFile> files) {}

    @Schema(name = "PackCases")
    record CasesOf(String region, List<Tried> cases) {}

    @Schema(name = "PackCase")
    record Tried(
            String id,
            String title,
            LocalDate on,

            @Schema(description = "its source leaves open what it expects")
            boolean soft,

            boolean passed,
            String file,
            int line,
            List<CaseResult.Mismatch> mismatches) {

        static Tried of(CaseResult result) {
            var asked = result.asked();
            return new Tried(
                    asked.id(),
                    asked.title(),
                    asked.on(),
                    asked.soft(),
                    result.passed(),
                    Library.file(asked.place()),
                    Library.line(asked.place()),
                    result.mismatches());
        }
    }

    @Schema(name = "PackCaseText")
    record CaseText(String id, String text) {}

    @Allowed({Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR})
    @Operation(summary = "the packs in force")
    @GetMapping(path = "/api/policies", produces = MediaType.APPLICATION_JSON_VALUE)
    PackLines packs() {
        var library = libraries.current();
        return new PackLines(
                library.book().packs().stream().map(pack -> line(library, pack)).toList());
    }

    private static PackLine line(Library library, Pack pack) {
        var confidence = new TreeMap<Confidence, Integer>();
        pack.rules().forEach(rule -> confidence.merge(rule.confidence(), 1, Integer::sum));
        return new PackLine(
                pack.region(),
                pack.name(),
                inherits(library, pack),
                Arrays.stream(Scheme.values())
                        .filter(scheme -> pack.rules().stream()
                                .anyMatch(rule -> rule.schemes().contains(scheme)))
                        .toList(),
                pack.rules().size(),
                library.cases(pack.region()).size(),
                confidence.entrySet().stream()
                        .map(of -> new OfConfidence(of.getKey(), of.getKey().text(), of.getValue()))
                        .toList(),
                pack.rules().stream()
                        .map(Rule::from)
                        .filter(from -> from.isAfter(Rule.ALWAYS))
                        .max(LocalDate::compareTo));
    }

    private static List<Named> inherits(Library library, Pack pack) {
        return library.book().chain(pack.region()).stream()
                .filter(near -> near != pack)
                .map(LawApi::named)
                .toList();
    }

    private static Named named(Pack pack) {
        return new Named(pack.region(), pack.name());
    }

    @Allowed(
            value = {Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR},
            byAddress = false)
    @Operation(
            summary = "the rules of a region as a law is read",
            description =
                    "With a day: what holds there on it, with what is inherited. Without: all rules that the pack "
                            + "itself has, of whatever dates.")
    @GetMapping(path = "/api/policies/{region}", produces = MediaType.APPLICATION_JSON_VALUE)
    Law law(
            @Parameter(description = "区划代码 of a pack", example = "510300") @PathVariable("region") String region,
            @Parameter(description = "the day", example = "2025-06-01") @RequestParam("day") Optional<LocalDate> day) {
        var library = libraries.current();
        var pack = pack(library, region);
        var rules = day.map(on -> inForce(library, region, on)).orElse(pack.rules());
        var chapters = new ArrayList<Chapter>();
        for (var chapter : Provision.Chapter.values()) {
            var read = rules.stream()
                    .map(rule -> Map.entry(rule, Provision.of(rule)))
                    .filter(each -> each.getValue().chapter() == chapter)
                    .map(each -> read(library, region, each.getKey(), each.getValue()))
                    .toList();
            if (!read.isEmpty()) {
                chapters.add(new Chapter(chapter.toString(), chapter.text(), read));
            }
        }
        return new Law(
                region,
                pack.name(),
                day,
                inherits(library, pack),
                chapters,
                pack.accepts().stream()
                        .map(accepted -> new Accepted(accepted.finding(), CitedRule.bilingual(accepted.reason())))
                        .toList());
    }

    /// Those of all schemes, nearest first, in the order of their packs.
    private static Collection<Rule> inForce(Library library, String region, LocalDate day) {
        var rules = new LinkedHashSet<Rule>();
        for (var scheme : Scheme.values()) {
            var policy = library.book().on(region, scheme, day);
            library.book().chain(region).stream()
                    .flatMap(near -> near.rules().stream())
                    .filter(rule ->
                            Arrays.asList(policy.all(rule.effect().getClass())).contains(rule))
                    .forEach(rules::add);
        }
        var inOrder = new ArrayList<Rule>();
        library.book()
                .chain(region)
                .forEach(near -> near.rules().stream().filter(rules::contains).forEach(inOrder::add));
        return inOrder;
    }

    private static Read read(Library library, String region, Rule rule, Provision provision) {
        var cited = CitedRule.of(rule);
        var cases = library.reaching(rule);
        var link = LINK.matcher(cited.document());
        return new Read(
                rule.key(),
                rule.id(),
                named(library.pack(rule.region()).orElseThrow()),
                rule.title(),
                Optional.of(rule.from()).filter(from -> from.isAfter(Rule.ALWAYS)),
                Optional.of(rule.to()).filter(to -> to.isBefore(Rule.FOREVER)),
                provision.terms(),
                provision.sentences(),
                provision.parts().stream()
                        .map(part -> new Share(part.of(), part.share().toString()))
                        .toList(),
                cited.document(),
                cited.seen(),
                link.find() ? Optional.of(link.group()) : Optional.empty(),
                rule.confidence(),
                rule.confidence().text(),
                Optional.of(cited.note()).filter(note -> !note.zh().isEmpty()),
                Library.file(rule.place()),
                Library.line(rule.place()),
                cases.size(),
                Stream.concat(
                                cases.stream().filter(asked -> isOf(asked, region)),
                                cases.stream().filter(asked -> !isOf(asked, region)))
                        .limit(CASES_SHOWN)
                        .map(asked -> new CaseNamed(asked.insured().region(), asked.id(), asked.title()))
                        .toList());
    }

    private static boolean isOf(Case asked, String region) {
        return asked.insured().region().equals(region);
    }

    @Allowed(
            value = {Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR},
            byAddress = false)
    @Operation(summary = "the files of a pack, as they are in force")
    @GetMapping(path = "/api/policies/{region}/files", produces = MediaType.APPLICATION_JSON_VALUE)
    FilesOf files(
            @Parameter(description = "区划代码 of a pack", example = "510300") @PathVariable("region") String region) {
        var library = libraries.current();
        return new FilesOf(region, pack(library, region).folder(), library.files(region));
    }

    @Allowed(
            value = {Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR},
            byAddress = false)
    @Operation(summary = "the cases of a pack, and what becomes of them")
    @GetMapping(path = "/api/policies/{region}/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    CasesOf cases(
            @Parameter(description = "区划代码 of a pack", example = "510300") @PathVariable("region") String region) {
        var library = libraries.current();
        pack(library, region);
        return new CasesOf(
                region, library.results(region).stream().map(Tried::of).toList());
    }

    @Allowed(
            value = {Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR},
            byAddress = false)
    @Operation(summary = "a case of a pack, as it is written")
    @GetMapping(path = "/api/policies/{region}/cases/{case}", produces = MediaType.APPLICATION_JSON_VALUE)
    CaseText caseText(
            @Parameter(description = "区划代码 of a pack", example = "510300") @PathVariable("region") String region,
            @Parameter(description = "the id of a case", example = "G001") @PathVariable("case") String id) {
        var library = libraries.current();
        pack(library, region);
        return library.results(region).stream()
                .map(CaseResult::asked)
                .filter(asked -> asked.id().equals(id))
                .findFirst()
                .map(asked -> new CaseText(id, library.text(asked)))
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_CASE", "case", new Text("该政策包的案例编号", "the id of a case of the pack"), id)));
    }

    @Allowed(
            value = {Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR},
            byAddress = false)
    @Operation(
            summary = "what changes for a region from one day to another",
            description = "Rule by rule, and over the cases of the pack, each asked on both days.")
    @GetMapping(path = "/api/policies/{region}/differences", produces = MediaType.APPLICATION_JSON_VALUE)
    PolicyDifferences differences(
            @Parameter(description = "区划代码 of a pack", example = "110000") @PathVariable("region") String region,
            @Parameter(description = "one day", example = "2022-12-31") @RequestParam("before") LocalDate before,
            @Parameter(description = "the other day", example = "2023-01-01") @RequestParam("after") LocalDate after) {
        var library = libraries.current();
        pack(library, region);
        return PolicyDifferences.between(library, region, before, after);
    }

    @Allowed({Role.ANALYST, Role.CLERK, Role.REVIEWER, Role.AUDITOR})
    @Operation(summary = "the JSON Schema of the files of packs, or of cases")
    @GetMapping(path = "/api/policy-schemas/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema(
            @Parameter(description = "pack or case", example = "pack") @PathVariable("name") String name) {
        var file = policies.folder().resolve(name + ".schema.json");
        if (!List.of("pack", "case").contains(name) || !Files.exists(file)) {
            throw new RefusedException(
                    Refusal.unknown("UNKNOWN_SCHEMA", "name", new Text("pack 或 case", "pack or case"), name));
        }
        try {
            return json.readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Pack pack(Library library, String region) {
        return library.pack(region)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_PACK",
                        "region",
                        new Text("有政策包的区划代码", "the code of a region that has a pack"),
                        region)));
    }
}

package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finds what a form must name by a number that people do not know.
@Tag(name = "search", description = "查找: relatives and institutions by what people know of them")
@RestController
class SearchApi {

    static final int MOST_SEARCHES = 10;

    private static final int SHORTEST = 2;
    private static final int MOST = 20;

    private final Enrolment enrolment;
    private final Registry registry;
    private final Looks looks;
    private final Clock clock;

    /// Whoever tries one name or number after another is to get nowhere.
    private final RateLimit byUser;

    SearchApi(Enrolment enrolment, Registry registry, Looks looks, Clock clock) {
        byUser = new RateLimit(MOST_SEARCHES, clock);
        this.enrolment = enrolment;
        this.registry = registry;
        this.looks = looks;
        this.clock = clock;
    }

    @Schema(name = "RelativeSearch")
    record Wanted(
            @Schema(description = "姓名") @Size(max = 50) String name,

            @Schema(description = "证件号码") @Size(max = 40) String certificate) {}

    @Schema(name = "RelativeFound")
    record RelativeAnswer(
            @Schema(description = "人员编号") String person,
            @Schema(description = "as it was asked for") String name) {}

    @Schema(name = "InstitutionFound")
    record InstitutionAnswer(
            @Schema(description = "定点医药机构编号") String institution,
            String name,
            @Schema(description = "where it is") String region,
            InstitutionKind kind,
            Level level,
            boolean designated) {

        static InstitutionAnswer of(Institution institution) {
            return new InstitutionAnswer(
                    institution.code(),
                    institution.name(),
                    institution.region(),
                    institution.kind(),
                    institution.level(),
                    institution.designated());
        }
    }

    @Operation(
            summary = "find the number of somebody whose name and certificate number one knows",
            description =
                    "Both must be right; which of them is not, is not told. Nothing changes, so no key is asked for. 429"
                            + " after ten searches of a user within a minute.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"name\": \"测试丙\", \"certificate\": \"110000195505120022\"}")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/relatives/search")
    RelativeAnswer relative(@RequestBody Wanted wanted, Caller caller) {
        byUser.take(caller.name());
        var relative = enrolment
                .byCertificate(wanted.certificate().toUpperCase(Locale.ROOT))
                .map(found -> found.person())
                .filter(person -> person.name().equals(wanted.name()))
                .orElseThrow(() -> new RefusedException(Refusal.of(
                                Refusal.Kind.UNKNOWN,
                                "UNKNOWN_RELATIVE",
                                new Text("没有姓名与证件号码都相符的参保人", "nobody is insured by this name and this number"))
                        .about(
                                "certificate",
                                new Text("与姓名相符的证件号码", "the certificate number of somebody of this name"),
                                new Text("不相符", "another"))
                        .instead(new Text("请核对姓名和证件号码后重试", "check name and number, and try again"))));
        looks.at(caller, List.of(relative.number()));
        return new RelativeAnswer(relative.number(), relative.name());
    }

    @Operation(summary = "institutions with this in their names, twenty at most")
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST, Role.ADMINISTRATOR})
    @GetMapping("/api/institutions")
    List<InstitutionAnswer> institutions(@Parameter(example = "样例医院") @RequestParam String name) {
        if (name.strip().length() < SHORTEST) {
            throw Inputs.wrong(
                    "name",
                    new Text("至少 " + SHORTEST + " 个字", "at least " + SHORTEST + " characters"),
                    Text.same(name));
        }
        return registry.named(name.strip(), BusinessDay.of(clock.instant())).stream()
                .limit(MOST)
                .map(InstitutionAnswer::of)
                .toList();
    }
}

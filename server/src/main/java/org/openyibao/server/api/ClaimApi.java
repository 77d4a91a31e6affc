package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.api.ClaimShapes.Approving;
import org.openyibao.server.api.ClaimShapes.ClaimAnswer;
import org.openyibao.server.api.ClaimShapes.End;
import org.openyibao.server.api.ClaimShapes.EventAnswer;
import org.openyibao.server.api.ClaimShapes.LineFinding;
import org.openyibao.server.api.ClaimShapes.Order;
import org.openyibao.server.api.ClaimShapes.Page;
import org.openyibao.server.api.ClaimShapes.Payee;
import org.openyibao.server.api.ClaimShapes.Payment;
import org.openyibao.server.api.ClaimShapes.PaymentReturn;
import org.openyibao.server.api.ClaimShapes.Preview;
import org.openyibao.server.api.ClaimShapes.PreviewOrder;
import org.openyibao.server.api.ClaimShapes.Resubmission;
import org.openyibao.server.api.ClaimShapes.Return;
import org.openyibao.server.api.ClaimShapes.Review;
import org.openyibao.server.claim.Claim;
import org.openyibao.server.claim.Claims;
import org.openyibao.server.document.Documents;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Claims afterwards.
@Tag(
        name = "claims",
        description = "零星报销: bills that persons paid and claim afterwards, sorted by a clerk, approved by another")
@RestController
class ClaimApi {

    private static final String CLAIM = "862938470234112";
    private static final int PAGE = 100;

    private final Claims claims;
    private final Documents documents;
    private final Scopes scopes;
    private final Looks looks;

    ClaimApi(Claims claims, Documents documents, Scopes scopes, Looks looks) {
        this.claims = claims;
        this.documents = documents;
        this.scopes = scopes;
        this.looks = looks;
    }

    @Operation(
            summary = "what a claim would come to that is not filed yet (报销试算); nothing is written",
            description =
                    "Decided as it would be if it were filed and approved now with the codes that the lines have. Refused"
                            + " where filing it would be.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"claim": {"person": "22020000000000000001", "kind": "outpatient",
                             "institution": "H22020000001", "from": "2025-03-10",
                             "invoice": {"number": "25312000000012345678", "date": "2025-03-10", "total": "100.00"},
                             "lines": [{"name": "阿莫西林胶囊", "code": "XJ01CAA040E001010101", "quantity": "2",
                              "price": "50.00", "amount": "100.00"}],
                             "documents": [{"paper": "invoice", "id": "D-1"}, {"paper": "fee-list", "id": "D-2"},
                              {"paper": "care-record", "id": "D-3"}],
                             "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000123"}}}""")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/claims/preview")
    Preview preview(@RequestBody PreviewOrder order, Caller caller) {
        scopes.person(caller, order.claim().person());
        var estimate =
                RefusedException.unless(claims.preview(order.claim().asked(caller, documents), order.returned()));
        return Preview.of(estimate, claims.receipt(estimate));
    }

    @Operation(
            summary = "file a claim for a bill that was paid (零星报销申请)",
            description =
                    "With the invoice, the fee list and the record of care. Refused where the rules pay nothing for it,"
                            + " where the institution settled it, and where the invoice was claimed before.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"person": "22020000000000000001", "kind": "outpatient", "institution": "H22020000001",
                             "from": "2025-03-10",
                             "invoice": {"number": "25312000000012345678", "date": "2025-03-10", "total": "100.00"},
                             "lines": [{"name": "阿莫西林胶囊", "quantity": "2", "price": "50.00", "amount": "100.00"}],
                             "documents": [{"paper": "invoice", "id": "D-1"}, {"paper": "fee-list", "id": "D-2"},
                              {"paper": "care-record", "id": "D-3"}],
                             "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000123"}}""")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/claims")
    Changed<ClaimAnswer> file(@RequestBody Order order, Call call) {
        scopes.person(call.caller(), order.person());
        var asked = order.asked(call.caller(), documents);
        return once(call, order, once -> claims.file(once, asked));
    }

    @Operation(
            summary = "file a returned claim anew (补充材料后重新提交)",
            description = "All of it as it is to be now. It keeps the day on which it was filed first.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "claim": {"person": "22020000000000000001", "kind": "outpatient",
                             "institution": "H22020000001", "from": "2025-03-10",
                             "invoice": {"number": "25312000000012345678", "date": "2025-03-10", "total": "100.00"},
                             "lines": [{"name": "阿莫西林胶囊", "quantity": "2", "price": "50.00", "amount": "100.00"}],
                             "documents": [{"paper": "invoice", "id": "D-1"}, {"paper": "fee-list", "id": "D-2"},
                              {"paper": "care-record", "id": "D-4"}],
                             "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000123"}}}""")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/claims/{claim}/resubmission")
    Changed<ClaimAnswer> resubmit(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody Resubmission request, Call call) {
        scopes.person(call.caller(), request.claim().person());
        var asked = request.claim().asked(call.caller(), documents);
        return once(call, request, once -> claims.resubmit(once, new Claims.Of(claim, request.version()), asked));
    }

    @Operation(summary = "return a claim to the person: something is lacking (退回补正)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"version\": 1, \"why\": \"出院小结未盖章\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/claims/{claim}/return")
    Changed<ClaimAnswer> giveBack(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody Return request, Call call) {
        return once(
                call,
                request,
                once -> claims.giveBack(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        request.why()));
    }

    @Operation(
            summary = "review a claim: sort its lines by the catalogue (初审)",
            description = "Each line has a code of the catalogue then, or is struck with the reason. See the preview.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 1, "lines": [{"line": 1, "code": "XJ01CAA040E001010101"},
                             {"line": 2, "struck": "与病历不符"}]}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/claims/{claim}/review")
    Changed<ClaimAnswer> review(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody Review request, Call call) {
        var findings = request.lines().orElse(List.of()).stream()
                .map(LineFinding::asked)
                .toList();
        return once(
                call,
                request,
                once -> claims.review(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        findings,
                        request.why().orElse("")));
    }

    @Operation(
            summary = "approve a claim: it is settled (复核)",
            description = "By somebody else than the clerk who sorted its lines, on the books of that moment.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"version\": 2}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/claims/{claim}/approval")
    Changed<ClaimAnswer> approve(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody Approving request, Call call) {
        return once(
                call,
                request,
                once -> claims.approve(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name()));
    }

    @Operation(summary = "reject a claim (不予报销); its invoice may be claimed anew")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"version\": 2, \"why\": \"发票与病历不符\"}")))
    @Allowed({Role.CLERK, Role.REVIEWER})
    @PostMapping("/api/claims/{claim}/rejection")
    Changed<ClaimAnswer> reject(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody End request, Call call) {
        return once(
                call,
                request,
                once -> claims.reject(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        request.why()));
    }

    @Operation(summary = "withdraw a claim before it is decided (撤回); its invoice may be claimed anew")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"version\": 1, \"why\": \"改为直接结算\"}")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/claims/{claim}/withdrawal")
    Changed<ClaimAnswer> withdraw(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody End request, Call call) {
        return once(
                call,
                request,
                once -> claims.withdraw(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        request.why()));
    }

    @Operation(summary = "record that an approved claim was paid to the bank account (支付)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 3, "reference": "B-2025-0007",
                             "paidOn": "2025-04-02"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/claims/{claim}/payment")
    Changed<ClaimAnswer> pay(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody Payment request, Call call) {
        return once(
                call,
                request,
                once -> claims.pay(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        new Claim.Payment(request.reference(), request.paidOn())));
    }

    @Operation(summary = "record that a payment came back (退汇): the claim waits to be paid again")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 4, "why": "账号有误",
                             "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000321"}}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/claims/{claim}/payment-return")
    Changed<ClaimAnswer> payBack(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody PaymentReturn request, Call call) {
        return once(
                call,
                request,
                once -> claims.payBack(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        request.payee().map(Payee::asked),
                        request.why()));
    }

    @Operation(
            summary = "take the decision on an unpaid claim back (重新审核)",
            description = "Its settlement is reversed, and a clerk begins anew.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"version\": 3, \"why\": \"编码对照有误\"}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/claims/{claim}/reopening")
    Changed<ClaimAnswer> reopen(
            @Parameter(example = CLAIM) @PathVariable String claim, @RequestBody End request, Call call) {
        return once(
                call,
                request,
                once -> claims.reopen(
                        once,
                        new Claims.Of(claim, request.version()),
                        call.caller().name(),
                        request.why()));
    }

    private static Changed<ClaimAnswer> once(Call call, Record body, Function<Once<Claim>, Answer> door) {
        return call.once(body, ClaimAnswer::of, door);
    }

    @Operation(summary = "a claim as it stands, and how far it has come (查询进度)")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/claims/{claim}")
    ClaimAnswer one(@Parameter(example = CLAIM) @PathVariable String claim, Locale locale) {
        return ClaimAnswer.of(found(claim).claim(), locale);
    }

    @Operation(summary = "what was done to a claim, by whom, when and why; the first first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/claims/{claim}/events")
    List<EventAnswer> events(@Parameter(example = CLAIM) @PathVariable String claim) {
        return found(claim).events().stream().map(EventAnswer::of).toList();
    }

    /// As [Receipt#asTree].
    @Operation(summary = "the receipt that a claim whose lines are sorted would have if it were approved now")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/claims/{claim}/preview")
    Map<String, Object> preview(@Parameter(example = CLAIM) @PathVariable String claim) {
        return switch (claims.preview(claim)) {
            case Result.Done<Receipt>(var receipt) -> receipt.asTree();
            case Result.Refused<Receipt>(var refusal) -> throw new RefusedException(refusal);
        };
    }

    @Operation(summary = "a person's claims, the first filed first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/claims")
    List<ClaimAnswer> ofPerson(@Parameter(example = PersonApi.PERSON) @PathVariable String person, Locale locale) {
        return claims.of(person).stream()
                .map(claim -> ClaimAnswer.of(claim, locale))
                .toList();
    }

    @Operation(summary = "a region's claims in a state, in pages")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/regions/{region}/claims")
    Page ofRegion(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(example = "filed") @RequestParam Claim.State state,
            @Parameter(description = "`next` of the page before; none: from the beginning", example = CLAIM)
                    @RequestParam
                    Optional<String> after,
            @Parameter(description = "claims of a page, 100 if not given", example = "100") @RequestParam
                    Optional<Integer> most,
            Caller caller,
            Locale locale) {
        var size = most.orElse(PAGE);
        if (size < 1 || size > Claims.MOST) {
            throw Inputs.wrong(
                    "most",
                    new Text("1 至 " + Claims.MOST + " 的整数", "a whole number from 1 to " + Claims.MOST),
                    Text.same(Integer.toString(size)));
        }
        var found = claims.of(region, state, after.orElse(""), size);
        looks.at(caller, found.stream().map(Claim::person).toList());
        return new Page(
                found.stream().map(claim -> ClaimAnswer.of(claim, locale)).toList(),
                found.size() < size
                        ? Optional.empty()
                        : Optional.of(found.getLast().id()));
    }

    private Claims.View found(String claim) {
        return claims.find(claim)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_CLAIM", "claim", new Text("已有的报销申请编号", "the number of a claim"), claim)));
    }
}

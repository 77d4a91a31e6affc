package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Presentation;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;
import org.openyibao.server.settlement.AccountUse;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.FeeItem;
import org.openyibao.server.settlement.FeeItem.Approval;
import org.openyibao.server.settlement.Field;
import org.openyibao.server.settlement.LineParts;
import org.openyibao.server.settlement.Message;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Overloaded;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.SplitItem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a cashier settles for whoever is before him: by the same door as the institution's software does. That the
/// person was looked at is written down when he shows himself, not with each preview. Stays are
/// left to that software, which alone knows what was charged day by day.
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class DeskApi {

    private static final String SETTLEMENT = "862938470234112";
    private static final int MOST_ENTRIES = 20;
    private static final int LONGEST_SEARCH = 50;
    private static final int PAGE = 50;
    private static final int QUANTITY_PLACES = 4;
    private static final int PRICE_PLACES = 6;
    private static final long YUAN_MICRO = 1_000_000;

    /// Longer than any id of a message at the national interface: no message of the institution's software can be taken
    /// for one of the desk's, nor undo it unseen.
    private static final String MESSAGE = "desk ";

    private static final String TRANSACTION = "desk";

    private final Settlements settlements;
    private final CareRecords care;
    private final Registry registry;
    private final Places places;
    private final Looks looks;
    private final Clock clock;
    private final JsonMapper json;

    DeskApi(
            Settlements settlements,
            CareRecords care,
            Registry registry,
            Places places,
            Looks looks,
            Clock clock,
            JsonMapper json) {
        this.settlements = settlements;
        this.care = care;
        this.registry = registry;
        this.places = places;
        this.looks = looks;
        this.clock = clock;
        this.json = json;
    }

    @Schema(name = "CatalogueEntry")
    record EntryAnswer(
            String code,
            String name,
            FeeCategory category,
            Grade grade,

            @Schema(description = "the share that is self-paid first (先行自付比例)", example = "10%")
            String firstPay,

            @Schema(
                    description = "the highest recognised unit price in yuan (最高限价); none: there is no limit",
                    example = "240.00")
            Optional<String> ceiling,

            @Schema(description = "in scope only where its conditions of use are met (限制使用)")
            boolean limited) {

        static EntryAnswer of(CatalogueEntry entry) {
            return new EntryAnswer(
                    entry.code(),
                    entry.name(),
                    entry.category(),
                    entry.grade(),
                    entry.firstPay().toString(),
                    entry.ceilingMicro().isPresent()
                            ? Optional.of(price(entry.ceilingMicro().getAsLong()))
                            : Optional.empty(),
                    entry.limited());
        }
    }

    /// In yuan, with the decimals that it has and at least two.
    private static String price(long micro) {
        var decimals = String.format("%06d", micro % YUAN_MICRO).replaceFirst("0{1,4}$", "");
        return micro / YUAN_MICRO + "." + decimals;
    }

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "entries of the catalogue that holds at an institution today, by what a cashier types",
            description = "The beginning of a code, a part of a name, or of the initials of its characters in pinyin "
                    + "(amxl for 阿莫西林); of several words all. The best first, at most 20.")
    @GetMapping("/api/institutions/{institution}/catalogue")
    List<EntryAnswer> search(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(example = "amxl") @RequestParam String search) {
        if (search.isBlank() || search.length() > LONGEST_SEARCH) {
            throw Inputs.wrong(
                    "search",
                    new Text("1 至 " + LONGEST_SEARCH + " 个字符的文本", "text of 1 to " + LONGEST_SEARCH + " characters"),
                    new Text(search.length() + " 个字符", search.length() + " characters"));
        }
        var place = places.today(institution);
        return registry.search(place.region(), search, today(), MOST_ENTRIES).stream()
                .map(EntryAnswer::of)
                .toList();
    }

    @Schema(name = "DeskLine")
    record LineOrder(
            @Schema(description = "医保目录编码") @Size(max = 50) String code,

            @Schema(example = "2") @Pattern(regexp = "\\d{1,6}([.]\\d{1,4})?")
            String quantity,

            @Schema(description = "of one, in yuan", example = "12.50") @Pattern(regexp = "\\d{1,8}([.]\\d{1,6})?")
            String price,

            @Schema(description = "whether the conditions of a limited item are met; none if not given")
            Optional<ClaimApi.Conditions> conditions) {}

    @Schema(name = "DeskVisit")
    record VisitOrder(
            @Size(max = 32) String presentation,
            Scheme scheme,

            @Schema(
                    description =
                            "outpatient, emergency, chronic or pharmacy; stays are settled by the hospital's software")
            VisitKind visitKind,

            @Schema(description = "of chronic care, the disease (病种编码)") @Size(max = 30)
            Optional<String> disease,

            @Schema(description = "whether the account pays as far as it may, relatives' accounts after it; else cash")
            boolean useAccount,

            List<LineOrder> lines) {}

    @Schema(name = "DeskBillLine")
    record LineAnswer(
            String code,
            String name,

            @Schema(description = "as the desk was told; not of what the institution's software settled")
            Optional<String> quantity,

            Optional<String> price,
            Fen amount,

            @Schema(description = "as it counted: excluded where a limited item's conditions are not met")
            Grade grade,

            @Schema(description = "全自费") Fen ownPay,
            @Schema(description = "超限价") Fen overLimit,
            @Schema(description = "先行自付") Fen firstPay,
            @Schema(description = "符合政策范围") Fen inScope) {}

    @Schema(
            name = "DeskFigures",
            description = "total = funds + account + family + wallet + cash; of a reversal below zero")
    record FiguresAnswer(
            Fen total,
            Fen ownPay,
            Fen overLimit,
            Fen firstPay,
            Fen inScope,
            Fen deductible,

            @Schema(description = "of the pooled fund and the layers above it")
            Fen funds,

            @Schema(description = "of the person's own account")
            Fen account,

            @Schema(description = "of relatives' accounts") Fen family,

            @Schema(description = "of the cross-province wallet")
            Fen wallet,

            Fen cash,

            @Schema(description = "what the person bears: all but the funds")
            Fen burden,

            @Schema(description = "what the account holds after it")
            Fen accountAfter) {

        static FiguresAnswer of(SettlementRecord settlement) {
            return new FiguresAnswer(
                    settlement.total(),
                    settlement.ownPay(),
                    settlement.overLimit(),
                    settlement.firstPay(),
                    settlement.inScope(),
                    settlement.deductible(),
                    settlement.funds(),
                    settlement.account(),
                    settlement.familyPaid(),
                    settlement.wallet(),
                    settlement.cash(),
                    settlement.personalBurden(),
                    settlement.balances().total());
        }
    }

    @Schema(name = "DeskPreview")
    record PreviewAnswer(
            FiguresAnswer figures,
            List<LineAnswer> lines,

            @Schema(description = "as /api/settlements/{id} shows it")
            Map<String, Object> receipt) {}

    @Schema(name = "DeskSettlement")
    record SettledAnswer(
            @Schema(description = "结算ID") String settlement,
            LocalDateTime settledAt,
            Scheme scheme,
            VisitKind visitKind,

            @Schema(description = "the settlement that this one takes back")
            Optional<String> reverses,

            @Schema(description = "false where it was taken back; not said where it was just made")
            Optional<Boolean> stands,

            @Schema(description = "the user's name; none: the institution's software settled")
            Optional<String> cashier,

            @Schema(description = "why it was taken back") Optional<String> reason,

            FiguresAnswer figures,

            @Schema(description = "none where they were changed since")
            List<LineAnswer> lines,

            @Schema(description = "as /api/settlements/{id} shows it")
            Map<String, Object> receipt) {}

    /// What is kept beside what the desk settles.
    private record Kept(String cashier, String presentation, List<String> quantities, List<String> prices) {}

    @Allowed(Role.CASHIER)
    @Operation(summary = "what a bill of a person before the institution would come to (预结算); nothing is written")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @PostMapping("/api/institutions/{institution}/visits/preview")
    PreviewAnswer preview(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody VisitOrder order,
            Caller caller) {
        var place = places.today(institution);
        var shown = places.presentation(institution, order.presentation());
        return switch (settlements.preview(command(order, shown, place, caller))) {
            case Outcome.Settled settled ->
                new PreviewAnswer(
                        FiguresAnswer.of(settled.settlement()),
                        split(settled.items(), order.lines()),
                        settlements.receipt(settled).asTree());
            case Outcome.Refused(var refusal) -> throw refused(refusal);
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
            case Outcome.MessageReused other -> throw unexpected(other);
        };
    }

    private static final String EXAMPLE = """
            {"presentation": "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6", "scheme": "employee", "visitKind": "outpatient",
             "useAccount": true, "lines": [{"code": "XJ01CAA040E001010101445", "quantity": "2", "price": "12.50"}]}""";

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "settle a bill of a person before the institution (结算)",
            description = "The visit is opened, its lines are taken and settled, all or nothing.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    @PostMapping("/api/institutions/{institution}/visits")
    Changed<SettledAnswer> settle(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody VisitOrder order,
            Call call) {
        var place = places.today(institution);
        var shown = places.presentation(institution, order.presentation());
        return call.told(perform(institution, order, command(order, shown, place, call.caller()), call));
    }

    private Command.Treat command(VisitOrder order, Presentation shown, Institution place, Caller caller) {
        if (order.visitKind() == VisitKind.INPATIENT) {
            throw Inputs.wrong(
                    "visitKind",
                    new Text(
                            "门诊、急诊、门诊慢特病或药店购药；住院由医院的软件结算",
                            "care without a stay: stays are settled by the hospital's software"),
                    Text.same(order.visitKind().toString()));
        }
        var items = items(order.lines(), place);
        return new Command.Treat(
                shown.person(),
                place.code(),
                LocalDateTime.ofInstant(clock.instant(), BusinessDay.ZONE),
                order.disease().orElse(""),
                items,
                new Command.SettleTerms(
                        order.scheme(),
                        order.visitKind(),
                        category(order.visitKind()),
                        items.stream().map(FeeItem::amount).reduce(Fen.ZERO, Fen::plus),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        order.useAccount() ? AccountUse.OWN_FIRST : AccountUse.NONE,
                        json.writeValueAsString(new Kept(
                                caller.name(),
                                shown.id(),
                                order.lines().stream().map(LineOrder::quantity).toList(),
                                order.lines().stream().map(LineOrder::price).toList()))));
    }

    /// The nation's class of care (医疗类别), by which institutions declare what they settled.
    private static String category(VisitKind kind) {
        return switch (kind) {
            case OUTPATIENT -> "11";
            case EMERGENCY -> "13";
            case CHRONIC -> "14";
            case INPATIENT -> "21";
            case PHARMACY -> "41";
        };
    }

    private List<FeeItem> items(List<LineOrder> lines, Institution place) {
        if (lines.isEmpty()) {
            throw Inputs.missing("lines", new Text("至少一行费用", "at least one line"));
        }
        var today = today();
        registry.prepare(place.region(), lines.stream().map(LineOrder::code).toList());
        var items = new ArrayList<FeeItem>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (registry.entry(place.region(), line.code(), today).isEmpty()) {
                throw new RefusedException(Refusal.badInput(
                        "UNKNOWN_CODE",
                        "lines[" + i + "].code",
                        new Text("本地医保目录中 " + today + " 有效的编码", "a code of the catalogue here on " + today),
                        Text.same(line.code())));
            }
            items.add(item(i, line, today));
        }
        return items;
    }

    private static FeeItem item(int index, LineOrder line, LocalDate day) {
        var quantity = scaled(line.quantity(), QUANTITY_PLACES);
        var price = scaled(line.price(), PRICE_PLACES);
        var approval = line.conditions().map(ClaimApi.Conditions::approval).orElse(Approval.NONE);
        var serial = Integer.toString(index + 1);
        var amount = new FeeItem(serial, line.code(), quantity, price, Fen.ZERO, day, approval).priced();
        if (amount.isZero() || amount.equals(Fen.LARGEST)) {
            throw Inputs.wrong(
                    "lines[" + index + "]." + (quantity == 0 ? "quantity" : "price"),
                    new Text(
                            "使本行金额大于 0、小于 " + Fen.LARGEST + " 元的数",
                            "a number that makes the line's amount more than 0 and less than " + Fen.LARGEST),
                    Text.same(quantity == 0 ? line.quantity() : line.price()));
        }
        return new FeeItem(serial, line.code(), quantity, price, amount, day, approval);
    }

    /// Digits, with at most `places` after the point, as a whole number of the last place.
    private static long scaled(String number, int places) {
        var point = number.indexOf('.');
        var decimals = point < 0 ? "" : number.substring(point + 1);
        return Long.parseLong(
                (point < 0 ? number : number.substring(0, point)) + decimals + "0".repeat(places - decimals.length()));
    }

    private SettledAnswer perform(String institution, Record body, Command command, Call call) {
        var request = call.request(body);
        var message = new Message(institution, message(request), TRANSACTION, request.content(), clock.instant());
        // Decided again where another overtook it: the last word counts.
        var refused = new AtomicReference<@Nullable RefusedException>();
        try {
            var kept = settlements.perform(message, command, outcome -> {
                refused.set(why(outcome, body, call));
                return outcome instanceof Outcome.Settled settled
                        ? settled.settlement().id().getBytes(StandardCharsets.US_ASCII)
                        : new byte[0];
            });
            var why = refused.get();
            if (why != null) {
                throw why;
            }
            return told(found(institution, new String(kept, StandardCharsets.US_ASCII)), Optional.empty());
        } catch (Overloaded full) {
            throw new BusyException("too much is waiting to be settled", full);
        }
    }

    private static @Nullable RefusedException why(Outcome outcome, Record body, Call call) {
        return switch (outcome) {
            case Outcome.Settled _ -> null;
            case Outcome.Refused(var refusal) -> refused(refusal);
            case Outcome.MessageReused(var first) -> call.reused(first, body);
            case Outcome.Done other -> throw unexpected(other);
            case Outcome.Opened other -> throw unexpected(other);
            case Outcome.FeesTaken other -> throw unexpected(other);
            case Outcome.Filed other -> throw unexpected(other);
        };
    }

    /// A key is its user's own.
    private static String message(Request request) {
        var hash = Sha256.digest().digest((request.caller() + '\n' + request.key()).getBytes(StandardCharsets.UTF_8));
        return MESSAGE + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static IllegalStateException unexpected(Outcome other) {
        return new IllegalStateException("a bill came to " + other.getClass().getSimpleName());
    }

    private static RefusedException refused(org.openyibao.server.settlement.Refusal refusal) {
        return new RefusedException(Refusal.conflict(
                "CANNOT_BE_SETTLED", field(refusal.field()), refusal.expected(), Text.same(refusal.got())));
    }

    private static String field(Field field) {
        return switch (field) {
            case INSTITUTION -> "institution";
            case PERSON, HOME_REGION -> "presentation";
            case SCHEME -> "scheme";
            case LINE_SERIAL, LINE_CODE, LINE_AMOUNT, TOTAL -> "lines";
            case DISEASE -> "disease";
            case SETTLEMENT -> "settlement";
            case VISIT,
                    VISIT_NUMBER,
                    BATCH,
                    OWN_PAY,
                    OVER_LIMIT,
                    FIRST_PAY,
                    IN_SCOPE,
                    LINE_DAY,
                    LINE_NOTED,
                    LINE_QUANTITY,
                    LINE_TAKES_BACK,
                    CATEGORY,
                    ADMITTED,
                    DISCHARGED,
                    ORIGINAL_MESSAGE,
                    FILING,
                    FILING_GROUND,
                    FILING_PLACE,
                    FILING_FROM,
                    FILING_UNTIL,
                    REGISTERED_CODE,
                    REGISTERED_HOME -> throw new IllegalStateException("no bill of a desk has a field " + field);
        };
    }

    private LocalDate today() {
        return BusinessDay.of(clock.instant());
    }

    private static List<LineAnswer> split(List<SplitItem> items, List<LineOrder> sent) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    var item = items.get(i);
                    return new LineAnswer(
                            item.item().code(),
                            item.entry().name(),
                            Optional.of(sent.get(i).quantity()),
                            Optional.of(sent.get(i).price()),
                            item.item().amount(),
                            item.line().grade(),
                            item.ownPay(),
                            item.overLimit(),
                            item.firstPay(),
                            item.inScope());
                })
                .toList();
    }

    /// @throws RefusedException if there is no such settlement of the institution's
    private Outcome.Settled found(String institution, String settlement) {
        return settlements
                .find(settlement)
                .filter(found -> found.settlement().institution().equals(institution)
                        && !found.settlement().isClaimed())
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_SETTLEMENT",
                        "settlement",
                        new Text("本机构的结算ID", "the id of a settlement of this institution"),
                        settlement)));
    }

    private SettledAnswer told(Outcome.Settled settled, Optional<Boolean> stands) {
        var settlement = settled.settlement();
        var kept = kept(settlement.details());
        return new SettledAnswer(
                settlement.id(),
                settlement.settledAt(),
                settlement.scheme(),
                settlement.kind(),
                settlement.reverses(),
                stands,
                text(kept, "cashier"),
                text(kept, "reason"),
                FiguresAnswer.of(settlement),
                lines(settlement, kept),
                settlements.receipt(settled).asTree());
    }

    private List<LineAnswer> lines(SettlementRecord settlement, ObjectNode kept) {
        return care.bill(settlement.institution(), settlement.person(), settlement.visit(), settlement.id())
                .map(bill -> bill.sheets().stream()
                        .flatMap(sheet -> sheet.lines().stream())
                        .map(line -> line(
                                line.code(),
                                line.line().name(),
                                line.line().grade(),
                                line.parts(),
                                column(kept, "quantities", line.place()),
                                column(kept, "prices", line.place())))
                        .toList())
                .orElse(List.of());
    }

    private static LineAnswer line(
            String code, String name, Grade grade, LineParts parts, Optional<String> quantity, Optional<String> price) {
        return new LineAnswer(
                code,
                name,
                quantity,
                price,
                parts.total(),
                grade,
                parts.ownPay(),
                parts.overLimit(),
                parts.firstPay(),
                parts.inScope());
    }

    /// Of what the institution's software settled it has none of the desk's fields.
    private ObjectNode kept(String details) {
        return json.readTree(details) instanceof ObjectNode node ? node : json.createObjectNode();
    }

    private static Optional<String> text(ObjectNode kept, String name) {
        return kept.path(name).asStringOpt();
    }

    private static Optional<String> column(ObjectNode kept, String name, int place) {
        return kept.path(name).path(place).asStringOpt();
    }

    @Schema(name = "DeskReversalRequest")
    record Reversal(
            @Schema(description = "why, in words") @Size(max = 200)
            String reason) {}

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "take a settlement of the institution back (结算撤销)",
            description =
                    "What the institution's software settled too, but for stays. Each payer gets back what it paid.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"reason\": \"项目录入有误\"}")))
    @PostMapping("/api/institutions/{institution}/settlements/{settlement}/reversal")
    Changed<SettledAnswer> reverse(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "结算ID", example = SETTLEMENT) @PathVariable String settlement,
            @RequestBody Reversal order,
            Call call) {
        var original = found(institution, settlement).settlement();
        if (original.stay().isPresent()) {
            throw new RefusedException(Refusal.conflict(
                    "STAY",
                    "settlement",
                    new Text(
                            "门诊或购药的结算；住院由医院的软件撤销",
                            "one of care without a stay: those of stays are reversed by the hospital's software"),
                    new Text("住院结算 " + settlement, settlement + ", of a stay")));
        }
        var command = new Command.Reverse(
                original.person(),
                institution,
                original.visit(),
                settlement,
                details -> json.writeValueAsString(
                        kept(details).put("cashier", call.caller().name()).put("reason", order.reason())));
        return call.told(perform(institution, order, command, call));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "a settlement of the institution, with its lines and receipt")
    @GetMapping("/api/institutions/{institution}/settlements/{settlement}")
    SettledAnswer settlement(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(description = "结算ID", example = SETTLEMENT) @PathVariable String settlement) {
        var found = found(institution, settlement);
        return told(found, Optional.of(settlements.stands(found.settlement())));
    }

    @Schema(name = "DeskDayEntry")
    record DayEntry(
            String settlement,
            LocalDateTime settledAt,
            @Schema(description = "masked", example = "张**") String person,
            Scheme scheme,
            VisitKind visitKind,
            Optional<String> reverses,
            Optional<String> reversedBy,
            Optional<String> cashier,
            Fen total,
            Fen funds,

            @Schema(description = "paid by accounts: the person's own, relatives' and wallets")
            Fen account,

            Fen cash) {}

    @Schema(name = "DeskDay")
    record DayAnswer(
            LocalDate day,
            @Schema(description = "from 1") int page,
            int pages,

            @Schema(description = "settlements and reversals")
            long all,

            List<DayEntry> settlements) {}

    @Allowed(Role.CASHIER)
    @Operation(summary = "what an institution settled and reversed on a day, the last first")
    @GetMapping("/api/institutions/{institution}/settlements")
    DayAnswer day(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(example = "2025-06-01", description = "today if not given") @RequestParam
                    Optional<LocalDate> day,
            @Parameter(example = "1", description = "50 a page, from 1") @RequestParam Optional<Integer> page,
            Caller caller) {
        places.today(institution);
        var number = page.orElse(1);
        if (number < 1) {
            throw Inputs.wrong("page", new Text("1 或更大的整数", "a whole number from 1"), Text.same(number.toString()));
        }
        var on = day.orElseGet(this::today);
        var found = care.day(institution, on, (number - 1L) * PAGE, PAGE);
        looks.at(
                caller,
                found.some().stream().map(made -> made.person().number()).toList());
        return new DayAnswer(
                on,
                number,
                Math.toIntExact((found.all() + PAGE - 1) / PAGE),
                found.all(),
                found.some().stream().map(this::entry).toList());
    }

    private DayEntry entry(CareRecords.Made made) {
        var settlement = made.settlement();
        return new DayEntry(
                settlement.settlement(),
                settlement.settledAt(),
                made.person().maskedName(),
                settlement.scheme(),
                settlement.kind(),
                settlement.reverses(),
                settlement.reversedBy(),
                text(kept(settlement.details()), "cashier"),
                settlement.total(),
                settlement.funds(),
                settlement.account(),
                settlement.cash());
    }
}

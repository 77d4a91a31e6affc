package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Pack;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Who may call which route is as the table beside this test says, for each route of a server, each role, and nobody;
/// and for whose data is as [Scopes] says.
///
/// Somebody of Jilin City bought at a pharmacy of Changchun, for which Jilin City owes, and at one of Jilin City, which
/// compared and applied for it. Somebody of Beijing claims a bill.
class RightsTest {

    private static final String TABLE = "rights.csv";
    private static final String NOBODY = "nobody";
    private static final LocalDate DAY = LocalDate.of(2023, 4, 18);
    private static final int FEWEST_ROUTES = 100;

    /// What stands for a variable of an address where no other value is made.
    private static final Map<String, String> EXAMPLES = Map.of(
            "region", AwayRooms.BEIJING,
            "scheme", "employee",
            "first", "2020-01-01",
            "day", DAY.toString(),
            "month", "2023-04",
            "kind", "credit",
            "period", "2025-05");

    private static final Map<String, String> NAMED = new HashMap<>();

    private static Rooms rooms;
    private static ServerRun server;
    private static TestApi api;
    private static HttpClient client;
    private static String jilin;
    private static String beijing;
    private static String foreign;
    private static String dispute;
    private static String owner;
    private static String user;
    private static String binding;

    @BeforeAll
    static void start() {
        rooms = Rooms.open();
        rooms.now("2023-04-18T10:00:00");
        server = Serve.start(ServeOptions.external(rooms.database().address())
                .withClock(rooms.clock())
                .asSandbox());
        api = new TestApi(server);
        client = HttpClient.newHttpClient();

        var away = AwayRooms.in(rooms);
        var bought = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        foreign = bought.id();
        jilin = bought.settled().settlement().person();
        away.bought(jilin, AwayRooms.JILIN, Rooms.PHARMACY, "200.00");
        rooms.now("2023-04-20T10:00:00");
        away.cleared(DAY);
        dispute = made(api.post("/api/clearing/disputes", """
                {"settlement": "%s", "amount": "1.00", "reason": "x"}""".formatted(foreign)), "/dispute");
        NAMED.put("application", applied());
        NAMED.put(
                "reconciliation",
                made(api.post("/api/institutions/" + Rooms.PHARMACY + "/reconciliations", """
                {"from": "2023-04-18", "to": "2023-04-18", "withReversals": true, "count": 1, "total": "200.00",
                 "funds": "0.00"}"""), "/reconciliation"));

        rooms.now("2025-06-02T10:00:00");
        beijing = rooms.employee("100.00", "0.00");
        NAMED.put("person", beijing);
        NAMED.put("institution", Rooms.HOSPITAL);
        NAMED.put(
                "settlement",
                rooms.settled(rooms.visit(beijing, LocalDate.of(2025, 6, 1)), "b", "70.00")
                        .settlement()
                        .id());
        NAMED.put("claim", made(api.post("/api/claims", claim(beijing)), "/claim"));
        made(api.post("/api/households/H-1/members", """
                {"person": "%s", "from": "2025-01-01"}""".formatted(beijing)), "/household");
        NAMED.put("household", "H-1");
        owner = rooms.employee(AwayRooms.JILIN, "0.00", "100.00");
        user = rooms.resident(AwayRooms.JILIN);
        binding = rooms.bind(user, owner, Relation.MOTHER).id();
    }

    @AfterAll
    static void stop() {
        client.close();
        api.close();
        server.close();
        rooms.close();
    }

    private static String made(TestApi.Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at(pointer)).as(answer.text()).isNotEmpty();
        return answer.at(pointer);
    }

    private static String claim(String person) {
        return """
                {"person": "%s", "kind": "outpatient", "institution": "%s", "from": "2025-05-08",
                 "invoice": {"number": "I-%s", "date": "2025-05-08", "total": "701.00"},
                 "lines": [{"name": "药", "code": "%s", "quantity": "1", "price": "701.00", "amount": "701.00"}],
                 "documents": [{"paper": "invoice", "id": "D-1"}, {"paper": "fee-list", "id": "D-2"},
                  {"paper": "care-record", "id": "D-3"}],
                 "payee": {"holder": "张三", "bank": "样例银行", "account": "6200000000000000123"}}""".formatted(person, Rooms.HOSPITAL, person, Rooms.DRUG_A);
    }

    private static String bind(String owner) {
        return "{\"owner\": \"" + owner + "\", \"relation\": \"mother\"}";
    }

    private static String applied() {
        var asked = new Application.Asked(
                Rooms.PHARMACY,
                Optional.of(Scheme.EMPLOYEE),
                VisitKind.PHARMACY,
                YearMonth.of(2023, 4),
                DAY,
                DAY,
                Optional.of(1L),
                Fen.of(20_000),
                Fen.of(20_000),
                Fen.ZERO,
                Fen.of(20_000),
                Fen.ZERO,
                "{}");
        return rooms.once((Once<Application> once) ->
                        rooms.service(Applications.class).apply(once, asked, "001"))
                .id();
    }

    // Each route.

    private static Map<String, Map<String, Boolean>> table() throws IOException {
        var rows = new TreeMap<String, Map<String, Boolean>>();
        try (var resource = Objects.requireNonNull(RightsTest.class.getResourceAsStream(TABLE))) {
            var lines = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            var columns = lines.getFirst().split(",");
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",");
                assertThat(cells).as(line).hasSameSizeAs(columns);
                var may = new HashMap<String, Boolean>();
                for (var i = 1; i < columns.length; i++) {
                    assertThat(cells[i]).as(line).isIn("yes", "no");
                    may.put(columns[i], cells[i].equals("yes"));
                }
                assertThat(rows.put(cells[0], may)).as("twice: " + line).isNull();
            }
        }
        return rows;
    }

    /// A route as its mapping has it: what it is called in the table, and how it is called here.
    private record Route(String name, String method, String address, Optional<String> accepts) {}

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var handlers :
                Objects.requireNonNull(server.service(DispatcherServlet.class).getHandlerMappings())) {
            if (handlers instanceof RequestMappingHandlerMapping controllers) {
                controllers.getHandlerMethods().keySet().forEach(mapping -> add(mapping, routes));
            }
        }
        return routes;
    }

    private static void add(RequestMappingInfo mapping, List<Route> routes) {
        var methods = mapping.getMethodsCondition().getMethods();
        var accepts = mapping.getProducesCondition().getProducibleMediaTypes().stream()
                .map(Object::toString)
                .findFirst();
        for (var pattern : mapping.getPatternValues()) {
            for (var method : methods.isEmpty()
                    ? List.of("GET")
                    : methods.stream().map(Enum::name).toList()) {
                routes.add(new Route(method + " " + pattern, method, filledIn(pattern), accepts));
            }
        }
    }

    private static String filledIn(String pattern) {
        var filled = pattern.replaceAll("\\{name:[^/]*", "console.js").replace("/**", "");
        for (var named : List.of(NAMED, EXAMPLES)) {
            for (var each : named.entrySet()) {
                filled = filled.replace("{" + each.getKey() + "}", each.getValue());
            }
        }
        return filled.replaceAll("\\{\\w+}", "1");
    }

    /// An insured person named in the addresses, a cashier of the institution named there, clerk and reviewer of all
    /// regions.
    private static TestApi signedIn(String who, Route route) {
        if (who.equals(NOBODY)) {
            return api.nobody();
        }
        var role = Arrays.stream(Role.values())
                .filter(each -> each.toString().equals(who))
                .findFirst()
                .orElseThrow();
        return switch (role) {
            case INSURED -> api.insured(beijing);
            case CASHIER ->
                api.cashier(
                        route.name().contains("{application}") || route.name().contains("{reconciliation}")
                                ? Rooms.PHARMACY
                                : Rooms.HOSPITAL);
            case CLERK, REVIEWER -> api.as(new Caller(who, role, Pack.NATION));
            case ANALYST, AUDITOR, ADMINISTRATOR -> api.as(new Caller(who, role, ""));
        };
    }

    /// With an empty object for a body and without an `Idempotency-Key`: it comes to nothing, but for what has nothing
    /// to say.
    private static HttpResponse<String> called(Route route, TestApi who) throws IOException, InterruptedException {
        var request = who.request(route.address())
                .header("Content-Type", "application/json")
                .header("Cookie", "XSRF-TOKEN=x")
                .header("X-XSRF-TOKEN", "x")
                .method(
                        route.method(),
                        route.method().equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        route.accepts().ifPresent(type -> request.header("Accept", type));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void each_route_is_for_whom_the_table_says() throws IOException, InterruptedException {
        var table = table();
        var routes = routes();
        assertThat(new TreeSet<>(routes.stream().map(Route::name).toList()))
                .hasSizeGreaterThan(FEWEST_ROUTES)
                .containsExactlyInAnyOrderElementsOf(table.keySet());
        var wrong = new ArrayList<String>();
        for (var route : routes) {
            for (var may : new TreeMap<>(table.get(route.name())).entrySet()) {
                var answer = called(route, signedIn(may.getKey(), route));
                var got = may.getValue()
                        ? answer.statusCode() != 401 && answer.statusCode() != 403
                        : answer.statusCode() == (may.getKey().equals(NOBODY) ? 401 : 403)
                                && answer.body()
                                        .contains(may.getKey().equals(NOBODY) ? "NOT_SIGNED_IN" : "\"NOT_ALLOWED\"");
                if (!got) {
                    wrong.add(may.getKey() + (may.getValue() ? " may " : " must not ") + route + ", but: "
                            + answer.statusCode() + " " + answer.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    // For whose data.

    private static TestApi clerk(String region) {
        return api.as(new Caller("clerk-" + region, Role.CLERK, region));
    }

    private static TestApi reviewer(String region) {
        return api.as(new Caller("reviewer-" + region, Role.REVIEWER, region));
    }

    private static void sees(TestApi who, String path) {
        var answer = who.get(path);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
    }

    private static void doesNotSee(TestApi who, String path) {
        refused(who.get(path));
    }

    private static void refused(TestApi.Answer answer) {
        assertThat(answer.status() + " " + answer.at("/code")).as(answer.text()).isEqualTo("403 NOT_YOURS");
    }

    @Test
    void an_insured_person_sees_himself_and_is_told_nothing_of_others() {
        var me = api.insured(jilin);
        for (var path : List.of(
                "/api/persons/%s",
                "/api/persons/%s/standing?scheme=employee",
                "/api/persons/%s/contributions",
                "/api/persons/%s/claims",
                "/api/accounts/%s",
                "/api/accounts/%s/statement",
                "/api/accounts/%s/bindings",
                "/api/accounts/%s/wallet")) {
            sees(me, path.formatted(jilin));
            doesNotSee(me, path.formatted(beijing));
            assertThat(me.get(path.formatted("77")).text())
                    .as("somebody who is not there is refused in the same words")
                    .isEqualTo(me.get(path.formatted(beijing)).text());
        }
        assertThat(me.get("/api/persons/" + beijing, "zh").at("/message")).isEqualTo("不存在，或不在您的权限范围内");
        sees(me, "/api/settlements/" + foreign);
        doesNotSee(me, "/api/settlements/" + NAMED.get("settlement"));
        doesNotSee(me, "/api/settlements/77");
        doesNotSee(me, "/api/claims/" + NAMED.get("claim"));
        sees(api.insured(beijing), "/api/claims/" + NAMED.get("claim"));
        doesNotSee(me, "/api/households/H-1");
        doesNotSee(me, "/api/households/H-77");
        sees(api.insured(beijing), "/api/households/H-1");
    }

    @Test
    void what_a_body_names_must_be_the_callers_too() {
        var me = api.insured(jilin);
        refused(me.post("/api/claims", claim(beijing)));
        var asked = """
                {"person": "%s", "visit": {"kind": "pharmacy", "place": "310000"}}""";
        refused(me.post("/api/can-i-use", asked.formatted(beijing)));
        assertThat(me.post("/api/can-i-use", asked.formatted(jilin)).status()).isEqualTo(200);
        refused(api.as(new Caller("analyst", Role.ANALYST, "")).post("/api/can-i-use", asked.formatted(jilin)));
        refused(api.cashier(Rooms.PHARMACY).post("/api/can-i-use", asked.formatted(jilin)));

        var clerk = clerk(AwayRooms.JILIN);
        refused(clerk.post("/api/claims", claim(beijing)));
        refused(clerk.post("/api/can-i-use", asked.formatted(beijing)));
        refused(clerk.post("/api/households/H-9/members", """
                {"person": "%s", "from": "2025-01-01"}""".formatted(beijing)));
        refused(clerk.post("/api/persons/" + jilin + "/contributions", """
                {"version": 1, "scheme": "employee", "period": "2025-02", "region": "110000", "kind": "regular",
                 "paidOn": "2025-02-20", "corrects": false, "reason": "x"}"""));
        refused(clerk.post("/api/persons/" + jilin + "/participations", """
                {"version": 1, "scheme": "resident", "from": "2025-01-01", "reason": "x",
                 "terms": {"region": "110000", "status": "active", "standing": "normal", "tier": "0",
                           "assistance": "none", "civilServant": false}}"""));
        for (var kind : List.of("credit", "credit/dry-run")) {
            refused(clerk.post("/api/batches/" + kind, "{\"region\": \"110000\", \"month\": \"2025-03\"}"));
        }
        refused(clerk.post("/api/batches/year-end", "{\"region\": \"110000\", \"year\": 2024}"));
    }

    @Test
    void a_relative_sees_standing_alone_while_the_binding_holds() {
        var parent = rooms.employee(AwayRooms.JILIN, "0.00", "100.00");
        var child = rooms.resident(AwayRooms.JILIN);
        var standing = "/api/persons/%s/standing?scheme=%s";
        doesNotSee(api.insured(child), standing.formatted(parent, "employee"));
        var bound = rooms.bind(child, parent, Relation.MOTHER).id();
        sees(api.insured(child), standing.formatted(parent, "employee"));
        sees(api.insured(parent), standing.formatted(child, "resident"));
        for (var path : List.of("/api/persons/", "/api/accounts/")) {
            doesNotSee(api.insured(child), path + parent);
            doesNotSee(api.insured(parent), path + child);
        }
        made(
                api.insured(child)
                        .post("/api/accounts/" + child + "/bindings/" + bound + "/end", "{\"because\": \"requested\"}"),
                "/endedOn");
        doesNotSee(api.insured(child), standing.formatted(parent, "employee"));
        doesNotSee(api.insured(parent), standing.formatted(child, "resident"));
    }

    @Test
    void whose_account_it_is_lets_others_draw_on_it_and_limits_them() {
        var path = "/api/accounts/" + user + "/bindings";
        var another = rooms.employee(AwayRooms.JILIN, "0.00", "100.00");
        refused(api.insured(user).post(path, bind(another)));
        made(api.insured(another).post(path, bind(another)), "/binding");
        refused(api.insured(user).post(path + "/" + binding + "/limit", "{\"yearLimit\": \"900.00\"}"));
        refused(api.insured(another).post(path + "/" + binding + "/limit", "{\"yearLimit\": \"900.00\"}"));
        refused(api.insured(another).post(path + "/" + binding + "/end", "{\"because\": \"requested\"}"));
        refused(api.insured(owner).post(path + "/77/limit", "{\"yearLimit\": \"900.00\"}"));
        made(api.insured(owner).post(path + "/" + binding + "/limit", "{\"yearLimit\": \"900.00\"}"), "/yearLimit");
        refused(api.insured(owner).post(path + "/" + binding + "/position", "{\"position\": 1}"));
        made(api.insured(user).post(path + "/" + binding + "/position", "{\"position\": 1}"), "/position");
    }

    @Test
    void a_cashier_sees_the_own_institution() {
        var here = api.cashier(Rooms.PHARMACY);
        var there = api.cashier(AwayRooms.CHANGCHUN_PHARMACY);
        sees(there, "/api/settlements/" + foreign);
        doesNotSee(here, "/api/settlements/" + foreign);
        var totals = "/api/institutions/" + Rooms.PHARMACY + "/totals?from=2023-04-01&to=2023-04-30";
        sees(here, totals);
        doesNotSee(there, totals);
        doesNotSee(there, "/api/institutions/77/totals?from=2023-04-01&to=2023-04-30");
        for (var path : List.of(
                "/api/reconciliations/" + NAMED.get("reconciliation"),
                "/api/clearing/applications/" + NAMED.get("application"))) {
            sees(here, path);
            doesNotSee(there, path);
            doesNotSee(here, path + "7");
        }
    }

    @ParameterizedTest
    @CsvSource({"220200, true", "220000, true", "000000, true", "220100, false", "110000, false", "510000, false"})
    void a_clerk_sees_whoever_is_insured_in_the_region(String region, boolean his) {
        for (var who : List.of(clerk(region), reviewer(region))) {
            for (var path : List.of(
                    "/api/persons/" + jilin,
                    "/api/accounts/" + jilin,
                    "/api/regions/220200/clearing-applications?state=applied",
                    "/api/clearing/applications/" + NAMED.get("application"),
                    "/api/reconciliations/" + NAMED.get("reconciliation"),
                    "/api/institutions/" + Rooms.PHARMACY + "/totals?from=2023-04-01&to=2023-04-30")) {
                if (his) {
                    sees(who, path);
                } else {
                    doesNotSee(who, path);
                }
            }
        }
    }

    @Test
    void a_clerk_sees_who_was_insured_in_the_region_once_and_who_is_nowhere_yet() {
        var moved = rooms.employee(AwayRooms.JILIN, "0.00", "0.00");
        doesNotSee(clerk(AwayRooms.BEIJING), "/api/persons/" + moved);
        rooms.insuredUntil(moved, LocalDate.of(2024, 12, 31));
        rooms.participates(
                moved,
                Scheme.EMPLOYEE,
                AwayRooms.BEIJING,
                Status.ACTIVE,
                Standing.NORMAL,
                LocalDate.of(2025, 1, 1),
                LocalDate.of(9999, 12, 31));
        sees(clerk(AwayRooms.BEIJING), "/api/persons/" + moved);
        sees(clerk(AwayRooms.JILIN), "/api/persons/" + moved);
        var number = "22020000000000009999";
        doesNotSee(clerk(AwayRooms.JILIN), "/api/persons/" + number);
        assertThat(api.get("/api/persons/" + number).at("/code")).isEqualTo("UNKNOWN_PERSON");
        made(clerk(AwayRooms.JILIN).post("/api/persons", """
                {"number": "%s", "reason": "new",
                 "details": {"certificateType": "01", "certificate": "220200199001019999", "name": "测试辛", "sex": "1",
                             "nation": "01", "birth": "1990-01-01"}}""".formatted(number)), "/person");
        sees(clerk(AwayRooms.JILIN), "/api/persons/" + number);
        sees(clerk(AwayRooms.BEIJING), "/api/persons/" + number);
    }

    @Test
    void a_settlement_is_seen_where_its_person_is_insured_and_where_the_care_was() {
        sees(clerk(AwayRooms.JILIN), "/api/settlements/" + foreign);
        sees(clerk(AwayRooms.CHANGCHUN), "/api/settlements/" + foreign);
        doesNotSee(clerk(AwayRooms.BEIJING), "/api/settlements/" + foreign);
        sees(reviewer(AwayRooms.BEIJING), "/api/claims/" + NAMED.get("claim"));
        doesNotSee(reviewer(AwayRooms.JILIN), "/api/claims/" + NAMED.get("claim"));
        doesNotSee(clerk(AwayRooms.JILIN), "/api/households/H-1");
        sees(clerk(AwayRooms.BEIJING), "/api/households/H-1");
        doesNotSee(clerk(AwayRooms.JILIN), "/api/regions/110000/claims?state=filed");
    }

    @Test
    void of_two_regions_each_does_its_part_and_one_above_both_decides() {
        var path = "/api/clearing/disputes";
        var raise = """
                {"settlement": "%s", "amount": "1.00", "reason": "x"}""".formatted(foreign);
        refused(clerk(AwayRooms.CHANGCHUN).post(path, raise));
        sees(clerk(AwayRooms.JILIN), path + "/" + dispute);
        sees(clerk(AwayRooms.CHANGCHUN), path + "/" + dispute);
        doesNotSee(clerk(AwayRooms.BEIJING), path + "/" + dispute);
        refused(clerk(AwayRooms.JILIN).post(path + "/" + dispute + "/answer", "{\"words\": \"x\"}"));
        made(clerk(AwayRooms.CHANGCHUN).post(path + "/" + dispute + "/answer", "{\"words\": \"x\"}"), "/state");
        var decision = "{\"upheld\": false, \"words\": \"x\"}";
        refused(reviewer(AwayRooms.CHANGCHUN).post(path + "/" + dispute + "/decision", decision));
        refused(reviewer(AwayRooms.JILIN).post(path + "/" + dispute + "/decision", decision));
        made(reviewer("220000").post(path + "/" + dispute + "/decision", decision), "/state");

        var days = "/api/clearing/days/" + DAY;
        assertThat(clerk(AwayRooms.JILIN).get(days).json().size()).isEqualTo(1);
        assertThat(clerk(AwayRooms.CHANGCHUN).get(days + "/disputes").json().size())
                .isEqualTo(1);
        assertThat(clerk(AwayRooms.BEIJING).get(days).text()).isEqualTo("[]");
        assertThat(clerk(AwayRooms.BEIJING).get(days + "/disputes").text()).isEqualTo("[]");
        assertThat(clerk(AwayRooms.JILIN).get("/api/clearing/balances").json().size())
                .isEqualTo(1);
        refused(clerk(AwayRooms.JILIN).post("/api/clearing/days/2023-04-19", "{}"));
        refused(clerk("220000").post("/api/clearing/nettings/2023-04", "{}"));
        refused(clerk(AwayRooms.CHANGCHUN).post("/api/clearing/adjustments", """
                {"debtor": "220200", "creditor": "220100", "amount": "5.00", "reason": "x"}"""));
        var prefund = """
                {"home": "220200", "place": "220100", "direction": "%s", "amount": "5.00", "paidOn": "2025-06-02",
                 "document": "x"}""";
        refused(clerk(AwayRooms.CHANGCHUN).post("/api/clearing/prefunds", prefund.formatted("deposit")));
        made(clerk(AwayRooms.JILIN).post("/api/clearing/prefunds", prefund.formatted("deposit")), "/left");
        refused(clerk(AwayRooms.JILIN).post("/api/clearing/prefunds", prefund.formatted("return")));
        refused(clerk(AwayRooms.CHANGCHUN).post("/api/clearing/nettings/2023-04/payments", """
                {"payer": "220200", "payee": "220100", "amount": "1.00", "paidOn": "2025-06-02", "document": "x"}"""));
    }

    @Test
    void a_key_is_its_callers_own() {
        var path = "/api/persons/" + jilin + "/medical-codes";
        var mine = api.insured(jilin).post(path, "the-same-key", "{}", "en");
        assertThat(api.insured(jilin).post(path, "the-same-key", "{}", "en").text())
                .isEqualTo(mine.text());
        var clerks = clerk(AwayRooms.JILIN).post(path, "the-same-key", "{}", "en");
        assertThat(clerks.status()).isEqualTo(200);
        assertThat(clerks.at("/code")).isNotEqualTo(mine.at("/code"));
    }

    @Test
    void who_is_not_signed_in_is_told_to() {
        var answer = api.nobody().get("/api/accounts/" + jilin, "zh");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("NOT_SIGNED_IN");
        var role = api.cashier(Rooms.PHARMACY).get("/api/accounts/" + jilin, Locale.ENGLISH.getLanguage());
        assertThat(role.at("/message")).isEqualTo("this is not for your role to do");
    }
}

package org.openyibao.server.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.yaml.InvalidFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `openyibao can-i-use`: whether insurance and accounts can be used at a place, by flags or by the cases of a
/// file. Ends with 2 if a flag, the file or a pack could not be understood.
@Command(name = "can-i-use", sortOptions = false)
public final class CanIUse implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "openyibao.can-i-use.file")
    private @Nullable Path file;

    @Option(names = "--home", paramLabel = "CODE", descriptionKey = "openyibao.can-i-use.home")
    private @Nullable String home;

    @Option(names = "--place", paramLabel = "CODE", descriptionKey = "openyibao.can-i-use.place")
    private String place = "home";

    @Option(names = "--scheme", paramLabel = "SCHEME", descriptionKey = "openyibao.can-i-use.scheme")
    private String scheme = "employee";

    @Option(names = "--status", paramLabel = "STATUS", descriptionKey = "openyibao.can-i-use.status")
    private String status = "active";

    @Option(names = "--standing", paramLabel = "STANDING", descriptionKey = "openyibao.can-i-use.standing")
    private String standing = "normal";

    @Option(names = "--age", paramLabel = "YEARS", descriptionKey = "openyibao.can-i-use.age")
    private @Nullable String age;

    @Option(names = "--visit", paramLabel = "KIND", descriptionKey = "openyibao.can-i-use.visit")
    private String visit = "outpatient";

    @Option(names = "--institution", paramLabel = "KIND", descriptionKey = "openyibao.can-i-use.institution")
    private @Nullable String institution;

    @Option(names = "--level", paramLabel = "LEVEL", descriptionKey = "openyibao.can-i-use.level")
    private @Nullable String level;

    @Option(names = "--not-networked", descriptionKey = "openyibao.can-i-use.not-networked")
    private boolean notNetworked;

    @Option(names = "--not-designated", descriptionKey = "openyibao.can-i-use.not-designated")
    private boolean notDesignated;

    @Option(names = "--emergency", descriptionKey = "openyibao.can-i-use.emergency")
    private boolean emergency;

    @Option(names = "--on", paramLabel = "DATE", descriptionKey = "openyibao.can-i-use.on")
    private @Nullable String on;

    @Option(names = "--filing", paramLabel = "KIND", descriptionKey = "openyibao.can-i-use.filing")
    private @Nullable String filing;

    @Option(names = "--filed", paramLabel = "DATE", descriptionKey = "openyibao.can-i-use.filed")
    private @Nullable String filed;

    @Option(names = "--filed-for", paramLabel = "CODE", descriptionKey = "openyibao.can-i-use.filed-for")
    private @Nullable String filedFor;

    @Option(names = "--by-commitment", descriptionKey = "openyibao.can-i-use.by-commitment")
    private boolean byCommitment;

    @Option(names = "--current", paramLabel = "YUAN", descriptionKey = "openyibao.can-i-use.current")
    private @Nullable String current;

    @Option(names = "--prior", paramLabel = "YUAN", descriptionKey = "openyibao.can-i-use.prior")
    private @Nullable String prior;

    @Option(names = "--wallet", paramLabel = "YUAN", descriptionKey = "openyibao.can-i-use.wallet")
    private @Nullable String wallet;

    @Option(names = "--json", descriptionKey = "openyibao.can-i-use.json")
    private boolean json;

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        var locale = language.locale();
        try {
            var book = policies.book();
            var questions = questions();
            var advices = questions.stream()
                    .map(question -> Advice.of(book, question))
                    .toList();
            if (json) {
                common.console()
                        .line(JSON.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(
                                        advices.stream().map(Advice::asTree).toList()));
            } else {
                advices.forEach(advice -> common.console().line(advice.text(locale)));
            }
            return 0;
        } catch (InvalidFileException unreadable) {
            common.console()
                    .error(common.messages()
                            .text(
                                    "cli.failed",
                                    unreadable.message(common.messages().locale())));
            return 2;
        }
    }

    private List<org.openyibao.engine.decision.CanIUse.Question> questions() {
        return file != null
                ? CaseFile.canIUse(file)
                : List.of(CaseFile.canIUse("--", JSON.writeValueAsString(described())));
    }

    /// The flags, written as a case has them; JSON is YAML.
    private Map<String, Object> described() {
        var pharmacy = visit.equals("pharmacy");
        var insured = new LinkedHashMap<String, Object>();
        putIfGiven(insured, "region", home);
        insured.put("scheme", scheme);
        insured.put("status", status);
        insured.put("standing", standing);
        putIfGiven(insured, "age", age);
        var care = new LinkedHashMap<String, Object>();
        care.put("kind", visit);
        care.put("institution", institution != null ? institution : pharmacy ? "pharmacy" : "hospital");
        care.put("level", level != null ? level : pharmacy ? "unrated" : "3");
        care.put("place", place);
        care.put("networked", !notNetworked);
        care.put("designated", !notDesignated);
        if (emergency) {
            care.put("emergency", true);
        }
        var asked = new LinkedHashMap<String, Object>();
        asked.put(
                "on",
                on != null ? on : LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
        asked.put("insured", insured);
        asked.put("visit", care);
        if (filing != null || filed != null || filedFor != null || byCommitment) {
            var made = new LinkedHashMap<String, Object>();
            putIfGiven(made, "kind", filing);
            putIfGiven(made, "made", filed);
            putIfGiven(made, "place", filedFor);
            if (byCommitment) {
                made.put("basis", "commitment");
            }
            asked.put("filing", made);
        }
        if (current != null || prior != null) {
            var account = new LinkedHashMap<String, Object>();
            putIfGiven(account, "current", current);
            putIfGiven(account, "prior", prior);
            asked.put("account", account);
        }
        putIfGiven(asked, "wallet", wallet);
        return asked;
    }

    private static void putIfGiven(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}

package org.openyibao.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.cases.Question;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.receipt.Heading;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.receipt.Ruling;
import org.openyibao.engine.yaml.InvalidFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `openyibao quote`: decides what the cases of a file ask and says why; what they expect is not looked at. Ends
/// with 2 if the file or a pack could not be read.
@Command(name = "quote", sortOptions = false)
public final class Quote implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(arity = "1", paramLabel = "FILE", descriptionKey = "openyibao.quote.file")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--json", descriptionKey = "openyibao.quote.json")
    private boolean json;

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Locale locale = language.locale();
        try {
            var cases = CaseFile.read(file);
            var book = policies.book();
            if (json) {
                common.console()
                        .line(JSON.writeValueAsString(
                                cases.stream().map(asked -> tree(book, asked)).toList()));
            } else {
                cases.forEach(asked -> common.console().line(text(book, asked, locale)));
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

    private static String text(PolicyBook book, Case asked, Locale locale) {
        var title = "== " + asked.id() + (asked.title().isEmpty() ? "" : "  " + asked.title()) + "\n";
        return title
                + switch (asked.question()) {
                    case Question.Visit visit -> receipt(book, visit).text(locale);
                    case Question.CanIUse(var question) ->
                        Advice.of(book, question).text(locale);
                    case Question _ -> ruling(book, asked).text(locale);
                };
    }

    private static Receipt receipt(PolicyBook book, Question.Visit visit) {
        var claim = visit.claim();
        return Receipt.of(Heading.of(claim, book.name(claim.insured().region())), Waterfall.decide(book, claim));
    }

    private static Ruling ruling(PolicyBook book, Case asked) {
        var explained = new CaseRun(book).explain(asked);
        return Ruling.of(
                book.name(asked.insured().region()),
                explained.answers(),
                explained.reason(),
                explained.steps(),
                kind -> explained.layers().getOrDefault(kind, Fen.ZERO).value(),
                explained.rules());
    }

    private static Map<String, Object> tree(PolicyBook book, Case asked) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", asked.id());
        tree.put("on", asked.on().toString());
        switch (asked.question()) {
            case Question.Visit visit ->
                tree.put("receipt", receipt(book, visit).asTree());
            case Question.CanIUse(var question) ->
                tree.put("advice", Advice.of(book, question).asTree());
            case Question _ -> tree.put("ruling", ruling(book, asked).asTree());
        }
        return tree;
    }
}

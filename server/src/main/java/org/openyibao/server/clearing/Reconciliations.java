package org.openyibao.server.clearing;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.DetailFile.WrongFileException;
import org.openyibao.server.clearing.Reconciliation.Asked;
import org.openyibao.server.clearing.Reconciliation.Claimed;
import org.openyibao.server.clearing.Reconciliation.Difference;
import org.openyibao.server.clearing.Reconciliation.Sums;
import org.openyibao.server.database.Ids;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.exchange.ExchangedFile;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Totals;
import org.springframework.stereotype.Component;

/// A door of the room: comparing settlements with institutions, first the sums (对总账), then line by line with a file
/// that the institution sent (对明细账). By the time of settlement. What came of it is kept.
@Component
public class Reconciliations {

    private static final int MOST_DAYS = 366;
    private static final int DIFFERENCES_AT_ONCE = 5_000;

    private final Requests requests;
    private final Exchange exchange;
    private final Registry registry;
    private final Clock clock;
    private final Ids ids;
    private final ReconciliationStore store = new ReconciliationStore();

    Reconciliations(Requests requests, Exchange exchange, Registry registry, Clock clock, Ids ids) {
        this.requests = requests;
        this.exchange = exchange;
        this.registry = registry;
        this.clock = clock;
        this.ids = ids;
    }

    /// What we have of an institution from a day to another, by scheme, kind of care, and reversals apart.
    public List<Totals> totals(String institution, LocalDate from, LocalDate to) {
        return requests.read(connection -> SettlementExport.totals(connection, institution, from, to));
    }

    /// Compares the sums.
    public Answer compare(Once<Reconciliation> once, Asked asked) {
        return requests.perform(once, connection -> compare(connection, asked));
    }

    private Result<Reconciliation> compare(Connection connection, Asked asked) throws SQLException {
        var refusal = wrong(asked);
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var ours = SettlementExport.totals(connection, asked.institution(), asked.from(), asked.to()).stream()
                .filter(totals -> asked.kind().orElse(totals.kind()) == totals.kind()
                        && asked.scheme().orElse(totals.scheme()) == totals.scheme()
                        && (asked.withReversals() || !totals.reversals()))
                .map(totals ->
                        new Sums(totals.count(), totals.total(), totals.funds(), totals.account(), totals.cash()))
                .reduce(Sums.NONE, Sums::plus);
        var made =
                new Reconciliation(ids.nextText(), asked, clock.instant(), ours, Optional.empty(), Optional.empty(), 0);
        store.insert(connection, made);
        return Result.done(made);
    }

    private Optional<Refusal> wrong(Asked asked) {
        var today = BusinessDay.of(clock.instant());
        if (registry.institution(asked.institution(), today).isEmpty()) {
            return Optional.of(Refusal.unknown(
                    "UNKNOWN_INSTITUTION",
                    "institution",
                    new Text("已登记的机构编号", "the code of a registered institution"),
                    asked.institution()));
        }
        var days = ChronoUnit.DAYS.between(asked.from(), asked.to());
        return days < 0 || days >= MOST_DAYS
                ? Optional.of(Refusal.badInput(
                        "WRONG_VALUE",
                        "to",
                        new Text(
                                asked.from() + " 起至多 " + MOST_DAYS + " 天内的日期",
                                "a date within " + MOST_DAYS + " days from " + asked.from()),
                        Text.same(asked.to().toString())))
                : Optional.empty();
    }

    /// Compares line by line with a file that the institution sent, which must come to the sums that it says.
    public Answer compare(Once<Reconciliation> once, Asked asked, String file) {
        return requests.perform(once, connection -> compare(connection, asked, file));
    }

    private Result<Reconciliation> compare(Connection connection, Asked asked, String file) throws SQLException {
        var refusal = wrong(asked);
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        var sent = exchange.find(connection, asked.institution(), file);
        if (sent.isEmpty()) {
            return Result.refused(Refusal.unknown(
                    "UNKNOWN_FILE",
                    "file",
                    new Text("该机构上传且仍保存的文件编号", "the number of a file that the institution sent and that is still kept"),
                    file));
        }
        try {
            var theirs = load(connection, asked, sent.get());
            var mismatch = mismatch(asked.theirs(), theirs);
            return mismatch.isPresent()
                    ? Result.refused(mismatch.get())
                    : Result.done(compareLines(connection, asked, sent.get()));
        } catch (WrongFileException wrong) {
            return Result.refused(wrong.refusal());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Brings the lines of a file beside our settlements. Answers their sums, without cash.
    private Sums load(Connection connection, Asked asked, ExchangedFile file)
            throws SQLException, IOException, WrongFileException {
        try (var lines = store.begin(connection)) {
            var sums = new Sums[] {Sums.NONE};
            DetailFile.read(exchange.open(connection, file), line -> {
                if (line.reversal() && !asked.withReversals()) {
                    return;
                }
                var amounts = line.amounts();
                sums[0] = sums[0].plus(new Sums(1, amounts.total(), amounts.funds(), amounts.account(), Fen.ZERO));
                lines.add(line);
            });
            return sums[0];
        }
    }

    private static Optional<Refusal> mismatch(Claimed claimed, Sums file) {
        if (claimed.count() != file.count()) {
            return differs(
                    "count",
                    "文件行数",
                    "the lines of the file",
                    Long.toString(file.count()),
                    Long.toString(claimed.count()));
        }
        if (!claimed.total().equals(file.total())) {
            return differs(
                    "total",
                    "文件各行总额之和",
                    "the totals of the file's lines",
                    file.total().toString(),
                    claimed.total().toString());
        }
        return claimed.funds().equals(file.funds())
                ? Optional.empty()
                : differs(
                        "funds",
                        "文件各行基金支付之和",
                        "the funds of the file's lines",
                        file.funds().toString(),
                        claimed.funds().toString());
    }

    private static Optional<Refusal> differs(String field, String zh, String en, String file, String claimed) {
        return Optional.of(Refusal.badInput(
                "NOT_AS_IN_FILE", field, new Text(zh + " " + file, en + ", " + file), Text.same(claimed)));
    }

    private Reconciliation compareLines(Connection connection, Asked asked, ExchangedFile file)
            throws SQLException, IOException {
        var id = ids.nextText();
        var result = exchange.file(asked.institution(), "result-" + file.number() + ".zip");
        try (var theirs = store.theirs(connection);
                var zip = new ZipOutputStream(exchange.create(connection, result), StandardCharsets.UTF_8);
                var text = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("result-" + file.number() + ".txt"));
            var comparison = new Comparison(store, connection, asked, id, theirs, text);
            SettlementExport.made(
                    connection, asked.institution(), asked.kind(), asked.from(), asked.to(), comparison::take);
            comparison.end();
            text.flush();
            zip.closeEntry();
            var made = new Reconciliation(
                    id,
                    asked,
                    clock.instant(),
                    comparison.ours(),
                    Optional.of(file.number()),
                    Optional.of(result.number()),
                    comparison.differences());
            store.insert(connection, made);
            return made;
        }
    }

    /// What came of comparing with an institution about days in a span, the last made last.
    public List<Reconciliation> of(String institution, LocalDate from, LocalDate to) {
        return requests.read(connection -> store.of(connection, institution, from, to));
    }

    public Optional<Reconciliation> find(String id) {
        return requests.read(connection -> store.find(connection, id));
    }

    /// The file that says line by line what came of it.
    public Optional<ExchangedFile> result(Reconciliation reconciliation) {
        return reconciliation
                .result()
                .flatMap(number -> exchange.find(reconciliation.asked().institution(), number));
    }

    /// Hands over the lines that differ one by one; no connection is held while they are.
    public void differences(String id, Consumer<Difference> taker) {
        var from = 1;
        var more = true;
        while (more) {
            var first = from;
            var page = requests.read(connection -> store.differences(connection, id, first, DIFFERENCES_AT_ONCE));
            page.forEach(taker);
            from += page.size();
            more = page.size() == DIFFERENCES_AT_ONCE;
        }
    }
}

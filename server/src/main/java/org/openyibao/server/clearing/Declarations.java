package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.request.Requests;
import org.openyibao.server.settlement.SettlementExport;
import org.openyibao.server.settlement.SettlementExport.Line;
import org.openyibao.server.settlement.SettlementExport.Month;
import org.openyibao.server.settlement.SettlementExport.Paid;
import org.openyibao.server.settlement.SettlementExport.Selection;
import org.openyibao.server.settlement.SettlementExport.Share;
import org.openyibao.server.settlement.SettlementExport.Span;
import org.springframework.stereotype.Component;

/// A door of the room: what an institution settled, by whether it applied to be paid for it (已申报、未申报), and what a
/// pharmacy is to be paid. By the time of settlement, reversals taken off. An application that was rejected or
/// withdrawn counts for none. Changes nothing.
@Component
public class Declarations {

    private final Requests requests;
    private final Enrolment enrolment;
    private final ApplicationStore applications = new ApplicationStore();

    Declarations(Requests requests, Enrolment enrolment) {
        this.requests = requests;
        this.enrolment = enrolment;
    }

    /// Settlements of one kind of care, and of one scheme or all, of whole months (inclusive).
    public record Asked(
            String institution,
            VisitKind kind,
            Optional<Scheme> scheme,
            YearMonth from,
            YearMonth to,
            boolean declared) {

        private Selection selection(List<Span> spans, Optional<String> visit) {
            return new Selection(
                    institution,
                    Optional.of(kind),
                    scheme,
                    visit,
                    from.atDay(1),
                    to.atEndOfMonth(),
                    spans,
                    Optional.of(declared));
        }
    }

    /// Sums of what was applied for together, by the application; or of what nobody applied for, by month. `persons`
    /// are settlements less reversals; total = funds + account + cash.
    public record Totals(
            Optional<String> application,
            LocalDate from,
            LocalDate to,
            long persons,
            Fen total,
            Fen funds,
            Fen account,
            Fen cash) {}

    /// Some of `all` that there are.
    public record Found<T>(List<T> some, long all) {}

    /// A settlement and its person, as insured on the day of service.
    public record Listed(Line line, Person person, Participation participation) {}

    /// What a payer pays for a settlement, and the person.
    public record Payable(Paid paid, Person person) {}

    /// What was settled in all, what of it is to be paid by funds and accounts, and what of that was applied for.
    public record Account(Fen total, Fen payable, Fen declared) {}

    /// Applications with days in the months asked for, the first first; or the months with settlements that nobody
    /// applied for.
    public List<Totals> totals(Asked asked) {
        return requests.read(connection -> {
            if (asked.declared()) {
                return active(
                                connection,
                                asked.institution(),
                                asked.from().atDay(1),
                                asked.to().atEndOfMonth())
                        .stream()
                        .filter(each -> each.asked().kind() == asked.kind()
                                && (asked.scheme().isEmpty()
                                        || each.asked().scheme().equals(asked.scheme())))
                        .map(Declarations::totals)
                        .toList();
            }
            return SettlementExport.months(connection, asked.selection(spans(connection, asked), Optional.empty()))
                    .stream()
                    .map(Declarations::totals)
                    .toList();
        });
    }

    private static Totals totals(Application application) {
        var asked = application.asked();
        return new Totals(
                Optional.of(application.id()),
                asked.from(),
                asked.to(),
                application.persons(),
                asked.total(),
                asked.funds(),
                asked.account(),
                asked.cash());
    }

    private static Totals totals(Month month) {
        return new Totals(
                Optional.empty(),
                month.month().atDay(1),
                month.month().atEndOfMonth(),
                month.persons(),
                month.total(),
                month.funds(),
                month.account(),
                month.cash());
    }

    /// Settlement by settlement: at most `most`, after the first `offset`.
    public Found<Listed> lines(Asked asked, long offset, int most) {
        return requests.read(connection -> {
            var selection = asked.selection(spans(connection, asked), Optional.empty());
            var lines = SettlementExport.lines(connection, selection, offset, most);
            var persons = persons(connection, lines.stream().map(Line::person).toList());
            var listed = lines.stream()
                    .map(line -> {
                        var enrolled = of(persons, line.person());
                        return new Listed(
                                line,
                                enrolled.person(),
                                enrolled.nearest(line.scheme(), line.day())
                                        .orElseThrow(() -> new IllegalStateException(
                                                "the participation of a settlement is gone")));
                    })
                    .toList();
            return new Found<>(listed, SettlementExport.count(connection, selection));
        });
    }

    /// What each payer pays; of one visit, where one is asked for.
    public List<Share> shares(Asked asked, Optional<String> visit) {
        return requests.read(
                connection -> SettlementExport.shares(connection, asked.selection(spans(connection, asked), visit)));
    }

    /// What payers pay an institution for what it settled on a day: at most `most`, after the first `offset`.
    public Found<Payable> payable(String institution, LocalDate day, long offset, int most) {
        return requests.read(connection -> {
            var selection = everything(connection, institution, day, day, Optional.empty());
            var paid = SettlementExport.paid(connection, selection, offset, most);
            var persons = persons(connection, paid.stream().map(Paid::person).toList());
            var payable = paid.stream()
                    .map(one -> new Payable(one, of(persons, one.person()).person()))
                    .toList();
            return new Found<>(payable, SettlementExport.countPaid(connection, selection));
        });
    }

    /// What it comes to from a day to another (inclusive).
    public Account account(String institution, LocalDate from, LocalDate to) {
        return requests.read(connection -> {
            var all = SettlementExport.months(
                    connection, everything(connection, institution, from, to, Optional.empty()));
            var declared = SettlementExport.months(
                    connection, everything(connection, institution, from, to, Optional.of(true)));
            return new Account(
                    all.stream().map(Month::total).reduce(Fen.ZERO, Fen::plus), payable(all), payable(declared));
        });
    }

    private static Fen payable(List<Month> months) {
        return months.stream().map(month -> month.funds().plus(month.account())).reduce(Fen.ZERO, Fen::plus);
    }

    private Selection everything(
            Connection connection, String institution, LocalDate from, LocalDate to, Optional<Boolean> declared)
            throws SQLException {
        return new Selection(
                institution,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                from,
                to,
                spans(active(connection, institution, from, to)),
                declared);
    }

    private List<Span> spans(Connection connection, Asked asked) throws SQLException {
        return spans(active(
                connection,
                asked.institution(),
                asked.from().atDay(1),
                asked.to().atEndOfMonth()));
    }

    private static List<Span> spans(List<Application> applications) {
        return applications.stream()
                .map(Application::asked)
                .map(asked -> new Span(asked.scheme(), asked.kind(), asked.from(), asked.to()))
                .toList();
    }

    private List<Application> active(Connection connection, String institution, LocalDate from, LocalDate to)
            throws SQLException {
        return applications.of(connection, institution, from, to).stream()
                .filter(each -> each.isOpen() || each.state() == Application.Kind.APPROVED)
                .toList();
    }

    private Map<String, Enrolled> persons(Connection connection, List<String> numbers) throws SQLException {
        return numbers.isEmpty() ? Map.of() : enrolment.byNumbers(connection, new HashSet<>(numbers));
    }

    private static Enrolled of(Map<String, Enrolled> persons, String number) {
        return Optional.ofNullable(persons.get(number))
                .orElseThrow(() -> new IllegalStateException("the person of a settlement is not registered"));
    }
}

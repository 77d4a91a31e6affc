package org.openyibao.server.facility;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// The door of the room. Of refusals the fields are `code`, `name` and `until`.
@Component
public class Facility {

    /// How many reports [#reports] gives at most.
    public static final int MOST_REPORTS = 1_000;

    private final Requests requests;
    private final Clock clock;
    private final FacilityStore store;
    private final ReportStore reports = new ReportStore();

    Facility(Requests requests, Clock clock, DataKeys keys) {
        store = new FacilityStore(keys);
        this.requests = requests;
        this.clock = clock;
    }

    /// Adds departments of one institution, all or none, whose codes it does not have yet.
    public Answer add(Once<List<Department>> once, List<Department> departments) {
        return requests.perform(once, connection -> {
            var codes = new HashSet<String>();
            for (var each : departments) {
                var wrong = backwards(each);
                if (wrong.isPresent()) {
                    return Result.refused(wrong.get());
                }
                if (!codes.add(each.code())) {
                    return Result.refused(Refusal.conflict(
                            "CODE_TWICE",
                            "code",
                            new Text("各行不同的科室编码", "a code that no other row has"),
                            Text.same(each.code())));
                }
            }
            var held = store.locked(connection, departments.getFirst().institution(), codes);
            if (!held.isEmpty()) {
                return Result.refused(Refusal.conflict(
                        "KNOWN_DEPARTMENT",
                        "code",
                        new Text("本机构尚未上传的科室编码（已有的用 3402 变更）", "a code that the institution has not uploaded"),
                        Text.same(held.keySet().stream().sorted().findFirst().orElseThrow())));
            }
            store.save(connection, departments, clock.instant());
            return Result.done(departments);
        });
    }

    /// Says otherwise what is kept of a department.
    public Answer change(Once<Department> once, Department department) {
        return requests.perform(once, connection -> {
            var wrong = backwards(department);
            if (wrong.isPresent()) {
                return Result.refused(wrong.get());
            }
            var codes = List.of(department.code());
            if (store.locked(connection, department.institution(), codes).isEmpty()) {
                return Result.refused(unknown(department.code()));
            }
            store.save(connection, List.of(department), clock.instant());
            return Result.done(department);
        });
    }

    /// Withdraws a department of that code and name.
    public Answer withdraw(Once<Department> once, String institution, String code, String name) {
        return requests.perform(once, connection -> {
            var held = Optional.ofNullable(
                    store.locked(connection, institution, List.of(code)).get(code));
            if (held.isEmpty()) {
                return Result.refused(unknown(code));
            }
            if (!held.get().name().equals(name)) {
                return Result.refused(Refusal.badInput(
                        "WRONG_VALUE",
                        "name",
                        new Text(
                                "该科室的名称 " + held.get().name(),
                                "the department's name, " + held.get().name()),
                        Text.same(name)));
            }
            store.withdraw(connection, held.get(), clock.instant());
            return Result.done(held.get());
        });
    }

    private static Optional<Refusal> backwards(Department department) {
        return department
                .until()
                .filter(department.from()::isAfter)
                .map(until -> Refusal.badInput(
                        "WRONG_VALUE",
                        "until",
                        new Text("不早于开始时间 " + department.from(), "a time not before the first, " + department.from()),
                        Text.same(until.toString())));
    }

    private static Refusal unknown(String code) {
        return Refusal.unknown(
                "UNKNOWN_DEPARTMENT",
                "code",
                new Text("本机构已上传、未撤销的科室编码", "the code of a department that was uploaded and not withdrawn"),
                code);
    }

    /// The departments of an institution that were not withdrawn, by code.
    public List<Department> departments(String institution) {
        return requests.read(connection -> store.departments(connection, institution));
    }

    /// Adds or replaces who works where, by institution and code.
    public void saveStaff(List<Member> members) {
        requests.always(connection -> {
            store.saveStaff(connection, members);
            return members.size();
        });
    }

    /// Who works at an institution in a profession, by code.
    public List<Member> staff(String institution, String kind) {
        return requests.read(connection -> store.staff(connection, institution, kind));
    }

    /// Adds reports, or replaces those of the same institution and number with all their items.
    public void saveReports(List<Report> saved) {
        requests.always(connection -> {
            reports.save(connection, saved);
            return saved.size();
        });
    }

    /// The reports of a person that are wanted, wherever they were made out, newest first, without their items: at most
    /// [#MOST_REPORTS].
    public List<Report> reports(String person, Report.Wanted wanted) {
        return requests.read(connection -> reports.reports(connection, person, wanted, MOST_REPORTS));
    }

    /// A report of a person that an institution made out, with its items.
    public Optional<Report> report(String person, String institution, String number) {
        return requests.read(connection -> reports.report(connection, person, institution, number));
    }
}

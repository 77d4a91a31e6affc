package org.openyibao.server.enrolment;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// Decides what becomes of a person's participations: which are opened, changed or ended, or why none is.
final class Edits {

    static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    /// Nobody registers further ahead than the next year's enrolment.
    private static final int MOST_YEARS_AHEAD = 1;

    private static final Set<Status> OF_RESIDENTS =
            EnumSet.of(Status.ADULT, Status.CHILD, Status.STUDENT, Status.NEWBORN);

    /// A participation as it was, if it was there, and as it becomes.
    record Edit(Change.Kind kind, Optional<Participation> before, Participation after) {}

    private final Enrolled enrolled;
    private final LocalDate today;

    Edits(Enrolled enrolled, LocalDate today) {
        this.enrolled = enrolled;
        this.today = today;
    }

    /// `field`: the name of the field that gave the first day.
    Result<List<Edit>> open(
            Scheme scheme, LocalDate from, LocalDate to, Optional<LocalDate> insuredSince, Terms terms, String field) {
        var opened = terms.in(scheme, enrolled.person().number(), from, to, insuredSince.orElse(from));
        return refused(opened, field)
                .or(() -> overlap(opened, Optional.empty(), field))
                .<Result<List<Edit>>>map(Result::refused)
                .orElseGet(() -> Result.done(List.of(new Edit(Change.Kind.OPENED, Optional.empty(), opened))));
    }

    /// From its own first day on: it never was otherwise. From a later day on: another participation begins.
    Result<List<Edit>> change(
            Scheme scheme, LocalDate first, LocalDate from, Optional<LocalDate> insuredSince, Terms terms) {
        var found = find(scheme, first);
        if (found.isEmpty()) {
            return Result.refused(unknown(scheme, first));
        }
        var before = found.get();
        if (!before.holdsOn(from)) {
            return Result.refused(wrong(
                    "from",
                    "该参保期间 " + before.validFrom() + " 至 " + before.validTo() + " 内的日期",
                    "a day of the participation, " + before.validFrom() + " to " + before.validTo(),
                    from));
        }
        var after =
                terms.in(scheme, before.person(), from, before.validTo(), insuredSince.orElse(before.insuredSince()));
        var refusal = refused(after, "from");
        if (refusal.isPresent()) {
            return Result.refused(refusal.get());
        }
        if (from.equals(before.validFrom())) {
            return Result.done(List.of(new Edit(Change.Kind.CHANGED, found, after)));
        }
        return Result.done(List.of(
                new Edit(Change.Kind.CHANGED, found, before.until(from.minusDays(1))),
                new Edit(Change.Kind.CHANGED, Optional.empty(), after)));
    }

    /// `lastDay` may be later than the one before, and [#NO_END].
    Result<List<Edit>> end(Scheme scheme, LocalDate first, LocalDate lastDay) {
        var found = find(scheme, first);
        if (found.isEmpty()) {
            return Result.refused(unknown(scheme, first));
        }
        if (lastDay.isBefore(first)) {
            return Result.refused(wrong("lastDay", "不早于 " + first + " 的日期", "a date not before " + first, lastDay));
        }
        var ended = found.get().until(lastDay);
        return overlap(ended, found, "lastDay")
                .<Result<List<Edit>>>map(Result::refused)
                .orElseGet(() -> Result.done(List.of(new Edit(Change.Kind.ENDED, found, ended))));
    }

    /// Every participation that lasts longer ends with `lastDay`, or on its first day if that is later.
    List<Edit> endAll(LocalDate lastDay) {
        return enrolled.participations().stream()
                .filter(part -> part.validTo().isAfter(lastDay))
                .map(part -> new Edit(
                        Change.Kind.ENDED,
                        Optional.of(part),
                        part.until(lastDay.isBefore(part.validFrom()) ? part.validFrom() : lastDay)))
                .toList();
    }

    /// Ends one participation and opens another in a region or scheme elsewhere; in the same scheme the first day
    /// ever in it goes along.
    Result<List<Edit>> move(Scheme scheme, LocalDate first, LocalDate lastDay, Changes.Destination to) {
        var found = find(scheme, first);
        if (found.isEmpty()) {
            return Result.refused(unknown(scheme, first));
        }
        var before = found.get();
        if (to.scheme() == scheme && to.terms().region().equals(before.region())) {
            return Result.refused(wrong(
                    "to.region",
                    before.region() + " 以外的统筹区（险种不变时）",
                    "another region than " + before.region() + " where the scheme is the same",
                    to.terms().region()));
        }
        if (!before.holdsOn(lastDay)) {
            return Result.refused(wrong(
                    "lastDay",
                    "该参保期间 " + before.validFrom() + " 至 " + before.validTo() + " 内的日期",
                    "a day of the participation, " + before.validFrom() + " to " + before.validTo(),
                    lastDay));
        }
        if (!to.from().isAfter(lastDay)) {
            return Result.refused(wrong("to.from", "晚于 " + lastDay + " 的日期", "a date after " + lastDay, to.from()));
        }
        var left = before.until(lastDay);
        var since = to.insuredSince()
                .or(() -> to.scheme() == scheme ? Optional.of(before.insuredSince()) : Optional.empty());
        return switch (new Edits(enrolled.with(before, left), today)
                .open(to.scheme(), to.from(), NO_END, since, to.terms(), "to.from")) {
            case Result.Refused<List<Edit>> refused -> refused;
            case Result.Done<List<Edit>>(var opened) ->
                Result.done(List.of(
                        new Edit(Change.Kind.MOVED, found, left),
                        new Edit(
                                Change.Kind.MOVED,
                                Optional.empty(),
                                opened.getFirst().after())));
        };
    }

    private Optional<Participation> find(Scheme scheme, LocalDate first) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() == scheme && part.validFrom().equals(first))
                .findFirst();
    }

    private static Refusal unknown(Scheme scheme, LocalDate first) {
        return Refusal.unknown(
                "UNKNOWN_PARTICIPATION",
                "first",
                new Text(
                        "该人员参加" + scheme.chinese() + "的起始日",
                        "the first day of a participation in the scheme " + scheme),
                first.toString());
    }

    private Optional<Refusal> refused(Participation part, String field) {
        var path = field.substring(0, field.lastIndexOf('.') + 1);
        var born = enrolled.person().birth();
        var last = enrolled.died().orElse(today.plusYears(MOST_YEARS_AHEAD));
        var from = part.validFrom();
        if (from.isBefore(born) || from.isAfter(last)) {
            return Optional.of(wrong(field, born + " 至 " + last + " 的日期", "a date from " + born + " to " + last, from));
        }
        if (part.validTo().isBefore(from)) {
            return Optional.of(wrong(path + "to", "不早于 " + from + " 的日期", "a date not before " + from, part.validTo()));
        }
        var since = part.insuredSince();
        if (since.isBefore(born) || since.isAfter(from)) {
            return Optional.of(wrong(
                    path + "insuredSince", born + " 至 " + from + " 的日期", "a date from " + born + " to " + from, since));
        }
        return OF_RESIDENTS.contains(part.status()) == (part.scheme() == Scheme.RESIDENT)
                ? Optional.empty()
                : Optional.of(wrong(
                        path + "status",
                        part.scheme().chinese() + "的人员类别",
                        "a status of the scheme " + part.scheme(),
                        part.status()));
    }

    /// Nobody is in a scheme twice on one day. `itself`: as it is now.
    private Optional<Refusal> overlap(Participation part, Optional<Participation> itself, String field) {
        return enrolled.participations().stream()
                .filter(other -> other.scheme() == part.scheme()
                        && itself.filter(other::equals).isEmpty()
                        && !other.validFrom().isAfter(part.validTo())
                        && !other.validTo().isBefore(part.validFrom()))
                .findFirst()
                .map(other -> Refusal.conflict(
                        "INSURED_ALREADY",
                        field,
                        new Text(
                                "不与已有参保期间 " + other.validFrom() + " 至 " + other.validTo() + " 重叠的日期",
                                "days outside the participation of " + other.validFrom() + " to " + other.validTo()),
                        Text.same(part.validFrom() + " – " + part.validTo())));
    }

    private static Refusal wrong(String field, String zh, String en, Object got) {
        return Refusal.badInput("WRONG_VALUE", field, new Text(zh, en), Text.same(got.toString()));
    }
}

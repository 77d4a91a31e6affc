package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.Registry;

/// Decides what the commands about stays change (住院). A stay is open, ended or settled: lines come and go while it is
/// open, it is settled when it has ended, and each step is taken back before the one ahead of it. What an interim
/// settlement settled while it was open stays as it is until that is reversed.
final class StayChanges {

    /// In place of the batch: a stay has none.
    static final String NO_BATCH = "";

    /// A quantity of one.
    private static final long ONE = 10_000;

    private final Registry registry;
    private final VisitChanges visits;
    private final Ids ids;

    StayChanges(Registry registry, VisitChanges visits, Ids ids) {
        this.registry = registry;
        this.visits = visits;
        this.ids = ids;
    }

    Effect admit(Command.Admit command, Gathered gathered, String message, LocalDateTime now) {
        if (gathered.enrolled().isEmpty()) {
            return Effect.refused(VisitChanges.unknownPerson(command.person()));
        }
        var day = command.admittedAt().toLocalDate();
        var insured = gathered.enrolled().get().participations().stream()
                .anyMatch(part -> part.scheme() == command.scheme() && part.holdsOn(day));
        if (!insured) {
            return Effect.refused(VisitChanges.notInsured(command.scheme().chinese(), day));
        }
        var institution = registry.institution(command.institution(), day);
        if (institution.isEmpty()) {
            return Effect.refused(VisitChanges.unknownInstitution(command.institution()));
        }
        if (institution.get().kind() == InstitutionKind.PHARMACY) {
            return Effect.refused(Refusal.of(
                    Field.INSTITUTION,
                    "可以住院的医疗机构",
                    "an institution with beds",
                    institution.get().kind().chinese()));
        }
        var refusal = notYet(Field.ADMITTED, day, now.toLocalDate())
                .or(() -> others(gathered, "")
                        .filter(stay -> stay.dischargedAt().isEmpty())
                        .findFirst()
                        .map(StayChanges::inHospital))
                .or(() -> beginsWithin(gathered, "", day));
        if (refusal.isPresent()) {
            return Effect.refused(refusal.get());
        }
        var id = ids.nextText();
        return Effect.visit(
                new Outcome.Opened(id),
                new VisitRecord(
                        command.person(),
                        id,
                        command.institution(),
                        command.scheme(),
                        command.admittedAt(),
                        command.number(),
                        command.category(),
                        command.diseaseCode(),
                        command.diseaseName(),
                        false,
                        command.details(),
                        Optional.of(new VisitRecord.Inpatient(command.emergency(), Optional.empty(), "", message))));
    }

    Effect change(Command.ChangeAdmission command, Gathered gathered, LocalDateTime now) {
        return onOpenStay(gathered, command.institution(), command.visit(), visit -> {
            var admittedAt = command.admittedAt().orElse(visit.openedAt());
            var day = admittedAt.toLocalDate();
            var refusal = notYet(Field.ADMITTED, day, now.toLocalDate())
                    .or(() -> beginsWithin(gathered, visit.id(), day))
                    .or(() -> new Charges(gathered.uploads())
                            .first()
                            .filter(day::isAfter)
                            .map(first -> Refusal.of(
                                    Field.ADMITTED,
                                    "不晚于首条费用日期 " + first + " 的入院时间",
                                    "an admission not after the first fee line, " + first,
                                    day)));
            if (refusal.isPresent()) {
                return Effect.refused(refusal.get());
            }
            var parts = gathered.parts();
            if (!parts.isEmpty() && !day.equals(visit.openedAt().toLocalDate())) {
                return Effect.refused(settledInPart(
                        Field.ADMITTED,
                        "中途结算所按的入院日期 " + visit.openedAt().toLocalDate(),
                        "the admission by which it was settled in part, "
                                + visit.openedAt().toLocalDate(),
                        day.toString()));
            }
            var category = command.category().orElse(visit.category());
            if (!parts.isEmpty() && !category.equals(visit.category())) {
                return Effect.refused(settledInPart(
                        Field.CATEGORY,
                        "中途结算所按的医疗类别 " + visit.category(),
                        "the class of care by which it was settled in part, " + visit.category(),
                        category));
            }
            var before = visit.inpatient().orElseThrow();
            var same = command.diseaseCode().isEmpty();
            return Effect.visit(
                    new Outcome.Done(),
                    new VisitRecord(
                            visit.person(),
                            visit.id(),
                            visit.institution(),
                            visit.scheme(),
                            admittedAt,
                            command.number().orElse(visit.number()),
                            category,
                            same ? visit.diseaseCode() : command.diseaseCode(),
                            same ? visit.diseaseName() : command.diseaseName(),
                            false,
                            command.details().apply(visit.details()),
                            Optional.of(new VisitRecord.Inpatient(
                                    command.category().isPresent() ? command.emergency() : before.emergency(),
                                    Optional.empty(),
                                    "",
                                    before.openedBy()))));
        });
    }

    private static Refusal settledInPart(Field field, String zh, String en, String got) {
        return Refusal.of(field, zh + "（先撤销结算）", en + " (reverse that first)", got);
    }

    Effect cancel(Command.CancelAdmission command, Gathered gathered) {
        return onOpenStay(gathered, command.institution(), command.visit(), visit -> {
            var parts = gathered.parts();
            if (!parts.isEmpty()) {
                return Effect.refused(settled(visit, parts.getLast()));
            }
            var lines = gathered.uploads().stream()
                    .mapToInt(upload -> upload.lines().size())
                    .sum();
            return command.evenCharged() || lines == 0
                    ? Effect.visit(new Outcome.Done(), visit.cancelledNow())
                    : Effect.refused(Refusal.of(
                            Field.VISIT,
                            "没有费用明细的住院就诊ID（先撤销费用明细）",
                            "the id of a stay without fee lines (withdraw those first)",
                            visit.id() + "（" + lines + " 行费用明细）"));
        });
    }

    /// The stay that a message of the institution opened.
    static Optional<VisitRecord> admittedBy(List<VisitRecord> stays, String institution, String message) {
        return stays.stream()
                .filter(stay -> stay.institution().equals(institution)
                        && stay.inpatient()
                                .filter(open -> open.openedBy().equals(message))
                                .isPresent())
                .findFirst();
    }

    static Effect undoAdmission(VisitRecord stay, Gathered gathered) {
        if (stay.cancelled()) {
            return Effect.nothing(new Outcome.Done());
        }
        var parts = gathered.parts();
        if (!parts.isEmpty()) {
            return Effect.refused(settled(stay, parts.getLast()));
        }
        return stay.dischargedAt().isPresent()
                ? Effect.refused(ended(stay))
                : Effect.visit(new Outcome.Done(), stay.cancelledNow());
    }

    Effect discharge(Command.Discharge command, Gathered gathered, LocalDateTime now) {
        return onOpenStay(gathered, command.institution(), command.visit(), visit -> {
            if (visit.scheme() != command.scheme()) {
                return Effect.refused(SettlementChanges.otherScheme(visit, command.scheme()));
            }
            var refusal = wrongEnd(command.dischargedAt(), visit, gathered, now);
            if (refusal.isPresent()) {
                return Effect.refused(refusal.get());
            }
            var same = command.diseaseCode().isEmpty();
            return Effect.visit(
                    new Outcome.Done(),
                    visit.discharged(
                            Optional.of(command.dischargedAt()),
                            command.details(),
                            same ? visit.diseaseCode() : command.diseaseCode(),
                            same ? visit.diseaseName() : command.diseaseName()));
        });
    }

    /// A stay as it ends with its settlement, for the disease that it was for.
    static Effect ending(
            Gathered gathered, Command.SettleStay command, LocalDateTime now, VisitChanges.OnVisit settlement) {
        return onOpenStay(
                gathered,
                command.institution(),
                command.visit(),
                visit -> wrongEnd(command.discharged().orElseThrow(), visit, gathered, now)
                        .map(Effect::refused)
                        .orElseGet(() -> settlement.apply(visit.discharged(
                                command.discharged(),
                                command.terms().details(),
                                visit.diseaseCode(),
                                visit.diseaseName()))));
    }

    private static Optional<Refusal> wrongEnd(
            LocalDateTime end, VisitRecord visit, Gathered gathered, LocalDateTime now) {
        if (end.isBefore(visit.openedAt())) {
            return Optional.of(Refusal.of(
                    Field.DISCHARGED,
                    "不早于入院时间 " + visit.openedAt().toLocalDate() + " "
                            + visit.openedAt().toLocalTime(),
                    "a time not before the admission, " + visit.openedAt(),
                    end));
        }
        var day = end.toLocalDate();
        return notYet(Field.DISCHARGED, day, now.toLocalDate())
                .or(() -> new Charges(gathered.uploads())
                        .last()
                        .filter(day::isBefore)
                        .map(last -> Refusal.of(
                                Field.DISCHARGED,
                                "不早于末条费用日期 " + last + " 的出院时间",
                                "a discharge not before the last fee line, " + last,
                                day)))
                .or(() -> lastPart(gathered)
                        .filter(day::isBefore)
                        .map(last -> Refusal.of(
                                Field.DISCHARGED,
                                "不早于中途结算日期 " + last + " 的出院时间",
                                "a discharge not before the interim settlement, " + last,
                                day)))
                .or(() -> others(gathered, visit.id())
                        .filter(other -> other.openedAt().toLocalDate().isBefore(day)
                                && !other.openedAt()
                                        .toLocalDate()
                                        .isBefore(visit.openedAt().toLocalDate()))
                        .findFirst()
                        .map(other -> Refusal.of(
                                Field.DISCHARGED,
                                "不晚于下次入院日期 " + other.openedAt().toLocalDate(),
                                "a day not after the next admission, "
                                        + other.openedAt().toLocalDate(),
                                day)));
    }

    private static Optional<LocalDate> lastPart(Gathered gathered) {
        return gathered.parts().stream()
                .flatMap(part -> part.stay().stream())
                .map(SettlementRef.OfStay::day)
                .max(Comparator.naturalOrder());
    }

    Effect undoDischarge(Command.UndoDischarge command, Gathered gathered) {
        return onStay(gathered, command.institution(), command.visit(), visit -> {
            if (visit.dischargedAt().isEmpty()) {
                return Effect.refused(Refusal.of(
                        Field.VISIT, "已办理出院的住院就诊ID", "the id of a stay that has ended", visit.id() + "（在院）"));
            }
            var other = others(gathered, visit.id())
                    .filter(stay ->
                            stay.dischargedAt().isEmpty() || !stay.openedAt().isBefore(visit.openedAt()))
                    .findFirst();
            return other.isPresent()
                    ? Effect.refused(inHospital(other.get()))
                    : Effect.visit(
                            new Outcome.Done(),
                            visit.discharged(Optional.empty(), "", visit.diseaseCode(), visit.diseaseName()));
        });
    }

    Effect charge(Command.Charge command, Gathered gathered, LocalDateTime now) {
        return onOpenStay(gathered, command.institution(), command.visit(), visit -> {
            var region = registry.institution(command.institution(), now.toLocalDate());
            if (region.isEmpty()) {
                return Effect.refused(VisitChanges.unknownInstitution(command.institution()));
            }
            visits.prepare(region.get().region(), command.items());
            var serials = new HashSet<>(gathered.usedSerials());
            var charges = new Charges(gathered.uploads());
            var taken = new ArrayList<SplitItem>(command.items().size());
            for (var item : command.items()) {
                if (!serials.add(item.serial())) {
                    return Effect.refused(VisitChanges.usedSerial(item.serial()));
                }
                var refusal = wrongDay(item, visit, now.toLocalDate());
                if (refusal.isPresent()) {
                    return Effect.refused(refusal.get());
                }
                var settledBy =
                        item.isReturn() ? settledIn(gathered, item.takesBack()) : Optional.<SettlementRef>empty();
                if (settledBy.isPresent()) {
                    return Effect.refused(Refusal.of(
                            Field.LINE_TAKES_BACK,
                            "未结算的费用明细流水号（先撤销结算 " + settledBy.get().id() + "）",
                            "the serial of a line that is not settled (reverse "
                                    + settledBy.get().id() + " first)",
                            item.takesBack() + "（费用明细 " + item.serial() + "）"));
                }
                var split = item.isReturn()
                        ? takenBack(region.get().region(), item, charges)
                        : visits.split(region.get().region(), List.of(item));
                if (split.refusal().isPresent()) {
                    return Effect.refused(split.refusal().get());
                }
                var line = split.items().getFirst();
                charges.add(item.serial(), item.code(), line.line(), charge(item));
                taken.add(line);
            }
            return Effect.upload(new Outcome.FeesTaken(List.copyOf(taken)), upload(command, taken));
        });
    }

    /// The settlement that stands and settled a line.
    private static Optional<SettlementRef> settledIn(Gathered gathered, String serial) {
        return Charges.upload(gathered.uploads(), serial)
                .flatMap(upload -> gathered.parts().stream()
                        .filter(part -> part.settles(upload))
                        .findFirst());
    }

    private static FeeUpload.Charge charge(FeeItem item) {
        return new FeeUpload.Charge(item.day(), item.quantity(), item.takesBack());
    }

    private FeeUpload upload(Command.Charge command, List<SplitItem> items) {
        return new FeeUpload(
                command.person(),
                command.visit(),
                ids.next(),
                NO_BATCH,
                false,
                items.stream().map(split -> split.item().serial()).toList(),
                items.stream().map(split -> split.item().code()).toList(),
                items.stream().map(SplitItem::line).toList(),
                items.stream().map(split -> charge(split.item())).toList(),
                command.details());
    }

    private static Optional<Refusal> wrongDay(FeeItem item, VisitRecord visit, LocalDate today) {
        var first = visit.openedAt().toLocalDate();
        return item.day().isBefore(first) || item.day().isAfter(today)
                ? Optional.of(Refusal.of(
                        Field.LINE_DAY,
                        "入院日 " + first + " 至今天 " + today + " 的日期",
                        "a day from the admission, " + first + ", to today, " + today,
                        item.day() + "（费用明细 " + item.serial() + "）"))
                : Optional.empty();
    }

    /// Of a line no more is taken back than is left of it; who takes all that is left takes its whole amount, so that
    /// nothing is left of that either.
    private VisitChanges.Split takenBack(String region, FeeItem item, Charges charges) {
        var found = charges.of(item.takesBack());
        if (found.isEmpty()) {
            return refused(Refusal.of(
                    Field.LINE_TAKES_BACK,
                    "本次住院已上传且未撤销的费用明细流水号",
                    "the serial of a line of this stay that was charged and not withdrawn",
                    item.takesBack() + "（费用明细 " + item.serial() + "）"));
        }
        var charged = found.get();
        if (!charged.code().equals(item.code())) {
            return refused(Refusal.of(
                    Field.LINE_CODE,
                    "与被退费用明细相同的编码 " + charged.code(),
                    "the code of the line taken back, " + charged.code(),
                    item.code() + "（费用明细 " + item.serial() + "）"));
        }
        var back = -item.quantity();
        if (back > charged.quantity()) {
            return refused(Refusal.of(
                    Field.LINE_QUANTITY,
                    "不超过未退数量的退费数量（未退 " + quantity(charged.quantity()) + "）",
                    "no more than what is left of the line, " + quantity(charged.quantity()),
                    quantity(item.quantity()) + "（费用明细 " + item.serial() + "）"));
        }
        var amount = item.amount().negated();
        var all = back == charged.quantity();
        var off = Math.abs(item.priced().minus(amount).value());
        if (all ? !amount.equals(charged.amount()) : off > 1 || amount.compareTo(charged.amount()) > 0) {
            var expected = all ? charged.amount() : item.priced().min(charged.amount());
            return refused(new Refusal(
                    Field.LINE_AMOUNT,
                    new Text("退费金额 " + expected.negated(), "the amount taken back, " + expected.negated()),
                    item.amount() + "（费用明细 " + item.serial() + "）"));
        }
        var entry = registry.entry(region, item.code(), charged.day());
        if (entry.isEmpty()) {
            return refused(VisitChanges.unknownCode(item, charged.day()));
        }
        var line = charged.line();
        var ceiling = line.ceiling().equals(FeeLine.NO_CEILING)
                ? FeeLine.NO_CEILING
                : entry.get().ceilingMicro().isPresent()
                        ? item.times(entry.get().ceilingMicro().getAsLong())
                        : Fen.ZERO;
        return new VisitChanges.Split(
                List.of(SplitItem.of(
                        item,
                        entry.get(),
                        new FeeLine(
                                line.name(),
                                line.category(),
                                line.grade(),
                                amount,
                                ceiling,
                                line.firstPayShare(),
                                Fen.ZERO))),
                Optional.empty());
    }

    private static VisitChanges.Split refused(Refusal refusal) {
        return new VisitChanges.Split(List.of(), Optional.of(refusal));
    }

    private static String quantity(long tenThousandths) {
        var digits = "%s%d.%04d"
                .formatted(
                        tenThousandths < 0 ? "-" : "", Math.abs(tenThousandths / ONE), Math.abs(tenThousandths % ONE));
        return digits.replaceAll("\\.?0+$", "");
    }

    Effect withdraw(Command.WithdrawCharges command, Gathered gathered) {
        return onOpenStay(gathered, command.institution(), command.visit(), visit -> {
            if (command.serial().isEmpty()) {
                return Effect.withdraw(gathered.unsettled().stream()
                        .map(FeeStore.Withdrawal::of)
                        .toList());
            }
            var serial = command.serial().get();
            var upload = Charges.upload(gathered.uploads(), serial);
            if (upload.isEmpty()) {
                return Effect.refused(Refusal.of(
                        Field.LINE_SERIAL,
                        "本次住院未撤销的费用明细流水号",
                        "the serial of a line of this stay that was not withdrawn",
                        serial));
            }
            var settledBy = settledIn(gathered, serial);
            if (settledBy.isPresent()) {
                return Effect.refused(Refusal.of(
                        Field.LINE_SERIAL,
                        "未结算的费用明细流水号（先撤销结算 " + settledBy.get().id() + "）",
                        "the serial of a line that is not settled (reverse "
                                + settledBy.get().id() + " first)",
                        serial));
            }
            var returned = new Charges(gathered.uploads())
                    .of(serial)
                    .filter(charged -> charged.returns() > 0)
                    .isPresent();
            return returned
                    ? Effect.refused(Refusal.of(
                            Field.LINE_SERIAL,
                            "没有退费的费用明细流水号（先撤销退费）",
                            "the serial of a line of which nothing was taken back (withdraw that first)",
                            serial))
                    : Effect.withdraw(List.of(FeeStore.Withdrawal.ofLine(upload.get(), serial)));
        });
    }

    /// Only a stay of the person at the institution that was neither cancelled nor settled to its end can be changed.
    static Effect onStay(Gathered gathered, String institution, String id, VisitChanges.OnVisit change) {
        return VisitChanges.onAny(gathered, institution, id, visit -> {
            if (visit.inpatient().isEmpty()) {
                return Effect.refused(Refusal.of(Field.VISIT, "住院就诊ID", "the id of a stay", id + "（门诊）"));
            }
            var whole =
                    gathered.parts().stream().filter(part -> !part.isInterim()).findFirst();
            return whole.isPresent() ? Effect.refused(settled(visit, whole.get())) : change.apply(visit);
        });
    }

    private static Refusal settled(VisitRecord visit, SettlementRef settlement) {
        return Refusal.of(
                Field.VISIT,
                "未结算的住院就诊ID（先撤销结算）",
                "the id of a stay that is not settled (reverse the settlement first)",
                visit.id() + "（已结算，结算ID " + settlement.id() + "）");
    }

    /// As [#onStay], and only while it has not ended.
    private static Effect onOpenStay(Gathered gathered, String institution, String id, VisitChanges.OnVisit change) {
        return onStay(
                gathered,
                institution,
                id,
                visit -> visit.dischargedAt().isPresent() ? Effect.refused(ended(visit)) : change.apply(visit));
    }

    private static Refusal ended(VisitRecord visit) {
        return Refusal.of(
                Field.VISIT,
                "在院的住院就诊ID（先撤销出院）",
                "the id of a stay that has not ended (undo the discharge first)",
                visit.id() + "（已出院）");
    }

    private static Optional<Refusal> notYet(Field field, LocalDate day, LocalDate today) {
        return day.isAfter(today)
                ? Optional.of(Refusal.of(field, "不晚于今天 " + today + " 的时间", "a time not after today, " + today, day))
                : Optional.empty();
    }

    /// The person's stays that count, but for one.
    private static Stream<VisitRecord> others(Gathered gathered, String id) {
        return gathered.stays().stream()
                .filter(stay -> !stay.cancelled() && !stay.id().equals(id));
    }

    private static Refusal inHospital(VisitRecord stay) {
        return Refusal.of(
                Field.PERSON,
                "没有其他住院登记的人员",
                "a person without another stay",
                stay.openedAt().toLocalDate() + " 在 " + stay.institution() + " 入院的人员");
    }

    /// Why a stay cannot begin on a day: it is amid another one. Who is discharged may be admitted on the same day.
    private static Optional<Refusal> beginsWithin(Gathered gathered, String id, LocalDate day) {
        return others(gathered, id)
                .filter(other -> !day.isBefore(other.openedAt().toLocalDate())
                        && other.dischargedAt()
                                .filter(end -> day.isBefore(end.toLocalDate()))
                                .isPresent())
                .findFirst()
                .map(other -> Refusal.of(
                        Field.ADMITTED,
                        "不早于上次出院日期 " + other.day(day),
                        "a day not before the last discharge, " + other.day(day),
                        day));
    }
}

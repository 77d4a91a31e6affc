package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Ids;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Registry;

/// Decides what the commands about visits and fee lines change.
final class VisitChanges {

    private final Registry registry;
    private final Ids ids;

    VisitChanges(Registry registry, Ids ids) {
        this.registry = registry;
        this.ids = ids;
    }

    Effect open(Command.OpenVisit command, Gathered gathered) {
        if (gathered.enrolled().isEmpty()) {
            return Effect.refused(unknownPerson(command.person()));
        }
        var day = command.openedAt().toLocalDate();
        var insured = gathered.enrolled().get().participations().stream()
                .anyMatch(part -> part.scheme() == command.scheme() && part.holdsOn(day));
        if (!insured) {
            return Effect.refused(notInsured(command.scheme().chinese(), day));
        }
        var id = ids.nextText();
        return Effect.visit(
                new Outcome.Opened(id),
                new VisitRecord(
                        command.person(),
                        id,
                        command.institution(),
                        command.scheme(),
                        command.openedAt(),
                        command.number(),
                        "",
                        "",
                        "",
                        false,
                        command.details()));
    }

    static Refusal unknownPerson(String person) {
        return Refusal.of(Field.PERSON, "已参保登记的人员编号", "the number of a registered person", person);
    }

    static Refusal notInsured(String scheme, LocalDate day) {
        return Refusal.of(Field.SCHEME, "该人员在 " + day + " 参加的险种", "a scheme the person was in on " + day, scheme);
    }

    Effect cancel(Command.CancelVisit command, Gathered gathered) {
        return onVisit(gathered, command.institution(), command.visit(), visit -> {
            if (!visit.number().equals(command.number())) {
                return Effect.refused(Refusal.of(
                        Field.VISIT_NUMBER,
                        "挂号时的住院/门诊号 " + visit.number(),
                        "the visit's number " + visit.number(),
                        command.number()));
            }
            if (gathered.settlements().stream()
                    .anyMatch(
                            settlement -> gathered.standing(settlement.batch()).isPresent())) {
                return Effect.refused(
                        Refusal.of(Field.VISIT, "没有已结算费用的就诊", "a visit without settled fees", "已结算 " + visit.id()));
            }
            return Effect.visit(new Outcome.Done(), visit.cancelledNow());
        });
    }

    Effect describe(Command.DescribeVisit command, Gathered gathered) {
        return onVisit(
                gathered,
                command.institution(),
                command.visit(),
                visit -> Effect.visit(
                        new Outcome.Done(),
                        new VisitRecord(
                                visit.person(),
                                visit.id(),
                                visit.institution(),
                                visit.scheme(),
                                command.openedAt(),
                                visit.number(),
                                command.category(),
                                command.diseaseCode(),
                                command.diseaseName(),
                                false,
                                command.details().apply(visit.details()))));
    }

    Effect upload(Command.UploadFees command, Gathered gathered) {
        return onVisit(gathered, command.institution(), command.visit(), visit -> {
            if (gathered.standing(command.batch()).isPresent()) {
                return Effect.refused(
                        Refusal.of(Field.BATCH, "未结算的收费批次号", "a batch that is not settled", command.batch() + "（已结算）"));
            }
            var serials = new HashSet<>(gathered.usedSerials());
            for (var item : command.items()) {
                if (!serials.add(item.serial())) {
                    return Effect.refused(usedSerial(item.serial()));
                }
            }
            var institution =
                    registry.institution(command.institution(), visit.openedAt().toLocalDate());
            if (institution.isEmpty()) {
                return Effect.refused(unknownInstitution(command.institution()));
            }
            var split = split(institution.get().region(), command.items());
            if (split.refusal().isPresent()) {
                return Effect.refused(split.refusal().get());
            }
            return Effect.upload(new Outcome.FeesTaken(split.items()), upload(command, split.items()));
        });
    }

    static Refusal usedSerial(String serial) {
        return Refusal.of(Field.LINE_SERIAL, "本次就诊内未用过的流水号", "a serial not used in this visit", serial);
    }

    static Refusal unknownCode(FeeItem item, LocalDate day) {
        return Refusal.of(
                Field.LINE_CODE,
                "就医地医保目录中 " + day + " 有效的编码",
                "a code of the catalogue of the place of care on " + day,
                item.code() + "（费用明细 " + item.serial() + "）");
    }

    static Refusal unknownInstitution(String code) {
        return Refusal.of(Field.INSTITUTION, "已登记的定点医药机构编号", "the code of a registered institution", code);
    }

    private FeeUpload upload(Command.UploadFees command, List<SplitItem> items) {
        return new FeeUpload(
                command.person(),
                command.visit(),
                ids.next(),
                command.batch(),
                false,
                items.stream().map(split -> split.item().serial()).toList(),
                items.stream().map(split -> split.item().code()).toList(),
                items.stream().map(SplitItem::line).toList(),
                List.of(),
                command.details());
    }

    /// Either every line with its split, or why a line cannot be taken.
    record Split(List<SplitItem> items, Optional<Refusal> refusal) {}

    Split split(String region, List<FeeItem> items) {
        prepare(region, items);
        var split = new ArrayList<SplitItem>(items.size());
        for (var item : items) {
            var refusal = refusal(item);
            if (refusal.isPresent()) {
                return new Split(List.of(), refusal);
            }
            var entry = registry.entry(region, item.code(), item.day());
            if (entry.isEmpty()) {
                return new Split(List.of(), Optional.of(unknownCode(item, item.day())));
            }
            split.add(split(item, entry.get()));
        }
        return new Split(List.copyOf(split), Optional.empty());
    }

    /// Looks all entries up at once: one by one, those of a long bill took longer than all the rest.
    void prepare(String region, List<FeeItem> items) {
        if (items.size() > 1) {
            registry.prepare(region, items.stream().map(FeeItem::code).toList());
        }
    }

    private static Optional<Refusal> refusal(FeeItem item) {
        var off = Math.abs(item.priced().minus(item.amount()).value());
        return item.amount().value() > 0 && off <= 1
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Field.LINE_AMOUNT,
                        new Text(
                                "大于 0 且等于单价×数量 " + item.priced() + "（相差不超过 0.01）",
                                "above 0 and price times quantity " + item.priced() + " (within 0.01)"),
                        item.amount() + "（费用明细 " + item.serial() + "）"));
    }

    private static SplitItem split(FeeItem item, CatalogueEntry entry) {
        return SplitItem.of(
                item,
                entry,
                new FeeLine(
                        entry.name(),
                        entry.category(),
                        grade(item, entry),
                        item.amount(),
                        entry.ceilingMicro().isPresent()
                                ? item.times(entry.ceilingMicro().getAsLong())
                                : FeeLine.NO_CEILING,
                        entry.firstPay(),
                        Fen.ZERO));
    }

    /// A limited item is in scope only where its conditions are met; any item may be declared own expense.
    private static Grade grade(FeeItem item, CatalogueEntry entry) {
        return switch (item.approval()) {
            case OWN_EXPENSE -> Grade.EXCLUDED;
            case MET -> entry.grade();
            case NONE -> entry.limited() ? Grade.EXCLUDED : entry.grade();
        };
    }

    Effect withdraw(Command.WithdrawFees command, Gathered gathered) {
        return onVisit(gathered, command.institution(), command.visit(), visit -> {
            var unsettled = gathered.uploads().stream()
                    .filter(upload -> gathered.standing(upload.batch()).isEmpty())
                    .toList();
            if (command.batch().isPresent() && unsettled.isEmpty()) {
                return Effect.refused(Refusal.of(
                        Field.BATCH,
                        "有未结算费用明细的收费批次号",
                        "a batch with unsettled lines",
                        command.batch().get()));
            }
            return Effect.withdraw(
                    unsettled.stream().map(FeeStore.Withdrawal::of).toList());
        });
    }

    /// Changes nothing that decisions rest on, and so is free whatever became of the visit.
    Effect memo(Command.Memo command, Gathered gathered) {
        return onAny(gathered, command.institution(), command.visit(), visit -> {
            var upload = Charges.upload(gathered.uploads(), command.serial());
            if (upload.isEmpty()) {
                return Effect.refused(Refusal.of(
                        Field.LINE_NOTED,
                        "本次就诊未撤销的费用明细流水号",
                        "the serial of a line of this visit that was not withdrawn",
                        command.serial()));
            }
            var code = upload.get().codes().get(upload.get().serials().indexOf(command.serial()));
            return code.equals(command.code())
                    ? Effect.memo(new FeeStore.Memo(
                            command.person(), command.visit(), upload.get().id(), command.serial(), command.memo()))
                    : Effect.refused(Refusal.of(
                            Field.LINE_CODE, "该费用明细的编码 " + code, "the code of the line, " + code, command.code()));
        });
    }

    interface OnVisit {
        Effect apply(VisitRecord visit);
    }

    /// Only a visit of the person at the institution that is no stay and was not cancelled can be changed.
    static Effect onVisit(Gathered gathered, String institution, String id, OnVisit change) {
        return onAny(
                gathered, institution, id, visit -> visit.inpatient().isPresent() ? isStay(id) : change.apply(visit));
    }

    private static Effect isStay(String id) {
        return Effect.refused(Refusal.of(Field.VISIT, "门诊就诊ID", "the id of a visit that is no stay", id + "（住院）"));
    }

    static Effect onAny(Gathered gathered, String institution, String id, OnVisit change) {
        var visit = gathered.visit().filter(found -> found.institution().equals(institution));
        if (visit.isEmpty()) {
            return Effect.refused(Refusal.of(Field.VISIT, "该人员在本机构的就诊ID", "the id of a visit of the person here", id));
        }
        if (visit.get().cancelled()) {
            return Effect.refused(Refusal.of(Field.VISIT, "未撤销的就诊ID", "a visit not cancelled", id + "（已撤销）"));
        }
        return change.apply(visit.get());
    }
}

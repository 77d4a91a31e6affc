package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.money.Fen;

/// What a settlement settled, line by line: the parts of the lines add up to those of the settlement. Of a reversal
/// they are below zero.
///
/// A decision takes what is left of a line after what was taken back of it. Here each line stands as it was charged,
/// and what took something back stands beside it with the parts that its own split has, below zero.
public record Bill(SettlementRecord settlement, VisitRecord visit, List<Sheet> sheets) {

    /// Lines that came together. `details`: what was sent with them, kept as it came.
    public record Sheet(String details, List<Line> lines) {}

    /// `place`: which of the lines that `details` tells of it is. `line`: as decisions take it, with amounts above zero
    /// also where it takes something back. `day`: of a line of a stay. `memo` is empty where nothing is
    /// noted of it.
    public record Line(
            int place,
            String serial,
            String code,
            FeeLine line,
            LineParts parts,
            Optional<LocalDate> day,
            String memo) {

        public Fen amount() {
            return parts.total();
        }
    }

    /// `uploads`: those of the batch that were not withdrawn, in the order they came. Empty where the lines are others
    /// now, which can only be after a reversal.
    static Optional<Bill> of(SettlementRecord settlement, VisitRecord visit, List<FeeUpload> uploads) {
        var settled = Long.parseLong(settlement.reverses().orElse(settlement.id()));
        var part = settlement.stay().map(Stay::part).orElse(Stay.Part.WHOLE);
        var ofPart = uploads.stream().filter(part::settles).toList();
        var before = ofPart.stream().filter(upload -> upload.id() < settled).toList();
        return Stream.of(ofPart, before)
                .filter(lines -> isOf(settlement, Charges.bill(lines)))
                .findFirst()
                .map(lines -> new Bill(
                        settlement,
                        visit,
                        Charges.hasReturns(lines) ? withReturns(settlement, lines) : asCharged(settlement, lines)));
    }

    private static boolean isOf(SettlementRecord settlement, List<FeeLine> lines) {
        return LineParts.count(settlement) == lines.size()
                && IntStream.range(0, lines.size())
                        .allMatch(i ->
                                Math.abs(LineParts.of(settlement, i).total().value())
                                        == lines.get(i).amount().value());
    }

    private static List<Sheet> asCharged(SettlementRecord settlement, List<FeeUpload> uploads) {
        var sheets = new ArrayList<Sheet>(uploads.size());
        var index = 0;
        for (var upload : uploads) {
            var lines = new ArrayList<Line>(upload.lines().size());
            for (var i = 0; i < upload.lines().size(); i++) {
                lines.add(line(upload, i, LineParts.of(settlement, index++)));
            }
            sheets.add(new Sheet(upload.details(), lines));
        }
        return sheets;
    }

    /// The lines of an upload of a stay, their parts by catalogue alone.
    static Stream<Line> charged(FeeUpload upload) {
        return IntStream.range(0, upload.lines().size()).mapToObj(i -> {
            var parts = LineParts.of(upload.lines().get(i));
            return line(upload, i, upload.charges().get(i).isReturn() ? parts.negated() : parts);
        });
    }

    private static Line line(FeeUpload upload, int index, LineParts parts) {
        var serial = upload.serials().get(index);
        return new Line(
                upload.sent().indexOf(serial),
                serial,
                upload.codes().get(index),
                upload.lines().get(index),
                parts,
                upload.charges().isEmpty()
                        ? Optional.empty()
                        : Optional.of(upload.charges().get(index).day()),
                upload.memos().getOrDefault(serial, ""));
    }

    private static List<Sheet> withReturns(SettlementRecord settlement, List<FeeUpload> uploads) {
        var parts = parts(settlement, uploads);
        return uploads.stream()
                .map(upload -> {
                    var lines = new ArrayList<Line>(upload.lines().size());
                    for (var i = 0; i < upload.lines().size(); i++) {
                        lines.add(line(
                                upload, i, parts.getOrDefault(upload.serials().get(i), LineParts.NOTHING)));
                    }
                    return new Sheet(upload.details(), lines);
                })
                .toList();
    }

    /// By serial, which is used once in a stay.
    private static Map<String, LineParts> parts(SettlementRecord settlement, List<FeeUpload> uploads) {
        var parts = new HashMap<String, LineParts>();
        var index = 0;
        for (var serial : new Charges(uploads).left()) {
            parts.put(serial, LineParts.of(settlement, index++));
        }
        for (var upload : uploads) {
            for (var i = 0; i < upload.lines().size(); i++) {
                var charge = upload.charges().get(i);
                if (charge.isReturn()) {
                    var taken = LineParts.of(upload.lines().get(i));
                    var back = settlement.isReversal() ? taken : taken.negated();
                    parts.put(upload.serials().get(i), back);
                    parts.put(
                            charge.takesBack(),
                            parts.getOrDefault(charge.takesBack(), LineParts.NOTHING)
                                    .minus(back));
                }
            }
        }
        return parts;
    }
}

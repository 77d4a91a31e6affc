package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.money.Fen;

/// The lines of a stay with what was taken back of each.
final class Charges {

    /// A line: as charged, and what is left of it. `returns` counts what took something of it back.
    record Charge(FeeLine line, String code, LocalDate day, long quantity, Fen amount, Fen ceiling, int returns) {

        private Charge less(FeeLine back, long backQuantity) {
            return new Charge(
                    line,
                    code,
                    day,
                    quantity - backQuantity,
                    amount.minus(back.amount()),
                    line.ceiling().equals(FeeLine.NO_CEILING)
                            ? ceiling
                            : ceiling.minus(back.ceiling()).max(Fen.ZERO),
                    returns + 1);
        }

        private FeeLine left() {
            return new FeeLine(
                    line.name(), line.category(), line.grade(), amount, ceiling, line.firstPayShare(), line.firstPay());
        }
    }

    private final Map<String, Charge> bySerial = new LinkedHashMap<>();

    /// `uploads`: of one stay, in the order they came.
    Charges(List<FeeUpload> uploads) {
        for (var upload : uploads) {
            for (var i = 0; i < upload.lines().size(); i++) {
                add(
                        upload.serials().get(i),
                        upload.codes().get(i),
                        upload.lines().get(i),
                        upload.charges().get(i));
            }
        }
    }

    void add(String serial, String code, FeeLine line, FeeUpload.Charge charge) {
        if (charge.isReturn()) {
            bySerial.computeIfPresent(charge.takesBack(), (same, of) -> of.less(line, -charge.quantity()));
        } else {
            bySerial.put(
                    serial, new Charge(line, code, charge.day(), charge.quantity(), line.amount(), line.ceiling(), 0));
        }
    }

    /// Empty where there is no such line, or it is one that takes back.
    Optional<Charge> of(String serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /// The days of the first and the last line.
    Optional<LocalDate> first() {
        return bySerial.values().stream().map(Charge::day).min(Comparator.naturalOrder());
    }

    Optional<LocalDate> last() {
        return bySerial.values().stream().map(Charge::day).max(Comparator.naturalOrder());
    }

    static boolean hasReturns(List<FeeUpload> uploads) {
        return uploads.stream().anyMatch(upload -> upload.charges().stream().anyMatch(FeeUpload.Charge::isReturn));
    }

    /// The serials of the lines of which something is left, as [#bill] has them.
    List<String> left() {
        return bySerial.entrySet().stream()
                .filter(charge -> !charge.getValue().amount().isZero())
                .map(Map.Entry::getKey)
                .toList();
    }

    Optional<Stay.Days> days() {
        return first().flatMap(from -> last().map(until -> new Stay.Days(from, until)));
    }

    /// The lines that decisions take: of visits as they are, of a stay what is left of each.
    static List<FeeLine> bill(List<FeeUpload> uploads) {
        if (!hasReturns(uploads)) {
            return uploads.stream().flatMap(upload -> upload.lines().stream()).toList();
        }
        return new Charges(uploads)
                .bySerial.values().stream()
                        .filter(charge -> !charge.amount().isZero())
                        .map(Charge::left)
                        .toList();
    }

    /// The upload that a line is in.
    static Optional<FeeUpload> upload(List<FeeUpload> uploads, String serial) {
        return uploads.stream()
                .filter(upload -> upload.serials().contains(serial))
                .findFirst();
    }
}

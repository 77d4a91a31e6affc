package org.openyibao.bench.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// Bills of active employees of Beijing at a hospital of level 3, with money in both buckets of their
/// accounts. They differ in amounts, catalogue grades, balances and year to date; the same seed gives the
/// same bills on every machine.
final class SampleClaims {

    static final String REGION = "110000";

    private static final LocalDate DAY = LocalDate.of(2025, 6, 10);
    private static final long SEED = 20_250_610;
    private static final Fen NOTHING = Fen.ZERO;
    private static final FeeCategory[] CATEGORIES = {
        FeeCategory.DRUG,
        FeeCategory.DRUG,
        FeeCategory.TREATMENT,
        FeeCategory.CONSUMABLE,
        FeeCategory.FACILITY,
        FeeCategory.CONSULTATION
    };

    private final Random random = new Random(SEED);

    /// `count` outpatient bills of so many lines, 20 to 300 yuan each; most have borne their year's
    /// deductible.
    List<Claim> outpatient(int count, int lines) {
        var claims = new ArrayList<Claim>(count);
        for (var i = 0; i < count; i++) {
            var borne = random.nextInt(4) == 0 ? yuan(0, 1_800) : Fen.of(180_000);
            var year = new YearToDate(borne, yuan(0, 25_000), NOTHING, NOTHING, 0, yuan(0, 8_000), NOTHING);
            claims.add(claim(VisitKind.OUTPATIENT, lines(lines, 20, 300), year));
        }
        return claims;
    }

    /// `count` inpatient bills of so many lines, 10 to 600 yuan each.
    List<Claim> inpatient(int count, int lines) {
        var claims = new ArrayList<Claim>(count);
        for (var i = 0; i < count; i++) {
            var year = new YearToDate(
                    Fen.of(180_000),
                    yuan(0, 8_000),
                    yuan(0, 60_000),
                    NOTHING,
                    random.nextInt(2),
                    yuan(0, 20_000),
                    NOTHING);
            claims.add(claim(VisitKind.INPATIENT, lines(lines, 10, 600), year));
        }
        return claims;
    }

    private Claim claim(VisitKind kind, List<FeeLine> lines, YearToDate year) {
        var insured = new Insured(
                REGION,
                Scheme.EMPLOYEE,
                Status.ACTIVE,
                Standing.NORMAL,
                30 + random.nextInt(25),
                Sex.UNKNOWN,
                Tier.NONE,
                Assistance.NONE,
                false,
                1,
                Continuity.NONE);
        return new Claim(
                DAY,
                insured,
                visit(kind),
                Filing.NONE,
                new Bill.Lines(lines),
                year,
                new Balances(yuan(0, 400), yuan(0, 4_000)),
                List.of(),
                NOTHING,
                true,
                Assumptions.NONE);
    }

    private static Visit visit(VisitKind kind) {
        var inpatient = kind == VisitKind.INPATIENT;
        return new Visit(
                kind,
                InstitutionKind.HOSPITAL,
                Level.THREE,
                REGION,
                true,
                true,
                Optional.empty(),
                false,
                false,
                Cause.NONE,
                List.of(),
                Optional.empty(),
                inpatient ? Optional.of(DAY.minusDays(8)) : Optional.empty(),
                inpatient ? Optional.of(DAY) : Optional.empty(),
                SettledBy.DIRECT);
    }

    private List<FeeLine> lines(int count, int fromYuan, int toYuan) {
        var lines = new ArrayList<FeeLine>(count);
        for (var i = 0; i < count; i++) {
            lines.add(line("item " + i, CATEGORIES[random.nextInt(CATEGORIES.length)], yuan(fromYuan, toYuan)));
        }
        return List.copyOf(lines);
    }

    /// Six lines of ten are of grade A, three of grade B with a tenth paid first, one is of grade C; one of
    /// ten is over its ceiling.
    private FeeLine line(String name, FeeCategory category, Fen amount) {
        var draw = random.nextInt(10);
        var grade = draw < 6 ? Grade.A : draw < 9 ? Grade.B : Grade.C;
        var first = grade == Grade.B ? Ratio.ofMillionths(100_000) : Ratio.ZERO;
        var ceiling = random.nextInt(10) == 0 ? Fen.of(amount.value() * 4 / 5) : FeeLine.NO_CEILING;
        return new FeeLine(name, category, grade, amount, ceiling, first, NOTHING);
    }

    private Fen yuan(int from, int to) {
        return Fen.of(100L * from + random.nextInt(100 * (to - from)));
    }
}

package org.openyibao.bench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.policy.PolicyBook;

/// One whole decision on one thread: the policy looked up by region, scheme and day, the bill decided, every
/// step recorded. The bills take turns, so that neither the compiler nor the branch predictor learns one by
/// heart.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecisionBenchmark {

    static final String HOME = "openyibao.home";
    static final int OUTPATIENT_LINES = 10;
    static final int INPATIENT_LINES = 200;

    private static final int BILLS = 1 << 8;

    private final PolicyBook book = readBook();
    private final Bills outpatient = new Bills(new SampleClaims().outpatient(BILLS, OUTPATIENT_LINES));
    private final Bills inpatient = new Bills(new SampleClaims().inpatient(BILLS, INPATIENT_LINES));

    /// Bills, one after another, for ever.
    private static final class Bills {
        private final Claim[] claims;
        private int next;

        Bills(List<Claim> claims) {
            this.claims = claims.toArray(Claim[]::new);
        }

        Claim next() {
            return claims[next++ & BILLS - 1];
        }
    }

    private static PolicyBook readBook() {
        return PolicyBook.read(Path.of(System.getProperty(HOME, "."), "policies"));
    }

    /// Refuses to measure what nobody wants to know: how fast bills are decided for which there are no
    /// rules.
    @Setup
    public void check() {
        for (var i = 0; i < BILLS; i++) {
            check(outpatient());
            check(inpatient());
        }
    }

    private static void check(Decision decision) {
        if (decision.reason().isPresent()) {
            throw new IllegalStateException("policies/ does not decide the sample bills of " + SampleClaims.REGION
                    + ": " + decision.reason().get());
        }
    }

    @Benchmark
    public Decision outpatient() {
        return Waterfall.decide(book, outpatient.next());
    }

    @Benchmark
    public Decision inpatient() {
        return Waterfall.decide(book, inpatient.next());
    }
}

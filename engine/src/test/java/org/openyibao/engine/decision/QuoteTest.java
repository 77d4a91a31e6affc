package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

class QuoteTest {

    private static Fen yuan(String yuan) {
        return Fen.parse(yuan).orElseThrow();
    }

    private static Claim claim(String place, Bill bill) {
        return new Claim(
                LocalDate.of(2025, 3, 10),
                new Insured("980000", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL),
                Visit.plain(VisitKind.OUTPATIENT, InstitutionKind.HOSPITAL, Level.THREE, place),
                Filing.NONE,
                bill,
                YearToDate.NONE,
                Balances.NONE,
                List.of(),
                Fen.ZERO,
                true,
                Assumptions.NONE);
    }

    private static Bill inScope(String yuan) {
        return new Bill.Split(yuan(yuan), Fen.ZERO, Fen.ZERO, Fen.ZERO, yuan(yuan));
    }

    /// Abroad nothing is settled directly: the fund pays 60 % at the institution at home, 50 % of a claim.
    @Test
    void what_cannot_be_settled_there_is_quoted_as_a_claim() {
        var book = Packs.of("980000", """
                - {id: share, when: {settled-by: direct}, pool: {ratio: 60%}}
                - {id: claimed, when: {settled-by: manual-claim}, pool: {ratio: 50%}}
                """);
        var home = Quote.of(book, claim("980000", inScope("100.00")));
        assertThat(home.decision().manualClaim()).isFalse();
        assertThat(home.decision().pool()).isEqualTo(yuan("60.00"));
        var abroad = Quote.of(book, claim(Visit.OVERSEAS, inScope("100.00")));
        assertThat(abroad.decision().manualClaim()).isTrue();
        assertThat(abroad.decision().pool()).isEqualTo(yuan("50.00"));
    }

    @Test
    void a_larger_bill_is_decided_not_extrapolated() {
        var book = Packs.of("980000", """
                - {id: deductible, deductible: {amount: 100.00, per: year}}
                - {id: share, pool: {ratio: 60%}}
                """);
        var claim = claim("980000", inScope("90.00"));
        assertThat(Quote.of(book, claim).decision().pool()).isEqualTo(Fen.ZERO);
        assertThat(Quote.of(book, claim, yuan("300.00")).decision().pool()).isEqualTo(yuan("120.00"));
    }

    /// 1.00 of 0.34 + 0.33 + 0.33 as 0.10: 0.034, 0.033, 0.033 rounded down leave 0.01 for the first.
    @Test
    void a_bill_in_proportion_adds_up() {
        var lines = new Bill.Lines(List.of(
                new FeeLine("b", FeeCategory.DRUG, Grade.B, yuan("0.34"), yuan("0.20"), Ratio.ZERO, yuan("0.10")),
                new FeeLine("a", FeeCategory.DRUG, Grade.A, yuan("0.33")),
                new FeeLine("a", FeeCategory.DRUG, Grade.A, yuan("0.33"))));
        var small = lines.scaledTo(yuan("0.10"));
        assertThat(small.lines().stream().map(FeeLine::amount))
                .containsExactly(yuan("0.04"), yuan("0.03"), yuan("0.03"));
        assertThat(small.lines().getFirst().ceiling()).isEqualTo(yuan("0.02"));
        assertThat(small.lines().getFirst().firstPay()).isEqualTo(yuan("0.01"));
        assertThat(small.lines().getLast().ceiling()).isEqualTo(FeeLine.NO_CEILING);
        assertThat(small.total()).isEqualTo(yuan("0.10"));
        assertThat(lines.scaledTo(yuan("1.00"))).isEqualTo(lines);
    }

    /// Ten billion of ten billion: the product does not fit a long.
    @Test
    void the_largest_bills_are_scaled_exactly() {
        var bill = new Bill.Split(yuan("3.00"), yuan("1.00"), Fen.ZERO, Fen.ZERO, yuan("2.00"));
        var large = bill.scaledTo(Fen.LARGEST);
        assertThat(large.ownPay()).isEqualTo(yuan("3333333333.33"));
        assertThat(large.inScope()).isEqualTo(yuan("6666666666.67"));
        assertThat(large.scaledTo(yuan("3.00")).total()).isEqualTo(yuan("3.00"));
    }

    @Test
    void of_a_bill_of_nothing_no_other_follows() {
        assertThatThrownBy(() -> inScope("0.00").scaledTo(yuan("1.00"))).isInstanceOf(IllegalArgumentException.class);
    }
}

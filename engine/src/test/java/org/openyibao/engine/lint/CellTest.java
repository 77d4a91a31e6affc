package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

class CellTest {

    @TempDir
    private Path policies;

    /// Two levels of deductible, reduced or not, tilted or not: eight cells, each with a claim that comes
    /// to it.
    @Test
    void facts_that_the_rules_tell_apart_are_cells_and_each_has_a_witness() throws IOException {
        PackText.pack()
                .rule("share", "scheme: employee, when: {visit: inpatient}, pool: {ratio: 85%}")
                .rule("third", "when: {level: \"3\"}, deductible: {amount: 1300.00, per: admission}")
                .rule("others", "deductible: {amount: 800.00, per: admission}")
                .rule("away", "when: {place: other-province, filing: none}, reduction: {points: 20%}")
                .rule("layer", "layer: {kind: catastrophic, deductible: 8000.00, ratio: 60%}")
                .rule("tilt", "when: {assistance: subsistence}, tilt: {kind: catastrophic, points: 5%}")
                .write(policies, "980100");
        var eras = Era.of(PolicyBook.read(policies)).get("980100");

        var cells = eras.stream().flatMap(era -> Cell.of(era).stream()).toList();

        assertThat(cells).hasSize(8);
        assertThat(cells).allMatch(cell -> Witness.of(cell).isPresent());
        assertThat(cells)
                .filteredOn(cell -> cell.reduction().isPresent())
                .hasSize(4)
                .allMatch(
                        cell -> Cubes.bits(cell.where(), Dimension.PLACE) == Dimension.PLACE.bit(Place.OTHER_PROVINCE));
        assertThat(cells.getFirst().rules())
                .extracting(Rule::id)
                .containsExactly("share", "third", "away", "layer", "tilt");
    }
}

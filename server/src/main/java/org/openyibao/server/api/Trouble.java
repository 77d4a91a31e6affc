package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.server.policy.Library;

/// Something in a file of a pack that cannot be understood.
@Schema(name = "PolicyTrouble")
record Trouble(
        @Schema(description = "seen from the folder of the pack", example = "inpatient.yaml")
        String file,

        @Schema(description = "counted from 1; 0: it is about the whole file")
        int line,

        @Schema(description = "counted from 1; 0: not known")
        int column,

        Text message) {

    static List<Trouble> of(List<InvalidFileException> problems) {
        return problems.stream()
                .map(problem -> new Trouble(
                        Library.file(problem.file()), problem.line(), problem.column(), problem.complaint()))
                .toList();
    }
}

package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.openyibao.engine.text.Text;

/// Proves what is derived from contributions: the runs that standing is computed from are those of the rows that hold.
public final class EnrolmentBooks {

    private EnrolmentBooks() {}

    /// The first person and scheme whose runs are not those of the contributions, looked for in the snapshot of the
    /// caller's connection (autocommit off).
    public static Optional<Text> offender(Connection connection) throws SQLException {
        return new ContributionStore()
                .firstWithOtherRuns(connection)
                .map(member -> new Text(
                        "参保缴费汇总与缴费记录不符：" + member.person() + " " + member.scheme(),
                        "months paid are not what the contributions say: " + member.person() + " " + member.scheme()));
    }
}

package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;

/// Proves what is derived from contributions: the runs that standing is computed from are those of the rows that hold.
public final class EnrolmentBooks {

    private EnrolmentBooks() {}

    /// A person's month in a scheme.
    public record Month(String person, Scheme scheme, YearMonth month) {}

    /// All that was ever recorded of the months, also what does not hold any more; read in the caller's transaction.
    public static Map<Month, List<Contribution>> contributions(Connection connection, Collection<Month> months)
            throws SQLException {
        return new ContributionStore().recorded(connection, months);
    }

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

package org.openyibao.server.agency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.Codes;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// SQL of `proposal`.
final class ProposalStore {

    /// What waits for its review.
    static final String WAITING = """
            select proposal_id as id, psn_no as about, region, proposed_at as since, kind as state, clerk as by_whom
            from proposal where ended is null""";

    private static final String SELECT = """
            select proposal_id, region, psn_no, kind, details, paper, clerk, proposed_at, ended, ended_at, who, why, result
            from proposal where\s""";

    /// Enums by their codes, as everywhere in the database.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    void insert(Connection connection, Proposal proposal) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into proposal (proposal_id, region, psn_no, kind, details, paper, clerk, proposed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, proposal.id());
            insert.setString(2, proposal.region());
            insert.setString(3, proposal.person());
            insert.setString(4, proposal.what().kind().toString());
            insert.setString(5, JSON.writeValueAsString(proposal.what()));
            insert.setString(6, proposal.paper());
            insert.setString(7, proposal.clerk());
            insert.setObject(8, at(proposal.proposedAt()));
            insert.executeUpdate();
        }
    }

    /// False where somebody else ended it meanwhile.
    boolean end(Connection connection, Proposal proposal, Proposal.End end) throws SQLException {
        try (var update = connection.prepareStatement("""
                update proposal set ended = ?, ended_at = ?, who = ?, why = ?, result = ?
                where proposal_id = ? and ended is null""")) {
            update.setString(1, end.outcome().toString());
            update.setObject(2, at(end.at()));
            update.setString(3, end.who());
            update.setString(4, end.why());
            update.setString(5, end.result());
            update.setString(6, proposal.id());
            return update.executeUpdate() == 1;
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    Optional<Proposal> find(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "proposal_id = ?")) {
            select.setString(1, id);
            return proposals(select).stream().findFirst();
        }
    }

    /// In the order in which they were proposed.
    List<Proposal> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "psn_no = ? order by proposed_at, proposal_id")) {
            select.setString(1, person);
            return proposals(select);
        }
    }

    private static List<Proposal> proposals(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Proposal>();
            while (rows.next()) {
                found.add(proposal(rows));
            }
            return found;
        }
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        var kind = Codes.of(Proposed.Kind.class, row.getString(4));
        var ended = Optional.ofNullable(row.getString(9));
        return new Proposal(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                JSON.readValue(row.getString(5), kind.type()),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                ended.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Proposal.End(
                                Codes.of(Proposal.Outcome.class, ended.get()),
                                row.getObject(10, OffsetDateTime.class).toInstant(),
                                row.getString(11),
                                row.getString(12),
                                row.getString(13))));
    }
}

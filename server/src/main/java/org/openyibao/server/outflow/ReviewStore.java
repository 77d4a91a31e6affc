package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.openyibao.engine.money.Fen;

/// SQL of `review` and `review_waiting`.
final class ReviewStore {

    /// What [#review] reads, of a `review r` that may be missing.
    static final String COLUMNS = "r.ended, r.ended_at, r.who, r.why, r.current_fen, r.prior_fen, r.rule";

    private static final String DONE = "done";
    private static final String REJECTED = "rejected";
    private static final String CANCELLED = "cancelled";

    /// What waits for its review, of one kind.
    static String waiting(Reviews reviews) {
        return "select request_id as id, psn_no as about, region, asked_at as since, 'asked' as state,"
                + " clerk as by_whom from review_waiting where kind = '" + reviews.field() + "'";
    }

    void await(Connection connection, Reviews reviews, Reviews.Reviewed asked, String region) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into review_waiting (psn_no, request_id, kind, region, asked_at, clerk)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, asked.person());
            insert.setString(2, asked.id());
            insert.setString(3, reviews.field());
            insert.setString(4, region);
            insert.setObject(5, OffsetDateTime.ofInstant(asked.askedAt(), ZoneOffset.UTC));
            insert.setString(6, asked.clerk());
            insert.executeUpdate();
        }
    }

    private static void awaitNoMore(Connection connection, String person, String request) throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from review_waiting where psn_no = ? and request_id = ?")) {
            delete.setString(1, person);
            delete.setString(2, request);
            delete.executeUpdate();
        }
    }

    /// False where somebody else ended it meanwhile.
    boolean end(Connection connection, String person, String request, Review review) throws SQLException {
        return switch (review) {
            case Review.Asked _ -> throw new IllegalArgumentException("what waits for its review has no end");
            case Review.Done done ->
                end(
                        connection,
                        person,
                        request,
                        DONE,
                        done.at(),
                        done.reviewer(),
                        "",
                        done.current(),
                        done.prior(),
                        done.rule());
            case Review.Rejected no ->
                end(connection, person, request, REJECTED, no.at(), no.reviewer(), no.why(), Fen.ZERO, Fen.ZERO, "");
            case Review.Cancelled no ->
                end(connection, person, request, CANCELLED, no.at(), no.clerk(), no.why(), Fen.ZERO, Fen.ZERO, "");
        };
    }

    private static boolean end(
            Connection connection,
            String person,
            String request,
            String ended,
            Instant endedAt,
            String who,
            String why,
            Fen current,
            Fen prior,
            String rule)
            throws SQLException {
        awaitNoMore(connection, person, request);
        try (var insert = connection.prepareStatement("""
                insert into review (psn_no, request_id, ended, ended_at, who, why, current_fen, prior_fen, rule)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (psn_no, request_id) do nothing""")) {
            insert.setString(1, person);
            insert.setString(2, request);
            insert.setString(3, ended);
            insert.setObject(4, OffsetDateTime.ofInstant(endedAt, ZoneOffset.UTC));
            insert.setString(5, who);
            insert.setString(6, why);
            insert.setLong(7, current.value());
            insert.setLong(8, prior.value());
            insert.setString(9, rule);
            return insert.executeUpdate() == 1;
        }
    }

    /// The review in the row's columns from `first` on.
    static Review review(ResultSet row, int first) throws SQLException {
        var ended = row.getString(first);
        if (ended == null) {
            return new Review.Asked();
        }
        var at = row.getObject(first + 1, OffsetDateTime.class).toInstant();
        var who = row.getString(first + 2);
        return switch (ended) {
            case DONE ->
                new Review.Done(
                        who,
                        at,
                        Fen.of(row.getLong(first + 4)),
                        Fen.of(row.getLong(first + 5)),
                        row.getString(first + 6));
            case REJECTED -> new Review.Rejected(who, at, row.getString(first + 3));
            case CANCELLED -> new Review.Cancelled(who, at, row.getString(first + 3));
            default -> throw new IllegalStateException("review.ended=" + ended);
        };
    }
}

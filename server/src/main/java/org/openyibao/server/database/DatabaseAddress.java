package org.openyibao.server.database;

/// Where a PostgreSQL is reached, and as whom.
///
/// @param jdbcUrl starts with `jdbc:postgresql:` and carries no password
/// @param user the role to sign in as
/// @param password may be empty where the database asks for none
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    /// Leaves the password out: addresses end up in logs.
    @Override
    public String toString() {
        return "DatabaseAddress[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
    }
}

package org.openyibao.server.database;

/// Where a PostgreSQL is reached, and as whom, and the keys of the personal data in it.
///
/// @param jdbcUrl starts with `jdbc:postgresql:` and carries no password
/// @param user the role to sign in as
/// @param password may be empty where the database asks for none
/// @param keys what names and identity numbers in its tables are sealed with
public record DatabaseAddress(String jdbcUrl, String user, String password, DataKeys keys) {

    DatabaseAddress with(DataKeys otherKeys) {
        return new DatabaseAddress(jdbcUrl, user, password, otherKeys);
    }

    /// Leaves the password out: addresses end up in logs.
    @Override
    public String toString() {
        return "DatabaseAddress[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
    }
}

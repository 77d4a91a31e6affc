package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void keepsTestsApart() throws SQLException {
        try (TestDatabase one = TestDatabase.migrated();
                TestDatabase other = TestDatabase.migrated()) {
            try (Connection connection = one.connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE mine (number int)");
            }
            try (Connection connection = other.connect();
                    ResultSet tables = connection.getMetaData().getTables(null, "public", "mine", null)) {
                assertThat(tables.next()).isFalse();
            }
        }
    }

    @Test
    void hasTheSchemaThatMigrationsMade() throws SQLException {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.connect();
                ResultSet tables = connection.getMetaData().getTables(null, "public", "flyway_schema_history", null)) {
            assertThat(tables.next()).isTrue();
        }
    }

    @Test
    void isGoneWhenClosed() throws SQLException {
        TestDatabase database = TestDatabase.empty();
        try (Connection _ = database.connect()) {
            database.close();
        }
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class).hasMessageContaining("does not exist");
    }

    @Test
    void flushesAsInProduction() throws SQLException {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.connect();
                ResultSet answer = connection.createStatement().executeQuery("SHOW fsync")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getString(1)).isEqualTo("on");
        }
    }
}

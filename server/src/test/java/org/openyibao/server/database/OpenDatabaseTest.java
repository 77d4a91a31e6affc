package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.DatabaseException.Problem;

class OpenDatabaseTest {

    @Test
    void leavesADatabaseRunningThatItDidNotStart() throws SQLException {
        try (TestDatabase database = TestDatabase.empty()) {
            OpenDatabase open = OpenDatabase.toServe(new DatabaseChoice.External(database.address()));
            assertThat(open.address()).isEqualTo(database.address());
            open.close();
            database.connect().close();
        }
    }

    @Test
    void saysWhyADatabaseDoesNotAnswer() {
        try (TestDatabase database = TestDatabase.empty()) {
            DatabaseAddress right = database.address();
            DatabaseAddress wrong = new DatabaseAddress(right.jdbcUrl(), right.user(), "secret-guess", right.keys());
            assertThatThrownBy(() -> OpenDatabase.toServe(new DatabaseChoice.External(wrong)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE))
                    .hasMessageContaining(right.jdbcUrl())
                    .hasMessageContaining("password authentication failed")
                    .hasMessageNotContaining("secret-guess");
        }
    }

    @Test
    void looksAtTheDataOfARunningServerAndLeavesItRunning(@TempDir Path folder) {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, 0)) {
            try (OpenDatabase joined = OpenDatabase.toInspect(new DatabaseChoice.Embedded(folder))) {
                assertThat(joined.address()).isEqualTo(server.address());
            }
            assertThat(ProcessHandle.of(server.pid())).isPresent();
        }
        try (OpenDatabase own = OpenDatabase.toInspect(new DatabaseChoice.Embedded(folder))) {
            assertThat(EmbeddedPostgres.running(folder)).contains(own.address());
        }
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
    }
}

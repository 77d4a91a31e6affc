package org.openyibao.server.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// Connections for rooms that work without a server: to a database whose tables are as this version has them.
public final class PooledDatabase implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final DataKeys keys;

    /// Brings the tables up to date first.
    ///
    /// @throws org.flywaydb.core.api.FlywayException if they are those of a later version
    public PooledDatabase(DatabaseAddress address, int connections) {
        Migrations.of(address).load().migrate();
        keys = address.keys();
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(connections);
    }

    /// Gives the rooms of a context what they reach the database by.
    public void giveTo(GenericApplicationContext context) {
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(DataKeys.class, () -> keys);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
    }

    @Override
    public void close() {
        pool.close();
    }
}

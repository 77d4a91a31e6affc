package org.openyibao.server.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A PostgreSQL 15 as Debian packages it, for tests of databases that somebody else runs. Only where it is installed.
public final class OlderPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String PASSWORD = "only-for-this-test";

    private final Process process;
    private final int port;

    private OlderPostgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("initdb"));
    }

    /// @param folder empty, and open to every user of the machine
    public static OlderPostgres start(Path folder) throws IOException {
        Path files = folder.resolve("postgres-15");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Launch launch = Launch.forMachine(files);
        if (launch.owner().isPresent()) {
            launch.give(Files.createDirectory(files));
        }
        launch.run(
                        PROGRAMS.resolve("initdb").toString(),
                        "--pgdata=" + files,
                        "--username=openyibao",
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")
                .orThrow();
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(launch.command(List.of(
                        PROGRAMS.resolve("postgres").toString(),
                        "-D",
                        files.toString(),
                        "-c",
                        "port=" + port,
                        "-c",
                        "unix_socket_directories=")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres-15.log").toFile());
        Process process = builder.start();
        while (Postmaster.of(files).filter(Postmaster::ready).isEmpty()) {
            if (!process.isAlive()) {
                throw new IOException(Files.readString(folder.resolve("postgres-15.log")));
            }
            Pause.milliseconds(20);
        }
        return new OlderPostgres(process, port);
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "openyibao", PASSWORD, TestDatabase.keys());
    }

    @Override
    public void close() throws IOException {
        Signal.fastShutdown(process.pid());
        process.onExit().join();
    }
}

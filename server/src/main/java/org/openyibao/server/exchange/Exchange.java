package org.openyibao.server.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Exchange {

    /// The largest file that is taken.
    public static final long LARGEST_BYTES = 32L * 1024 * 1024;

    /// Whose a file is that every institution may fetch.
    public static final String EVERYBODY = "";

    private static final Duration KEPT = Duration.ofDays(30);

    private final Requests requests;
    private final Clock clock;
    private final Ids ids;
    private final ExchangeStore store;

    Exchange(Requests requests, Clock clock, Ids ids, DataKeys keys) {
        store = new ExchangeStore(keys);
        this.requests = requests;
        this.clock = clock;
        this.ids = ids;
    }

    /// Keeps what is in `content`, once.
    public Answer keep(Once<ExchangedFile> once, String institution, String name, Path content) {
        return requests.perform(once, connection -> {
            store.drop(connection, clock.instant());
            var file = file(institution, name);
            try (var in = Files.newInputStream(content);
                    var out = create(connection, file)) {
                in.transferTo(out);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return Result.done(file);
        });
    }

    /// A file that is to be written: see [#create].
    public ExchangedFile file(String institution, String name) {
        return new ExchangedFile(
                ids.nextText(), institution, name, clock.instant().plus(KEPT));
    }

    /// Where to write a file in the caller's transaction; it is whole when the stream is closed.
    public OutputStream create(Connection connection, ExchangedFile file) throws SQLException {
        store.insert(connection, file);
        return new PartsOutput(store, connection, file.number());
    }

    /// An institution's file that is still kept.
    public Optional<ExchangedFile> find(String institution, String number) {
        return requests.read(connection -> find(connection, institution, number));
    }

    public Optional<ExchangedFile> find(Connection connection, String institution, String number) throws SQLException {
        return store.find(connection, institution, number, clock.instant());
    }

    /// Reads a file part by part, each on a connection of its own: nothing is held while the reader is slow.
    public InputStream open(ExchangedFile file) {
        return new PartsInput(part -> requests.read(connection -> store.part(connection, file.number(), part)));
    }

    /// Reads a file in the caller's transaction.
    public InputStream open(Connection connection, ExchangedFile file) {
        return new PartsInput(part -> {
            try {
                return store.part(connection, file.number(), part);
            } catch (SQLException failure) {
                throw new IOException(failure);
            }
        });
    }
}

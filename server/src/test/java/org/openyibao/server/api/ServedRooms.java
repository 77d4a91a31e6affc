package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.openyibao.server.cli.Serve;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.settlement.Rooms;

/// Rooms on a database of their own and a server beside them, with the same clock. Closing proves the books.
record ServedRooms(Rooms rooms, ServerRun server, TestApi api) implements AutoCloseable {

    static ServedRooms open() {
        var rooms = Rooms.open();
        var server =
                Serve.start(ServeOptions.external(rooms.database().address()).withClock(rooms.clock()));
        return new ServedRooms(rooms, server, new TestApi(server));
    }

    @Override
    public void close() {
        api.close();
        server.close();
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }
}

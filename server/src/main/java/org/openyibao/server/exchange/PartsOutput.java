package org.openyibao.server.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/// Writes a file part by part.
final class PartsOutput extends OutputStream {

    private static final int PART_BYTES = 1024 * 1024;

    private final ExchangeStore store;
    private final Connection connection;
    private final String file;
    private final byte[] part = new byte[PART_BYTES];
    private int length;
    private int number;

    PartsOutput(ExchangeStore store, Connection connection, String file) {
        this.store = store;
        this.connection = connection;
        this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
        if (length == PART_BYTES) {
            flushPart();
        }
        part[length++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        var from = offset;
        var left = count;
        while (left > 0) {
            if (length == PART_BYTES) {
                flushPart();
            }
            var some = Math.min(left, PART_BYTES - length);
            System.arraycopy(bytes, from, part, length, some);
            length += some;
            from += some;
            left -= some;
        }
    }

    private void flushPart() throws IOException {
        try {
            store.insert(connection, file, number, Arrays.copyOf(part, length));
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        number++;
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (length > 0) {
            flushPart();
        }
    }
}

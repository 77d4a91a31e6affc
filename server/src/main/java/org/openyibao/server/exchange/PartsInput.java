package org.openyibao.server.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/// A file's parts one after the other.
final class PartsInput extends InputStream {

    interface Parts {
        Optional<byte[]> get(int part) throws IOException;
    }

    private final Parts parts;
    private byte[] part = {};
    private int next;
    private int number;

    PartsInput(Parts parts) {
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? part[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        var count = Math.min(length, part.length - next);
        System.arraycopy(part, next, bytes, offset, count);
        next += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        while (next == part.length) {
            var following = parts.get(number);
            if (following.isEmpty()) {
                return false;
            }
            part = following.get();
            next = 0;
            number++;
        }
        return true;
    }
}

package org.openyibao.bench.settle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are written over and over into the same array. For one thread.
final class Bytes {

    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(byte[] more) {
        append(more, more.length);
    }

    void append(Bytes more) {
        append(more.array, more.length);
    }

    private void append(byte[] more, int count) {
        reserve(count);
        System.arraycopy(more, 0, array, length, count);
        length += count;
    }

    /// In decimal digits.
    void append(int number) {
        append(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /// Makes room for `count` more bytes, which the caller writes from [#length] on and then claims by
    /// [#grow].
    void reserve(int count) {
        if (array.length - length < count) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
        }
    }

    int room() {
        return array.length - length;
    }

    void grow(int count) {
        length += count;
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }
}

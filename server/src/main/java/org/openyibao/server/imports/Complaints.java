package org.openyibao.server.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is wrong in files: the first thousand complaints, and how many there are.
final class Complaints implements Consumer<Complaint> {

    static final int MOST = 1_000;

    private final List<Complaint> first = new ArrayList<>();
    private long count;

    @Override
    public void accept(Complaint complaint) {
        count++;
        if (first.size() < MOST) {
            first.add(complaint);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    List<Complaint> first() {
        return List.copyOf(first);
    }
}

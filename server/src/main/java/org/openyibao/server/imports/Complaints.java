package org.openyibao.server.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What is wrong in files: the first thousand complaints, and how many there are of each file.
final class Complaints implements Consumer<Complaint> {

    static final int MOST = 1_000;

    private final List<Complaint> first = new ArrayList<>();
    private final Map<String, Long> byFile = new LinkedHashMap<>();
    private long count;

    /// A file is read in which nothing may be wrong.
    void reading(String file) {
        byFile.putIfAbsent(file, 0L);
    }

    @Override
    public void accept(Complaint complaint) {
        count++;
        byFile.merge(complaint.file(), 1L, Long::sum);
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

    /// How many there are of each file that was read, in the order of reading.
    Map<String, Long> byFile() {
        return Collections.unmodifiableMap(byFile);
    }

    List<Complaint> first() {
        return List.copyOf(first);
    }
}

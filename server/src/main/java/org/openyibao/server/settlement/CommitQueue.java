package org.openyibao.server.settlement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Commands that wait to be committed, in the order they came, and those that are being committed. Hands out batches in
/// which no two commands touch the same person or message, and none touches one that is being committed: so batches may
/// be committed side by side, and a person's commands still take effect in their order. A relative whose account a
/// command needs is a person it touches, once that is known.
///
/// A batch is handed out only when the one before is decided and on its way to the disk: meanwhile commands gather, and
/// the fuller a batch, the less each of its commands costs.
final class CommitQueue {

    private final int largestQueue;
    private final int largestBatch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final Set<String> busyPersons = new HashSet<>();
    private final Set<String> busyMessages = new HashSet<>();
    /// The batch that is being decided; empty where none is.
    private List<Work> deciding = List.of();
    private boolean closed;

    CommitQueue(int largestQueue, int largestBatch) {
        this.largestQueue = largestQueue;
        this.largestBatch = largestBatch;
    }

    /// False where too much waits already, or nothing is taken any more.
    boolean offer(Work work) {
        lock.lock();
        try {
            if (closed || waiting.size() >= largestQueue) {
                return false;
            }
            waiting.addLast(work);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no other batch is being decided and there are commands that may be committed now, and marks what
    /// they touch. Empty once the queue is closed and nothing waits.
    List<Work> take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed && waiting.isEmpty()) {
                    return List.of();
                }
                if (deciding.isEmpty()) {
                    deciding = nextBatch();
                    if (!deciding.isEmpty()) {
                        return deciding;
                    }
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A command that has to wait makes those after it of the same person or message wait too.
    private List<Work> nextBatch() {
        var batch = new ArrayList<Work>();
        var left = new ArrayList<Work>();
        var persons = new HashSet<>(busyPersons);
        var messages = new HashSet<>(busyMessages);
        for (var work : waiting) {
            var freeMessage = messages.add(work.message().key());
            var freePersons = Collections.disjoint(persons, work.persons());
            persons.addAll(work.persons());
            (freeMessage && freePersons && batch.size() < largestBatch ? batch : left).add(work);
        }
        waiting.clear();
        waiting.addAll(left);
        for (var work : batch) {
            busyMessages.add(work.message().key());
            busyPersons.addAll(work.persons());
        }
        return batch;
    }

    /// A batch has only to be committed yet: the next one may be taken.
    void decided(List<Work> batch) {
        lock.lock();
        try {
            if (deciding.equals(batch)) {
                deciding = List.of();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of what a batch touched. `again`: those of its commands to be decided again, before any that came later.
    void done(List<Work> batch, List<Work> again) {
        lock.lock();
        try {
            decided(batch);
            for (var work : batch) {
                busyMessages.remove(work.message().key());
                busyPersons.removeAll(work.persons());
            }
            again.reversed().forEach(waiting::addFirst);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes out all that waits, once the queue is closed; nothing before.
    List<Work> leftAtTheEnd() {
        lock.lock();
        try {
            if (!closed) {
                return List.of();
            }
            var left = List.copyOf(waiting);
            waiting.clear();
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more commands; those that wait are still handed out.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

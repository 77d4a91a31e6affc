package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CommitQueueTest {

    private final CommitQueue queue = new CommitQueue(5, 3);

    private static Work work(String person, String message) {
        var command = new Command.Remember(person);
        return new Work(Rooms.message(message, command), command, outcome -> new byte[0], new CompletableFuture<>());
    }

    private Work offered(String person, String message) {
        var work = work(person, message);
        assertThat(queue.offer(work)).isTrue();
        return work;
    }

    @Test
    void what_touches_the_same_person_or_message_is_not_in_one_batch() throws Exception {
        var first = offered("p1", "m1");
        var samePerson = offered("p1", "m2");
        var sameMessage = offered("p2", "m1");
        var other = offered("p3", "m3");
        var batch = queue.take();
        assertThat(batch).containsExactly(first, other);
        queue.done(batch, List.of());
        assertThat(queue.take()).containsExactly(samePerson, sameMessage);
    }

    @Test
    void what_touches_a_batch_that_is_being_committed_waits_and_holds_up_what_came_after_it() throws Exception {
        var first = offered("p1", "m1");
        var committing = queue.take();
        assertThat(committing).containsExactly(first);
        queue.decided(committing);
        var second = offered("p1", "m2");
        var third = offered("p1", "m3");
        var free = offered("p2", "m4");
        var beside = queue.take();
        assertThat(beside).containsExactly(free);
        queue.decided(beside);
        queue.done(committing, List.of());
        var next = queue.take();
        assertThat(next).containsExactly(second);
        queue.done(next, List.of());
        assertThat(queue.take()).containsExactly(third);
    }

    @Test
    void while_a_batch_is_decided_the_next_one_gathers() throws Exception {
        offered("p1", "m1");
        var deciding = queue.take();
        var second = offered("p2", "m2");
        var taken = new CompletableFuture<List<Work>>();
        var taker = Thread.ofPlatform().start(() -> {
            try {
                taken.complete(queue.take());
            } catch (InterruptedException interrupted) {
                taken.completeExceptionally(interrupted);
            }
        });
        while (taker.getState() != Thread.State.WAITING && taker.isAlive()) {
            Thread.onSpinWait();
        }
        var third = offered("p3", "m3");
        queue.decided(deciding);
        assertThat(taken.join()).containsExactly(second, third);
    }

    @Test
    void a_batch_that_could_not_be_decided_holds_up_nobody() throws Exception {
        offered("p1", "m1");
        queue.done(queue.take(), List.of());
        var next = offered("p2", "m2");
        assertThat(queue.take()).containsExactly(next);
    }

    @Test
    void relatives_are_kept_apart_once_it_is_known_who_they_are() throws Exception {
        var drawing = offered("p1", "m1");
        var owner = offered("p2", "m2");
        var batch = queue.take();
        assertThat(batch).containsExactly(drawing, owner);
        var known = drawing.with(Set.of("p2"));
        queue.done(batch, List.of(known));
        var later = offered("p2", "m3");
        var free = offered("p3", "m4");
        var next = queue.take();
        assertThat(next).containsExactly(known, free);
        queue.done(next, List.of());
        assertThat(queue.take()).containsExactly(later);
    }

    @Test
    void what_is_decided_again_goes_before_what_came_later() throws Exception {
        var first = offered("p1", "m1");
        var second = offered("p2", "m2");
        var batch = queue.take();
        var later = offered("p1", "m3");
        queue.done(batch, List.of(first, second));
        var again = queue.take();
        assertThat(again).containsExactly(first, second);
        queue.done(again, List.of());
        assertThat(queue.take()).containsExactly(later);
    }

    @Test
    void what_concerns_no_person_holds_up_nobody() throws Exception {
        var one = offered("", "m1");
        var other = offered("", "m2");
        var batch = queue.take();
        assertThat(batch).containsExactly(one, other);
        queue.decided(batch);
        var third = offered("", "m3");
        assertThat(queue.take()).containsExactly(third);
    }

    @Test
    void a_batch_and_a_queue_have_their_limits() throws Exception {
        var works = List.of(
                offered("p1", "m1"),
                offered("p2", "m2"),
                offered("p3", "m3"),
                offered("p4", "m4"),
                offered("p5", "m5"));
        assertThat(queue.offer(work("p6", "m6"))).isFalse();
        assertThat(queue.size()).isEqualTo(5);
        var full = queue.take();
        assertThat(full).isEqualTo(works.subList(0, 3));
        queue.decided(full);
        assertThat(queue.take()).isEqualTo(works.subList(3, 5));
    }

    @Test
    void at_the_end_what_waits_is_handed_out_and_nothing_more_is_taken() throws Exception {
        var last = offered("p1", "m1");
        queue.close();
        assertThat(queue.offer(work("p2", "m2"))).isFalse();
        assertThat(queue.take()).containsExactly(last);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void only_at_the_end_what_waits_may_be_given_up() throws Exception {
        var waiting = offered("p1", "m1");
        assertThat(queue.leftAtTheEnd()).isEmpty();
        queue.close();
        assertThat(queue.leftAtTheEnd()).containsExactly(waiting);
        assertThat(queue.take()).isEmpty();
    }
}

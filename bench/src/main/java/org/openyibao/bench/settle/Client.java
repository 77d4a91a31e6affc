package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One client in a closed loop: it settles a bill of one of its persons, then one of the next person, and
/// sends a message only when the one before was answered. No two clients share a person.
final class Client {

    /// A visit that was opened, with its person.
    private record Visit(byte[] person, byte[] certificate, byte[] id) {}

    private final Conversation conversation;
    private final List<Person> persons;
    private final Messages messages;
    private final Numbers numbers;
    private final Course course;
    private final Witness witness;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Slot, byte[]> values = Template.values();
    private final Latencies whole = new Latencies();
    private final Latencies settling = new Latencies();
    private int turn;

    Client(
            Conversation conversation,
            List<Person> persons,
            Messages messages,
            Numbers numbers,
            Course course,
            Witness witness) {
        this.conversation = conversation;
        this.persons = persons;
        this.messages = messages;
        this.numbers = numbers;
        this.course = course;
        this.witness = witness;
    }

    /// Opens and describes a visit (2201, 2203) for each person. Ends at the first one that fails.
    void openVisits() {
        try {
            for (var person : persons) {
                if (course.phase() == Course.Phase.ENDED) {
                    return;
                }
                open(person);
                course.open();
            }
        } catch (IOException | UnexpectedAnswer failure) {
            course.fail(failure.toString());
        }
    }

    private void open(Person person) throws IOException, UnexpectedAnswer {
        var number = person.number().getBytes(StandardCharsets.US_ASCII);
        var certificate = person.certificate().getBytes(StandardCharsets.US_ASCII);
        values.put(Slot.PERSON, number);
        values.put(Slot.CERTIFICATE, certificate);
        values.put(Slot.NUMBER, numbers.next());
        conversation.send(messages.register(), values);
        var visit = new Visit(number, certificate, conversation.visit());
        values.put(Slot.VISIT, visit.id());
        conversation.send(messages.describe(), values);
        visits.add(visit);
    }

    /// Settles until the course ends or the connection breaks. A refusal counts as an error, and the next
    /// bill follows.
    void settle() {
        while (course.phase() != Course.Phase.ENDED && !visits.isEmpty()) {
            try {
                settle(visits.get(turn % visits.size()), messages.bill(turn));
                turn++;
            } catch (UnexpectedAnswer refused) {
                turn++;
                course.fail(refused.getMessage() == null ? "" : refused.getMessage());
            } catch (IOException broken) {
                course.fail(broken.toString());
                return;
            }
        }
    }

    /// Opens a visit for each person, and then settles each once.
    void liveThrough() {
        openVisits();
        try {
            for (var visit : visits) {
                settle(visit, messages.bill(turn));
                turn++;
            }
        } catch (IOException | UnexpectedAnswer failure) {
            course.fail(failure.toString());
        }
    }

    private void settle(Visit visit, Bill bill) throws IOException, UnexpectedAnswer {
        values.put(Slot.PERSON, visit.person());
        values.put(Slot.CERTIFICATE, visit.certificate());
        values.put(Slot.VISIT, visit.id());
        values.put(Slot.NUMBER, numbers.next());
        var begun = System.nanoTime();
        send("2204", bill.upload());
        var uploaded = System.nanoTime();
        send("2207", bill.settle());
        var done = System.nanoTime();
        var settled = conversation.settled(witness.watches() ? conversation.message() : "", bill.totalFen());
        witness.settled(settled);
        if (course.phase() == Course.Phase.MEASURING) {
            whole.add(done - begun);
            settling.add(done - uploaded);
        }
    }

    private void send(String transaction, Template template) throws IOException, UnexpectedAnswer {
        try {
            conversation.send(template, values);
        } catch (IOException broken) {
            witness.unanswered(new Witness.Unanswered(transaction, conversation.message(), conversation.body()));
            throw broken;
        }
    }

    /// Of the operations that were measured: both messages together.
    Latencies whole() {
        return whole;
    }

    /// Of the operations that were measured: the settlement alone.
    Latencies settling() {
        return settling;
    }
}

package org.openyibao.server.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.exchange.Exchange;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.identity.Look;
import org.openyibao.server.language.Faults;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.UnsureException;
import org.openyibao.server.sandbox.Newcomers;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Message;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Overloaded;
import org.openyibao.server.settlement.Settlements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Carries a message from its bytes to the bytes of its answer. Always answers: a refusal and a fault are answers too.
@Component
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final String NOBODY = "";
    private static final String NOTHING = "";

    /// An institution's own file may name any of its patients.
    private static final String A_LIST = "";

    private final Slips slips;
    private final Signatures signatures;
    private final Transactions transactions;
    private final InputCheck check;
    private final Credentials credentials;
    private final Registry registry;
    private final Optional<Newcomers> newcomers;
    private final Settlements settlements;
    private final AuditTrail trail;
    private final Answers answers;

    Dispatcher(
            Slips slips,
            Signatures signatures,
            Transactions transactions,
            InputCheck check,
            Credentials credentials,
            Registry registry,
            Optional<Newcomers> newcomers,
            Settlements settlements,
            AuditTrail trail,
            Answers answers) {
        this.slips = slips;
        this.signatures = signatures;
        this.transactions = transactions;
        this.check = check;
        this.credentials = credentials;
        this.registry = registry;
        this.newcomers = newcomers;
        this.settlements = settlements;
        this.trail = trail;
        this.answers = answers;
    }

    /// @throws Overloaded if nothing was done because too much is being done
    /// @throws BusyException as well
    Reply answer(byte[] body, Address address, Headers headers) throws Overloaded {
        var message = new Incoming(slips.next(), address, signatures.seal(headers));
        message.seal.read(body);
        return message.answered(() -> {
            var plain = signatures.opened(body, message.seal);
            var upload =
                    Upload.mayBe(plain) ? message.upload(new ByteArrayInputStream(plain)) : Optional.<Upload>empty();
            return upload.isPresent()
                    ? message.carriedOut(upload.get())
                    : message.carriedOut(Json.object(plain), Optional.empty());
        });
    }

    /// The answer to a message that is too large for anything but bringing a file; empty where it brings none. Throws
    /// as the other.
    Optional<Reply> answer(InputStream body, Address address, Headers headers) throws Overloaded {
        var message = new Incoming(slips.next(), address, signatures.seal(headers));
        var brings = new boolean[] {true};
        var reply = message.answered(() -> {
            var upload = message.upload(message.seal.reading(body));
            brings[0] = upload.isPresent();
            return upload.isPresent() ? message.carriedOut(upload.get()) : new Reply.Message(new byte[0]);
        });
        return brings[0] ? Optional.of(reply) : Optional.empty();
    }

    private interface Answering {
        Reply get() throws Overloaded, IOException;
    }

    /// A message on its way through.
    private final class Incoming {
        private final Slip slip;
        private final Address address;
        private final Seal seal;
        private final long begun = System.nanoTime();
        private String region = Answers.NO_REGION;

        Incoming(Slip slip, Address address, Seal seal) {
            this.slip = slip;
            this.address = address;
            this.seal = seal;
        }

        Reply answered(Answering answering) throws Overloaded {
            try {
                return answering.get();
            } catch (NotAdmittedException refused) {
                return new Reply.Message(refused.answer());
            } catch (InvalidFieldException refused) {
                return new Reply.Message(answers.failure(slip, region, refused.text()));
            } catch (UnsureException fault) {
                return new Reply.Message(fault(slip, region, fault, "；是否已办理尚不确定，请以同一报文ID重发"));
            } catch (BusyException busy) {
                throw busy;
            } catch (IOException | RuntimeException fault) {
                return new Reply.Message(fault(slip, region, fault, ""));
            }
        }

        /// Empty where the message does not upload anything.
        Optional<Upload> upload(InputStream body) throws IOException {
            var upload = Upload.read(body);
            if (upload.isPresent() && !transaction(upload.get().message()).equals(FileHandler.UPLOAD)) {
                upload.get().close();
                return Optional.empty();
            }
            return upload;
        }

        private String transaction(ObjectNode message) {
            return new Fields(message, "")
                    .optional("infno", Envelope.LONGEST_TRANSACTION)
                    .or(() -> address.transaction(transactions.services()))
                    .orElse("");
        }

        Reply carriedOut(Upload upload) throws Overloaded {
            try (upload) {
                return carriedOut(upload.message(), Optional.of(upload.content()));
            }
        }

        Reply carriedOut(ObjectNode message, Optional<Path> file) throws Overloaded {
            return switch (admitted(message, file)) {
                case Reply.Message(var answer) -> new Reply.Message(signatures.closed(answer, seal));
                case Reply.Download download -> download;
            };
        }

        private Reply admitted(ObjectNode message, Optional<Path> file) throws Overloaded {
            region = Envelope.regionOf(message);
            Envelope.institutionOf(message).ifPresent(institution -> signatures.require(institution, seal));
            var envelope = Envelope.read(slip, message, address.transaction(transactions.services()), check);
            if (newcomers.isPresent() && !isRegistered(envelope)) {
                var name = new Fields(message, "").text("fixmedins_name", Envelope.LONGEST_NAME);
                newcomers.get().register(envelope.institution(), name, envelope.careRegion());
            }
            return carryOut(file.map(envelope::with).orElse(envelope), address.sender(), begun);
        }
    }

    private byte[] fault(Slip slip, String region, Exception fault, String advice) {
        LOG.error("fault {}\n{}", slip.number(), Faults.withoutData(fault));
        return answers.failure(slip, region, "系统错误，编号 " + slip.number() + advice);
    }

    /// The answer to what never was a message.
    byte[] refusal(String text) {
        return answers.failure(slips.next(), Answers.NO_REGION, text);
    }

    private Reply carryOut(Envelope sent, String from, long begun) throws Overloaded {
        var handler = transactions.handler(sent.transaction());
        var sender = registry.institution(sent.institution(), sent.slip().today())
                .orElseThrow(() -> InvalidFieldException.of("fixmedins_code", "已登记的定点医药机构编号", sent.institution()));
        var envelope = sent.from(sender.region());
        var rendering = new Rendering(envelope);
        try {
            var file = handler.file(envelope);
            if (file.isPresent()) {
                if (!file.get().institution().equals(Exchange.EVERYBODY)) {
                    trail.note(List.of(look(envelope, A_LIST, from)));
                }
                rendering.result = "file";
                return new Reply.Download(file.get());
            }
            var message = new Message(
                    envelope.institution(),
                    envelope.messageId(),
                    envelope.transaction(),
                    Fingerprint.of(envelope),
                    envelope.slip().receivedAt().toInstant());
            return new Reply.Message(carryOut(message, envelope, from, handler, rendering));
        } catch (InvalidFieldException refused) {
            rendering.result = "refused";
            throw refused;
        } finally {
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "{} {} {} {}",
                        envelope.transaction(),
                        envelope.institution(),
                        rendering.result,
                        Duration.ofNanos(System.nanoTime() - begun));
            }
        }
    }

    private boolean isRegistered(Envelope envelope) {
        return registry.institution(envelope.institution(), envelope.slip().today())
                .isPresent();
    }

    private byte[] carryOut(Message message, Envelope envelope, String from, Handler handler, Rendering rendering)
            throws Overloaded {
        try {
            var task = handler.read(envelope);
            envelope.checkInput();
            credentials.check(envelope);
            var looks = task.shown().stream()
                    .map(person -> look(envelope, person, from))
                    .toList();
            return settlements.perform(message, task.command(), looks, outcome -> rendering.of(task, outcome));
        } catch (RefusedNowException refused) {
            return settlements.perform(message, refusedAlways(envelope), outcome -> rendering.of(refused, outcome));
        }
    }

    private static Look look(Envelope envelope, String person, String from) {
        return new Look(
                0,
                envelope.slip().receivedAt().toInstant(),
                Look.Institution.of(envelope.institution(), envelope.operator()),
                person,
                envelope.transaction(),
                "",
                from);
    }

    /// Asks nothing of anybody: it is refused, unless the message was answered before.
    private static Command refusedAlways(Envelope envelope) {
        return new Command.CancelVisit(NOBODY, envelope.institution(), NOTHING, NOTHING);
    }

    /// Turns the outcome of one message into its answer, and remembers what it was for the log.
    private final class Rendering {
        private final Envelope envelope;
        private volatile String result = "repeated";

        Rendering(Envelope envelope) {
            this.envelope = envelope;
        }

        byte[] of(Task<?> task, Outcome outcome) {
            return switch (outcome) {
                case Outcome.Refused(var refusal) ->
                    failure("refused", RefusalText.of(refusal, envelope.transaction()));
                case Outcome.MessageReused(var first) -> failure("reused", reused(first));
                case Outcome.Done ignored -> success(task, outcome);
                case Outcome.Opened ignored -> success(task, outcome);
                case Outcome.FeesTaken ignored -> success(task, outcome);
                case Outcome.Settled ignored -> success(task, outcome);
                case Outcome.Filed ignored -> success(task, outcome);
            };
        }

        byte[] of(RefusedNowException refused, Outcome outcome) {
            return switch (outcome) {
                case Outcome.MessageReused(var first) -> failure("reused", reused(first));
                case Outcome.Refused ignored -> failure("refused", refused.text());
                case Outcome.Done other -> throw notRefused(other);
                case Outcome.Opened other -> throw notRefused(other);
                case Outcome.FeesTaken other -> throw notRefused(other);
                case Outcome.Settled other -> throw notRefused(other);
                case Outcome.Filed other -> throw notRefused(other);
            };
        }

        private static IllegalStateException notRefused(Outcome other) {
            return new IllegalStateException(
                    "what nobody asked came to " + other.getClass().getSimpleName());
        }

        private byte[] success(Task<?> task, Outcome outcome) {
            result = "done";
            return answers.success(envelope.slip(), envelope.careRegion(), task.answerTo(outcome));
        }

        private byte[] failure(String kind, String text) {
            result = kind;
            return answers.failure(envelope.slip(), envelope.careRegion(), text);
        }

        private String reused(byte[] first) {
            if (first.length == 0) {
                return "msgid：此报文已被冲正（2601），不再办理";
            }
            var difference = Fingerprint.firstDifference(envelope, first).orElse("缺少原报文的字段");
            return "msgid：此报文ID已用于另一内容（" + difference + " 不同）";
        }
    }
}

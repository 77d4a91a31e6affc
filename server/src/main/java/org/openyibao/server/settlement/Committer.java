package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.Plans;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.identity.Look;
import org.openyibao.server.language.Faults;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.LostRaceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes commands last. Two threads take what has queued up, at most one command a person, read what it depends on,
/// decide each, write all of it in one transaction, and answer each caller only when that is on disk; while one
/// waits for the disk the other reads and decides. As if the commands had been carried out one at a time in the
/// order they came.
///
/// The ledger's version guards everything that is decided for a person: a command whose person's books, or those of a
/// relative it draws on, were moved on meanwhile writes nothing and is decided again with the next batch. An error in
/// a batch rolls all of it back; its commands are then tried once more, one by one, so that one bad command does not
/// take the others with it and a message that another server carried out meanwhile gets its answer.
final class Committer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    static final int LARGEST_BATCH = 256;
    static final int LARGEST_QUEUE = 4_096;
    private static final int THREADS = 2;
    private static final byte[] NOTHING = {};

    private final DataSource dataSource;
    private final Accounts accounts;
    private final Gatherer gatherer;
    private final VisitStore visits;
    private final FeeStore fees;
    private final SettlementStore settlements;
    private final MessageStore messages;
    private final VisitChanges visitChanges;
    private final StayChanges stayChanges;
    private final SettlementChanges settlementChanges;
    private final OnTheSpotChanges onTheSpotChanges;
    private final ClaimChanges claimChanges;
    private final ReversalChanges reversalChanges;
    private final Filings filings;
    private final Registrations registrations;
    private final FilingChanges filingChanges;
    private final AuditTrail trail;
    private final Clock clock;

    private final CommitQueue queue = new CommitQueue(LARGEST_QUEUE, LARGEST_BATCH);
    private final List<Thread> threads;

    Committer(
            DataSource dataSource,
            Accounts accounts,
            Gatherer gatherer,
            VisitStore visits,
            FeeStore fees,
            SettlementStore settlements,
            Registry registry,
            CitedRuleStore cited,
            Filings filings,
            Registrations registrations,
            AuditTrail trail,
            Clock clock,
            Ids ids,
            DataKeys keys) {
        messages = new MessageStore(keys);
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.gatherer = gatherer;
        this.visits = visits;
        this.fees = fees;
        this.settlements = settlements;
        visitChanges = new VisitChanges(registry, ids);
        stayChanges = new StayChanges(registry, visitChanges, ids);
        settlementChanges = new SettlementChanges(registry, cited, ids);
        onTheSpotChanges = new OnTheSpotChanges(registry, visitChanges, settlementChanges, ids);
        claimChanges = new ClaimChanges(visitChanges, settlementChanges, ids);
        reversalChanges = new ReversalChanges(registry, ids);
        this.filings = filings;
        this.registrations = registrations;
        filingChanges = new FilingChanges(filings, registrations);
        this.trail = trail;
        this.clock = clock;
        threads = IntStream.rangeClosed(1, THREADS)
                .mapToObj(number ->
                        Thread.ofPlatform().name("committer-" + number).unstarted(this::run))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /// Queues a command. The future completes with the answer once it is on disk, or exceptionally where the
    /// database failed and it is not known whether the command took effect.
    CompletableFuture<byte[]> submit(
            Message message, Command command, List<Look> looks, Function<Outcome, byte[]> render) throws Overloaded {
        var work = new Work(message, command, render, new CompletableFuture<>(), looks);
        if (!queue.offer(work)) {
            throw new Overloaded(queue.size());
        }
        return work.answer();
    }

    /// Takes no more commands, finishes those in the queue, and returns when all are answered.
    @Override
    public void close() {
        queue.close();
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                var again = new ArrayList<Work>();
                try {
                    commitOrSplit(batch, again);
                } finally {
                    queue.done(batch, again);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void commitOrSplit(List<Work> batch, List<Work> again) {
        try {
            commit(batch, again);
        } catch (Unreachable unreachable) {
            giveUp(batch, unreachable);
        } catch (SQLException | RuntimeException | Error failure) {
            LOG.warn("a batch of {} failed and is tried one by one\n{}", batch.size(), Faults.withoutData(failure));
            commitOneByOne(batch, again);
        }
    }

    private void commitOneByOne(List<Work> batch, List<Work> again) {
        for (var work : batch) {
            try {
                commit(List.of(work), again);
            } catch (Unreachable unreachable) {
                giveUp(batch, unreachable);
                return;
            } catch (SQLException | RuntimeException | Error failure) {
                LOG.warn("{} could not be carried out\n{}", work.message().transaction(), Faults.withoutData(failure));
                work.answer().completeExceptionally(failure);
            }
        }
    }

    /// There is no database: to wait for it with each command anew would hold up all others, and the end.
    private void giveUp(List<Work> batch, Unreachable unreachable) {
        LOG.warn("a batch of {} found no database\n{}", batch.size(), Faults.withoutData(unreachable));
        fail(batch, unreachable);
        fail(queue.leftAtTheEnd(), unreachable);
    }

    /// Does nothing to those answered before.
    private static void fail(List<Work> works, Unreachable unreachable) {
        works.forEach(work -> work.answer().completeExceptionally(unreachable));
    }

    /// No connection was to be had: nothing was done.
    private static final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreachable(SQLException cause) {
            super(cause);
        }
    }

    private Connection connect() throws Unreachable {
        try {
            return dataSource.getConnection();
        } catch (SQLException failure) {
            throw new Unreachable(failure);
        }
    }

    /// An effect decided for a command, on the books as they were read.
    private record Decided(Work work, Effect effect, Ledger ledger) {

        Set<String> relatives() {
            return effect.relatives().stream()
                    .map(posting -> posting.ledger().person())
                    .collect(Collectors.toSet());
        }

        Set<String> persons() {
            return work.with(relatives()).persons();
        }
    }

    /// What one batch, read, decided and posted at one moment, comes to: answers to give after the commit, and
    /// commands to decide again.
    private record Batch(
            Instant now,
            Map<Work, byte[]> answers,
            List<MessageStore.Answered> remembered,
            List<Look> looks,
            List<Decided> decided,
            List<Work> again) {

        Batch(Instant now) {
            this(now, new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void answer(Work work, Outcome outcome) {
            var answer = work.render().apply(outcome);
            answers.put(work, answer);
            remembered.add(
                    new MessageStore.Answered(work.message(), work.command().person(), answer));
            looks.addAll(work.looks());
        }
    }

    private void commit(List<Work> works, List<Work> again) throws SQLException, Unreachable {
        var batch = new Batch(clock.instant());
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            try {
                decide(connection, works, batch);
                write(connection, batch);
                queue.decided(works);
                connection.commit();
            } catch (SQLException | RuntimeException | Error failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        again.addAll(batch.again());
        batch.answers().forEach((work, answer) -> work.answer().complete(answer));
    }

    private void decide(Connection connection, List<Work> works, Batch batch) throws SQLException {
        Plans.once(connection);
        var before = messages.find(connection, works.stream().map(Work::message).toList());
        var fresh = new ArrayList<Work>(works.size());
        for (var work : works) {
            var kept = before.get(work.message().key());
            if (kept == null) {
                fresh.add(work);
            } else {
                batch.answers().put(work, answer(kept, work.message(), work.render()));
            }
        }
        var originals = originals(connection, fresh);
        var carriedOut = new HashMap<Command, String>();
        originals.forEach((undo, kept) -> {
            if (!kept.isForbidden()) {
                carriedOut.put(undo, kept.transaction());
            }
        });
        var commands = fresh.stream().map(Work::command).toList();
        var gathered = gatherer.gather(connection, commands, carriedOut, batch.now());
        var now = local(batch.now());
        for (var work : fresh) {
            var done = decide(work, gathered, now, batch);
            if (done && work.command() instanceof Command.Undo undo && !originals.containsKey(undo)) {
                forbid(work.message(), undo, batch);
            }
        }
    }

    /// What a message was answered that was carried out before; empty where it was not.
    Optional<byte[]> answered(Connection connection, Message message, Function<Outcome, byte[]> render)
            throws SQLException {
        return Optional.ofNullable(messages.find(connection, List.of(message)).get(message.key()))
                .map(kept -> answer(kept, message, render));
    }

    private static byte[] answer(MessageStore.Kept kept, Message message, Function<Outcome, byte[]> render) {
        return Arrays.equals(kept.content(), message.content())
                ? kept.response()
                : render.apply(new Outcome.MessageReused(kept.content()));
    }

    /// For the commands to undo: what is kept of their original messages.
    private Map<Command, MessageStore.Kept> originals(Connection connection, List<Work> works) throws SQLException {
        var originals = new HashMap<Command, Message>();
        for (var work : works) {
            if (work.command() instanceof Command.Undo undo) {
                originals.put(undo, original(work.message(), undo));
            }
        }
        if (originals.isEmpty()) {
            return Map.of();
        }
        var found = messages.find(connection, originals.values());
        var known = new HashMap<Command, MessageStore.Kept>();
        originals.forEach((undo, message) -> {
            var kept = found.get(message.key());
            if (kept != null) {
                known.put(undo, kept);
            }
        });
        return known;
    }

    private static Message original(Message message, Command.Undo undo) {
        return new Message(
                message.institution(),
                undo.originalMessage(),
                undo.originalTransaction(),
                NOTHING,
                message.receivedAt());
    }

    /// A message that was undone before it came must not take effect when it comes late.
    private static void forbid(Message message, Command.Undo undo, Batch batch) {
        batch.remembered().add(new MessageStore.Answered(original(message, undo), undo.person(), NOTHING));
    }

    /// False where it is refused.
    private boolean decide(Work work, Map<String, Gathered> gathered, LocalDateTime now, Batch batch) {
        var command = work.command();
        if (command instanceof Command.Remember) {
            batch.answer(work, new Outcome.Done());
            return true;
        }
        var mine = gathered.get(command.person());
        if (mine == null) {
            throw new IllegalStateException("nothing was gathered for a command");
        }
        var effect = effect(command, mine, work.message().msgid(), now);
        if (effect.isRefusal()) {
            batch.answers().put(work, work.render().apply(effect.outcome()));
            return false;
        }
        batch.decided().add(new Decided(work, effect, mine.ledger()));
        return true;
    }

    Effect effect(Command command, Gathered gathered, String message, LocalDateTime now) {
        return switch (command) {
            case Command.OpenVisit open -> visitChanges.open(open, gathered);
            case Command.CancelVisit cancel -> visitChanges.cancel(cancel, gathered);
            case Command.DescribeVisit describe -> visitChanges.describe(describe, gathered);
            case Command.UploadFees upload -> visitChanges.upload(upload, gathered);
            case Command.WithdrawFees withdraw -> visitChanges.withdraw(withdraw, gathered);
            case Command.Admit admit -> stayChanges.admit(admit, gathered, message, now);
            case Command.ChangeAdmission change -> stayChanges.change(change, gathered, now);
            case Command.CancelAdmission cancel -> stayChanges.cancel(cancel, gathered);
            case Command.Discharge discharge -> stayChanges.discharge(discharge, gathered, now);
            case Command.UndoDischarge undo -> stayChanges.undoDischarge(undo, gathered);
            case Command.Charge charge -> stayChanges.charge(charge, gathered, now);
            case Command.Memo memo -> visitChanges.memo(memo, gathered);
            case Command.WithdrawCharges withdraw -> stayChanges.withdraw(withdraw, gathered);
            case Command.SettleStay settle -> settlementChanges.settle(settle, gathered, message, now);
            case Command.Settle settle -> settlementChanges.settle(settle, gathered, message, now);
            case Command.Buy buy -> onTheSpotChanges.buy(buy, gathered, message, now);
            case Command.Treat treat -> onTheSpotChanges.treat(treat, gathered, message, now);
            case Command.Order order -> onTheSpotChanges.order(order, gathered, message, now);
            case Command.Claim claim -> claimChanges.claim(claim, gathered, now);
            case Command.ReverseClaim reverse -> reversalChanges.reverse(reverse, gathered, now);
            case Command.Reverse reverse -> reversalChanges.reverse(reverse, gathered, message, now);
            case Command.Undo undo -> reversalChanges.undo(undo, gathered, message, now);
            case Command.File file -> filingChanges.file(file, gathered, instant(now));
            case Command.CancelFiling cancel -> filingChanges.cancel(cancel, gathered, instant(now));
            case Command.Register register -> filingChanges.register(register, gathered, instant(now));
            case Command.CancelRegistration cancel -> filingChanges.cancel(cancel, gathered, instant(now));
            case Command.Remember ignored -> Effect.nothing(new Outcome.Done());
        };
    }

    private Instant instant(LocalDateTime now) {
        return now.atZone(clock.getZone()).toInstant();
    }

    /// Carries a command out in the caller's transaction, which remembers it in its own way. Where it is refused
    /// nothing is written. `message` is kept with what it settles.
    ///
    /// @throws LostRaceException if it was overtaken: decide again, in a new transaction
    Outcome carryOut(Connection connection, Command command, String message) throws SQLException {
        var now = clock.instant();
        var gathered = gathered(connection, command, now);
        var effect = effect(command, gathered, message, local(now));
        if (!effect.isRefusal()) {
            accounts.postAll(connection, effect.postings(gathered.ledger()), now);
            var written = new Written();
            written.add(effect);
            write(connection, written);
        }
        return effect.outcome();
    }

    /// What a command would come to, and writes nothing.
    Outcome preview(Connection connection, Command command) throws SQLException {
        var now = clock.instant();
        return preview(command, gathered(connection, command, now), now);
    }

    /// The same of what was gathered then.
    Outcome preview(Command command, Gathered gathered, Instant now) {
        return effect(command, gathered, "", local(now)).outcome();
    }

    /// What holds of a claim whatever its lines are.
    Settlements.Claimable claimable(Connection connection, Command.Claim claim) throws SQLException {
        var now = clock.instant();
        return claimChanges.claimable(claim, gathered(connection, claim, now), local(now));
    }

    /// What a command depends on.
    Gathered gathered(Connection connection, Command command, Instant now) throws SQLException {
        var gathered =
                gatherer.gather(connection, List.of(command), Map.of(), now).get(command.person());
        if (gathered == null) {
            throw new IllegalStateException("nothing was gathered for a command");
        }
        return gathered;
    }

    private LocalDateTime local(Instant now) {
        return LocalDateTime.ofInstant(now, clock.getZone());
    }

    private void write(Connection connection, Batch batch) throws SQLException {
        var posted = post(connection, batch);
        var written = new Written();
        for (var decided : batch.decided()) {
            var work = decided.work();
            var person = work.command().person();
            if (decided.effect().changesAnything() && !posted.contains(person)) {
                batch.again().add(work.with(decided.relatives()));
                continue;
            }
            written.add(decided.effect());
            batch.answer(work, decided.effect().outcome());
        }
        write(connection, written);
        messages.insert(connection, batch.remembered());
        trail.note(connection, batch.looks());
    }

    private void write(Connection connection, Written written) throws SQLException {
        visits.save(connection, written.visits());
        fees.insert(connection, written.uploads());
        fees.withdraw(connection, written.withdrawn());
        fees.note(connection, written.memos());
        settlements.insert(connection, written.settlements());
        settlements.addToYears(connection, written.settlements());
        settlements.addToFamilyYears(connection, written.settlements());
        filings.write(connection, written.filings());
        registrations.write(connection, written.registrations());
    }

    /// Posts what was decided, each to all the books that it needs or to none. Of those that need the same books the
    /// first has them. The answer names the persons whose commands took effect.
    private Set<String> post(Connection connection, Batch batch) throws SQLException {
        var taken = new HashSet<String>();
        var parts = new ArrayList<Decided>();
        for (var decided : batch.decided()) {
            if (decided.effect().changesAnything() && Collections.disjoint(taken, decided.persons())) {
                taken.addAll(decided.persons());
                parts.add(decided);
            }
        }
        var posted = accounts.postTogether(
                connection,
                parts.stream()
                        .map(decided -> decided.effect().postings(decided.ledger()))
                        .toList(),
                batch.now());
        return posted.stream()
                .mapToObj(index -> parts.get(index).work().command().person())
                .collect(Collectors.toSet());
    }

    /// The rows of a batch, by table.
    private record Written(
            List<VisitRecord> visits,
            List<FeeUpload> uploads,
            List<FeeStore.Withdrawal> withdrawn,
            List<SettlementRecord> settlements,
            List<Filings.Change> filings,
            List<Registrations.Change> registrations,
            List<FeeStore.Memo> memos) {

        Written() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        void add(Effect effect) {
            effect.visit().ifPresent(visits::add);
            effect.upload().ifPresent(uploads::add);
            withdrawn.addAll(effect.withdrawn());
            effect.settlement().ifPresent(settlements::add);
            effect.filing().ifPresent(filings::add);
            effect.registration().ifPresent(registrations::add);
            effect.memo().ifPresent(memos::add);
        }
    }
}

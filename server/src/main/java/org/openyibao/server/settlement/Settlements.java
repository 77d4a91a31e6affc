package org.openyibao.server.settlement;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.openyibao.engine.decision.ClaimLimitDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.family.Binding;
import org.openyibao.server.family.Family;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.identity.Look;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.UnsureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Settlements {

    private final DataSource dataSource;
    private final Enrolment enrolment;
    private final Registry registry;
    private final Policies policies;
    private final CitedRuleStore cited;
    private final SettlementStore settlements = new SettlementStore();
    private final Gatherer gatherer;
    private final Committer committer;
    private final Clock clock;

    Settlements(
            DataSource dataSource,
            Accounts accounts,
            Enrolment enrolment,
            Registry registry,
            Filings filings,
            Registrations registrations,
            Family family,
            Policies policies,
            CitedRuleStore cited,
            AuditTrail trail,
            Clock clock,
            Ids ids,
            DataKeys keys) {
        this.dataSource = dataSource;
        this.enrolment = enrolment;
        this.registry = registry;
        this.policies = policies;
        this.cited = cited;
        this.clock = clock;
        var visits = new VisitStore();
        var fees = new FeeStore();
        var relatives = new RelativesGatherer(accounts, enrolment, family, settlements);
        gatherer = new Gatherer(
                policies, accounts, enrolment, filings, registrations, relatives, visits, fees, settlements);
        committer = new Committer(
                dataSource,
                accounts,
                gatherer,
                visits,
                fees,
                settlements,
                registry,
                cited,
                filings,
                registrations,
                trail,
                clock,
                ids,
                keys);
        committer.start();
    }

    @PreDestroy
    void stop() {
        committer.close();
    }

    /// Carries out a command, durably and once, and waits for it. `render` turns the outcome into the
    /// answer's bytes, quickly and purely. Where the message's id was used before with equal content, the
    /// first answer comes back and nothing is done; with other content `render` gets
    /// [Outcome.MessageReused]. Refusals are not remembered.
    ///
    /// Throws [Overloaded] where nothing was done because too much is waiting, and [UnsureException] where
    /// the database failed: the command may have taken effect, and sending the same message again will
    /// tell.
    public byte[] perform(Message message, Command command, Function<Outcome, byte[]> render) throws Overloaded {
        return perform(message, command, List.of(), render);
    }

    /// As the other, for an answer that shows persons' records: the looks are written down with it, in the same
    /// transaction, unless the command is refused. The first answer that comes back has its lines already.
    public byte[] perform(Message message, Command command, List<Look> looks, Function<Outcome, byte[]> render)
            throws Overloaded {
        if (command instanceof Command.SettleStay settle && settle.evenBefore()) {
            throw new IllegalArgumentException("a stay is settled when it has ended");
        }
        try {
            return committer.submit(message, command, looks, render).get();
        } catch (ExecutionException failed) {
            throw new UnsureException(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnsureException(interrupted);
        }
    }

    /// What [#perform] would answer a message that was carried out before; empty where it was not, so far.
    public Optional<byte[]> answered(Message message, Function<Outcome, byte[]> render) {
        return read(connection -> committer.answered(connection, message, render));
    }

    /// Settles what is claimed in the caller's transaction: with whatever else the caller writes, or not at all.
    ///
    /// @throws LostRaceException if it was overtaken: decide again, in a new transaction
    public Outcome claim(Connection connection, Command.Claim claim) throws SQLException {
        return committer.carryOut(connection, claim, "");
    }

    /// Takes the settlement of a claim back, as [#claim].
    public Outcome reverseClaim(Connection connection, Command.ReverseClaim reversal) throws SQLException {
        return committer.carryOut(connection, reversal, "");
    }

    /// Settles an order, as [#claim]. `order` is its number, which stands for the message that asked for it.
    Outcome pay(Connection connection, Command.Settle settle, String order) throws SQLException {
        return committer.carryOut(connection, settle, order);
    }

    /// What [#pay] would come to now, read in the caller's transaction; nothing is written.
    Outcome previewPayment(Connection connection, Command.Settle settle) throws SQLException {
        return committer.preview(connection, settle);
    }

    /// What a claim would come to now, read in the caller's transaction; nothing is written.
    public Outcome previewClaim(Connection connection, Command.Claim claim) throws SQLException {
        return committer.preview(connection, claim);
    }

    /// What holds of a claim whatever its lines are, or why there can be no such claim.
    public sealed interface Claimable {

        /// `catalogue`: the region whose catalogue sorts the lines. `limit`: until when it may be filed, where a rule
        /// says so.
        record Yes(String catalogue, Optional<ClaimLimitDecider.Outcome> limit) implements Claimable {}

        record No(Refusal refusal) implements Claimable {}
    }

    /// As [#previewClaim], the lines left out.
    public Claimable claimable(Connection connection, Command.Claim claim) throws SQLException {
        return committer.claimable(connection, claim);
    }

    /// A settlement made at the institution.
    public record Direct(String settlement, LocalDate day, Fen total) {}

    /// The person's settlements at an institution of care from a day to another (inclusive) that stand and are no
    /// claims: what is settled at the institution is not to be claimed again.
    public List<Direct> direct(
            Connection connection, String person, String institution, LocalDate from, LocalDate until)
            throws SQLException {
        return settlements.direct(connection, person, institution, from, until);
    }

    /// The receipt of what a preview came to.
    public Receipt receipt(Outcome.Settled settled) {
        var keys = settled.settlement().steps().stream()
                .map(SettlementRecord.KeptStep::rule)
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
        var words = read(connection -> cited.words(connection, keys));
        return Receipts.receipt(
                settled, policies.current().name(settled.settlement().region()), words);
    }

    /// Decides a settlement, a purchase or a claim as it would be decided now, and writes nothing.
    public Outcome preview(Command command) {
        if (!(command instanceof Command.Settle
                || command instanceof Command.SettleStay
                || command instanceof Command.Buy
                || command instanceof Command.Treat
                || command instanceof Command.Claim)) {
            throw new IllegalArgumentException("only what settles a bill has a preview");
        }
        var now = clock.instant();
        var gathered = read(connection -> committer.gathered(connection, command, now));
        return committer.preview(command, gathered, now);
    }

    /// What a settlement of a person for a visit on a day would rest on; empty where nobody has the number.
    public Optional<Known> known(String person, LocalDate day) {
        var now = clock.instant();
        return read(connection -> gatherer.known(connection, person, day, now))
                .map(gathered -> new Known(gathered, day, BusinessDay.of(now)));
    }

    /// A settlement with its parties, by its id.
    public Optional<Outcome.Settled> find(String settlement) {
        return read(connection -> settlements.find(connection, settlement)).map(this::withParty);
    }

    /// False of what was reversed.
    public boolean stands(SettlementRecord settlement) {
        var key = new FeeStore.Key(settlement.person(), settlement.visit(), settlement.batch());
        return read(connection -> settlements.refs(connection, List.of(key))).stream()
                .noneMatch(ref -> ref.reverses().equals(Optional.of(settlement.id())));
    }

    /// The receipt of a settlement, made again from what was kept of its decision: the same for ever.
    public Optional<Receipt> receipt(String settlement) {
        return find(settlement).map(this::receipt);
    }

    /// A settlement in a list. `institutionName`: as it was called on the day of service; `reversedBy`: the reversal
    /// that took it back.
    public record Listed(SettlementRecord settlement, String institutionName, Optional<String> reversedBy) {}

    /// A part of a list of which `found` is the whole.
    public record Listing(int found, List<Listed> settlements) {}

    /// A person's settlements and reversals of care from one day to another, both counted, the latest made first:
    /// `most` of them at most, `offset` passed over.
    public Listing list(String person, LocalDate from, LocalDate to, int offset, int most) {
        var listing = read(connection -> new Listing(
                settlements.count(connection, person, from, to),
                settlements.page(connection, person, from, to, offset, most)));
        return new Listing(
                listing.found(),
                listing.settlements().stream().map(this::withName).toList());
    }

    private Listed withName(Listed listed) {
        var settlement = listed.settlement();
        return registry.institution(settlement.institution(), settlement.serviceDate())
                .map(found -> new Listed(settlement, found.name(), listed.reversedBy()))
                .orElse(listed);
    }

    /// What accounts paid for, by the ids of settlements; unknown ids are absent.
    public Map<String, Care> care(Collection<String> ids) {
        var found = new HashMap<String, Care>();
        for (var care : read(connection -> settlements.care(connection, ids))) {
            var name = registry.institution(care.institution(), care.serviceDate())
                    .map(Institution::name)
                    .orElse(care.institution());
            found.put(care.settlement(), care.at(name));
        }
        return found;
    }

    /// What an owner's account paid for a relative in a calendar year.
    public record Drawn(String user, String owner, int year, Fen amount) {}

    /// What the owners of bindings paid for their users, year by year, the latest first. Of two bindings of the same
    /// two persons it says the same.
    public List<Drawn> drawn(Collection<Binding> bindings) {
        var pairs = bindings.stream()
                .map(binding -> new SettlementStore.Pair(binding.user(), binding.owner()))
                .collect(Collectors.toSet());
        return read(connection -> settlements.drawn(connection, pairs));
    }

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /// Holds a connection while it reads and no longer: whoever held one and asked another room, which
    /// takes one of its own, could wait for others who do the same.
    private <T> T read(Reading<T> reading) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            return reading.from(connection);
        } catch (SQLException failed) {
            throw new UnsureException(failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private Outcome.Settled withParty(SettlementRecord settlement) {
        var party = Party.of(settlement, enrolment.byNumber(settlement.person()), registry);
        return new Outcome.Settled(settlement, party, List.of());
    }
}

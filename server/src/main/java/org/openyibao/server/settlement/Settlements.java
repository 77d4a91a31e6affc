package org.openyibao.server.settlement;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.family.Family;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
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
            Clock clock,
            Ids ids) {
        this.dataSource = dataSource;
        this.enrolment = enrolment;
        this.registry = registry;
        this.policies = policies;
        this.cited = cited;
        this.clock = clock;
        var visits = new VisitStore();
        var fees = new FeeStore();
        var visitChanges = new VisitChanges(registry, ids);
        var stayChanges = new StayChanges(registry, visitChanges, ids);
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
                visitChanges,
                stayChanges,
                new SettlementChanges(registry, cited, visitChanges, ids),
                filings,
                registrations,
                clock);
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
        try {
            return committer.submit(message, command, render).get();
        } catch (ExecutionException failed) {
            throw new UnsureException(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnsureException(interrupted);
        }
    }

    /// Decides a settlement or a purchase as it would be decided now, and writes nothing.
    public Outcome preview(Command command) {
        if (!(command instanceof Command.Settle
                || command instanceof Command.SettleStay
                || command instanceof Command.Buy)) {
            throw new IllegalArgumentException("only settlements and purchases have a preview");
        }
        var now = clock.instant();
        var gathered = read(connection -> gatherer.gather(connection, List.of(command), Map.of(), now))
                .get(command.person());
        if (gathered == null) {
            throw new IllegalStateException("nothing was gathered for a preview");
        }
        return committer
                .effect(command, gathered, "", LocalDateTime.ofInstant(now, clock.getZone()))
                .outcome();
    }

    /// What a settlement of a person for a visit on a day would rest on; empty where nobody has the number.
    public Optional<Known> known(String person, LocalDate day) {
        return read(connection -> gatherer.known(connection, person, day, clock.instant()));
    }

    /// A settlement with its parties, by its id.
    public Optional<Outcome.Settled> find(String settlement) {
        return read(connection -> settlements.find(connection, settlement)).map(this::withParty);
    }

    /// The receipt of a settlement, made again from what was kept of its decision: the same for ever.
    public Optional<Receipt> receipt(String settlement) {
        return find(settlement).map(settled -> {
            var keys = settled.settlement().steps().stream()
                    .map(SettlementRecord.KeptStep::rule)
                    .filter(key -> !key.isEmpty())
                    .distinct()
                    .toList();
            var words = read(connection -> cited.words(connection, keys));
            return Receipts.receipt(
                    settled, policies.current().name(settled.settlement().region()), words);
        });
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

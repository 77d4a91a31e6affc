package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Decision.FamilyDraw;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.database.Codes;
import org.openyibao.server.settlement.SettlementRecord.KeptStep;

/// SQL of `settlement`, `year_to_date` and `family_year`.
final class SettlementStore {

    /// The steps in which an account pays.
    private static final Set<StepKind> ACCOUNTS =
            Set.of(StepKind.ACCOUNT_CURRENT, StepKind.ACCOUNT_PRIOR, StepKind.FAMILY, StepKind.WALLET);

    private static final String INSERT = """
            insert into settlement (psn_no, settlement_id, visit_id, batch, reverses, institution, region, scheme,
                visit_kind, service_date, benefit_year, settled_at, message_id, total_fen, own_pay_fen,
                over_limit_fen, first_pay_fen, in_scope_fen, deductible_fen, year_deductible_fen, year_burden_fen, pool_fen,
                pool_ratio, layers_fen, account_current_fen, account_prior_fen, cash_fen, balance_current_fen,
                balance_prior_fen, reason, treated_as_filed, step_kinds, step_rules, step_bases_fen, step_amounts_fen, step_ratios,
                step_reasons, step_details, line_parts_fen, details, family_owners, family_current_fen,
                family_prior_fen, wallet_fen, stay_admitted, stay_emergency, stay_category, stay_part,
                stay_interim, stay_uploads, stay_from, stay_until, settled_by, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s)""".formatted(GroundsStore.COLUMNS, GroundsStore.PLACES);

    /// The settlements of the batches (with an empty batch: of the visit), and whatever reverses them.
    List<SettlementRef> refs(Connection connection, Collection<FeeStore.Key> keys) throws SQLException {
        var found = new ArrayList<SettlementRef>();
        if (keys.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select s.psn_no, s.settlement_id, s.visit_id, s.batch, s.reverses, s.stay_admitted, s.stay_part,
                    s.stay_interim, s.stay_uploads, s.stay_from, s.stay_until, s.service_date, s.benefit_year, s.pool_fen,
                    s.year_deductible_fen, s.year_burden_fen, s.layers_fen, s.step_kinds
                from unnest(?::varchar[], ?::varchar[], ?::varchar[]) as k(psn_no, visit_id, batch)
                join settlement s on s.psn_no = k.psn_no and s.visit_id = k.visit_id
                    and (k.batch = '' or s.batch = k.batch)""")) {
            select.setObject(1, Rows.texts(keys, FeeStore.Key::person));
            select.setObject(2, Rows.texts(keys, FeeStore.Key::visit));
            select.setObject(3, Rows.texts(keys, FeeStore.Key::batch));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new SettlementRef(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Optional.ofNullable(rows.getString(5)),
                            rows.getObject("stay_admitted") == null ? Optional.empty() : Optional.of(ofStay(rows))));
                }
            }
        }
        return found;
    }

    private static SettlementRef.OfStay ofStay(ResultSet row) throws SQLException {
        var pool = Fen.of(row.getLong("pool_fen"));
        var layers = Rows.longs(row, "layers_fen");
        var part = part(row);
        return new SettlementRef.OfStay(
                part,
                row.getObject("service_date", LocalDate.class),
                row.getInt("benefit_year"),
                Rows.texts(row, "step_kinds").stream().map(StepKind::valueOf).anyMatch(SettledPart::isOfFund),
                pool,
                new YearToDate(
                        Fen.of(row.getLong("year_deductible_fen")),
                        Fen.ZERO,
                        pool,
                        Fen.ZERO,
                        part.number() == 1 ? 1 : 0,
                        Fen.of(row.getLong("year_burden_fen")),
                        Fen.of(layers[LayerKind.CATASTROPHIC.ordinal()]),
                        Fen.of(layers[LayerKind.LARGE_SUM.ordinal()]),
                        Fen.of(layers[LayerKind.CIVIL_SERVANT.ordinal()]),
                        Fen.of(layers[LayerKind.ASSISTANCE.ordinal()]),
                        Fen.ZERO));
    }

    private static Stay.Part part(ResultSet row) throws SQLException {
        var from = row.getObject("stay_from", LocalDate.class);
        var until = row.getObject("stay_until", LocalDate.class);
        var uploads = row.getArray("stay_uploads");
        return new Stay.Part(
                row.getInt("stay_part"),
                row.getBoolean("stay_interim"),
                uploads == null ? List.of() : List.of((Long[]) uploads.getArray()),
                from == null || until == null ? Optional.empty() : Optional.of(new Stay.Days(from, until)));
    }

    Optional<SettlementRecord> find(Connection connection, String person, String id) throws SQLException {
        return findBy(connection, "psn_no = ? and settlement_id = ?", person, id);
    }

    Optional<SettlementRecord> find(Connection connection, String id) throws SQLException {
        return findBy(connection, "settlement_id = ?", id);
    }

    /// What a message of an institution settled for a person.
    Optional<SettlementRecord> byMessage(Connection connection, String person, String institution, String message)
            throws SQLException {
        return findBy(
                connection,
                "psn_no = ? and institution = ? and message_id = ? and reverses is null and settled_by = 'direct'",
                person,
                institution,
                message);
    }

    /// What the settlements were about; the institutions' codes stand for their names.
    List<Care> care(Connection connection, Collection<String> ids) throws SQLException {
        var found = new ArrayList<Care>();
        try (var select = connection.prepareStatement("""
                select settlement_id, psn_no, visit_kind, service_date, institution, settled_by, step_kinds, step_rules
                from settlement where settlement_id = any(?)""")) {
            select.setObject(1, ids.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var institution = rows.getString("institution");
                    found.add(new Care(
                            rows.getString("settlement_id"),
                            rows.getString("psn_no"),
                            Codes.of(VisitKind.class, rows.getString("visit_kind")),
                            rows.getObject("service_date", LocalDate.class),
                            institution,
                            institution,
                            Codes.of(SettledBy.class, rows.getString("settled_by")),
                            rules(rows)));
                }
            }
        }
        return found;
    }

    private static Map<StepKind, String> rules(ResultSet row) throws SQLException {
        var rules = new EnumMap<StepKind, String>(StepKind.class);
        var kinds = Rows.texts(row, "step_kinds");
        var keys = Rows.texts(row, "step_rules");
        for (var i = 0; i < kinds.size(); i++) {
            var kind = StepKind.valueOf(kinds.get(i));
            if (ACCOUNTS.contains(kind) && !keys.get(i).isEmpty()) {
                rules.putIfAbsent(kind, keys.get(i));
            }
        }
        return rules;
    }

    /// Those that stand and are no claims, by day.
    List<Settlements.Direct> direct(
            Connection connection, String person, String institution, LocalDate from, LocalDate until)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.settlement_id, s.service_date, s.total_fen
                from settlement s
                where s.psn_no = ? and s.institution = ? and s.service_date between ? and ? and s.settled_by = 'direct'
                    and s.reverses is null and not exists (
                        select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                order by s.service_date, s.settlement_id""")) {
            select.setString(1, person);
            select.setString(2, institution);
            select.setObject(3, from);
            select.setObject(4, until);
            var found = new ArrayList<Settlements.Direct>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Settlements.Direct(
                            rows.getString(1), rows.getObject(2, LocalDate.class), Fen.of(rows.getLong(3))));
                }
            }
            return found;
        }
    }

    private static Optional<SettlementRecord> findBy(Connection connection, String where, String... values)
            throws SQLException {
        try (var select = connection.prepareStatement("select * from settlement where " + where)) {
            for (var i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(settlement(rows)) : Optional.empty();
            }
        }
    }

    /// All settlements and reversals of the persons, each person's in the order in which they were made.
    Map<String, List<SettlementRecord>> of(Connection connection, Collection<String> persons) throws SQLException {
        var found = new HashMap<String, List<SettlementRecord>>();
        try (var select = connection.prepareStatement("""
                select s.* from unnest(?::varchar[]) as k(psn_no) join settlement s on s.psn_no = k.psn_no
                order by s.settled_at, s.settlement_id""")) {
            select.setObject(1, persons.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var settlement = settlement(rows);
                    found.computeIfAbsent(settlement.person(), person -> new ArrayList<>())
                            .add(settlement);
                }
            }
        }
        return found;
    }

    /// A person's settlements and reversals of care of some days, the latest made first; of each settlement what took
    /// it back.
    List<Settlements.Listed> page(
            Connection connection, String person, LocalDate from, LocalDate to, int offset, int most)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select s.*, (select r.settlement_id from settlement r
                        where r.psn_no = s.psn_no and r.reverses = s.settlement_id) as reversed_by
                from settlement s where s.psn_no = ? and s.service_date between ? and ?
                order by s.settled_at desc, s.settlement_id desc offset ? limit ?""")) {
            select.setString(1, person);
            select.setObject(2, from);
            select.setObject(3, to);
            select.setInt(4, offset);
            select.setInt(5, most);
            var found = new ArrayList<Settlements.Listed>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var settlement = settlement(rows);
                    found.add(new Settlements.Listed(
                            settlement, settlement.institution(), Optional.ofNullable(rows.getString("reversed_by"))));
                }
            }
            return found;
        }
    }

    /// How many [#page] finds in all.
    int count(Connection connection, String person, LocalDate from, LocalDate to) throws SQLException {
        try (var select = connection.prepareStatement(
                "select count(*) from settlement where psn_no = ? and service_date between ? and ?")) {
            select.setString(1, person);
            select.setObject(2, from);
            select.setObject(3, to);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /// The persons of whom a region settled care of `since` or later: the next ones after `after` in the database's
    /// order, `most` at most.
    List<String> persons(Connection connection, String region, LocalDate since, String after, int most)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select distinct psn_no from settlement where region = ? and service_date >= ? and psn_no > ?
                order by psn_no limit ?""")) {
            select.setString(1, region);
            select.setObject(2, since);
            select.setString(3, after);
            select.setInt(4, most);
            var persons = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    persons.add(rows.getString(1));
                }
            }
            return persons;
        }
    }

    static SettlementRecord settlement(ResultSet row) throws SQLException {
        return new SettlementRecord(
                row.getString("psn_no"),
                row.getString("settlement_id"),
                row.getString("visit_id"),
                row.getString("batch"),
                Optional.ofNullable(row.getString("reverses")),
                row.getString("institution"),
                row.getString("region"),
                Codes.of(Scheme.class, row.getString("scheme")),
                Codes.of(VisitKind.class, row.getString("visit_kind")),
                row.getObject("service_date", LocalDate.class),
                row.getInt("benefit_year"),
                row.getObject("settled_at", LocalDateTime.class),
                row.getString("message_id"),
                Fen.of(row.getLong("total_fen")),
                Fen.of(row.getLong("own_pay_fen")),
                Fen.of(row.getLong("over_limit_fen")),
                Fen.of(row.getLong("first_pay_fen")),
                Fen.of(row.getLong("in_scope_fen")),
                Fen.of(row.getLong("deductible_fen")),
                Fen.of(row.getLong("year_deductible_fen")),
                Fen.of(row.getLong("year_burden_fen")),
                Fen.of(row.getLong("pool_fen")),
                Ratio.ofMillionths(row.getInt("pool_ratio")),
                Rows.longs(row, "layers_fen"),
                Fen.of(row.getLong("account_current_fen")),
                Fen.of(row.getLong("account_prior_fen")),
                family(row),
                Fen.of(row.getLong("wallet_fen")),
                Fen.of(row.getLong("cash_fen")),
                new Balances(Fen.of(row.getLong("balance_current_fen")), Fen.of(row.getLong("balance_prior_fen"))),
                reason(row.getString("reason")),
                row.getBoolean("treated_as_filed"),
                steps(row),
                Rows.longs(row, "line_parts_fen"),
                row.getString("details"),
                stay(row),
                Codes.of(SettledBy.class, row.getString("settled_by")),
                GroundsStore.read(row));
    }

    private static Optional<Stay> stay(ResultSet row) throws SQLException {
        var admitted = row.getObject("stay_admitted", LocalDate.class);
        return admitted == null
                ? Optional.empty()
                : Optional.of(new Stay(
                        admitted,
                        row.getObject("service_date", LocalDate.class),
                        row.getBoolean("stay_emergency"),
                        row.getString("stay_category"),
                        part(row)));
    }

    private static List<FamilyDraw> family(ResultSet row) throws SQLException {
        var owners = Rows.texts(row, "family_owners");
        var current = Rows.longs(row, "family_current_fen");
        var prior = Rows.longs(row, "family_prior_fen");
        return IntStream.range(0, owners.size())
                .mapToObj(i -> new FamilyDraw(owners.get(i), Fen.of(current[i]), Fen.of(prior[i])))
                .toList();
    }

    private static Optional<Reason> reason(String code) {
        return code.isEmpty() ? Optional.empty() : Optional.of(Reason.valueOf(code));
    }

    private static List<KeptStep> steps(ResultSet row) throws SQLException {
        var kinds = Rows.texts(row, "step_kinds");
        var rules = Rows.texts(row, "step_rules");
        var bases = Rows.longs(row, "step_bases_fen");
        var amounts = Rows.longs(row, "step_amounts_fen");
        var ratios = Rows.ints(row, "step_ratios");
        var reasons = Rows.texts(row, "step_reasons");
        var details = Rows.texts(row, "step_details");
        var steps = new ArrayList<KeptStep>(kinds.size());
        for (var i = 0; i < kinds.size(); i++) {
            steps.add(new KeptStep(
                    StepKind.valueOf(kinds.get(i)),
                    rules.get(i),
                    bases[i],
                    amounts[i],
                    Ratio.ofMillionths(ratios[i]),
                    reason(reasons.get(i)),
                    details.get(i)));
        }
        return List.copyOf(steps);
    }

    void insert(Connection connection, List<SettlementRecord> settlements) throws SQLException {
        if (settlements.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var settlement : settlements) {
                bind(insert, settlement);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, SettlementRecord settlement) throws SQLException {
        var steps = settlement.steps();
        var at = 0;
        insert.setString(++at, settlement.person());
        insert.setString(++at, settlement.id());
        insert.setString(++at, settlement.visit());
        insert.setString(++at, settlement.batch());
        insert.setString(++at, settlement.reverses().orElse(null));
        insert.setString(++at, settlement.institution());
        insert.setString(++at, settlement.region());
        insert.setString(++at, settlement.scheme().toString());
        insert.setString(++at, settlement.kind().toString());
        insert.setObject(++at, settlement.serviceDate());
        insert.setInt(++at, settlement.benefitYear());
        insert.setObject(++at, settlement.settledAt());
        insert.setString(++at, settlement.message());
        insert.setLong(++at, settlement.total().value());
        insert.setLong(++at, settlement.ownPay().value());
        insert.setLong(++at, settlement.overLimit().value());
        insert.setLong(++at, settlement.firstPay().value());
        insert.setLong(++at, settlement.inScope().value());
        insert.setLong(++at, settlement.deductible().value());
        insert.setLong(++at, settlement.yearDeductible().value());
        insert.setLong(++at, settlement.yearBurden().value());
        insert.setLong(++at, settlement.pool().value());
        insert.setInt(++at, settlement.poolRatio().millionths());
        insert.setObject(++at, settlement.layersFen());
        insert.setLong(++at, settlement.accountCurrent().value());
        insert.setLong(++at, settlement.accountPrior().value());
        insert.setLong(++at, settlement.cash().value());
        insert.setLong(++at, settlement.balances().current().value());
        insert.setLong(++at, settlement.balances().prior().value());
        insert.setString(++at, settlement.reason().map(Reason::name).orElse(""));
        insert.setBoolean(++at, settlement.treatedAsFiled());
        insert.setObject(++at, Rows.texts(steps, step -> step.kind().name()));
        insert.setObject(++at, Rows.texts(steps, KeptStep::rule));
        insert.setObject(++at, Rows.longs(steps, KeptStep::baseFen));
        insert.setObject(++at, Rows.longs(steps, KeptStep::amountFen));
        insert.setObject(++at, Rows.ints(steps, step -> step.ratio().millionths()));
        insert.setObject(
                ++at, Rows.texts(steps, step -> step.reason().map(Reason::name).orElse("")));
        insert.setObject(++at, Rows.texts(steps, KeptStep::detail));
        insert.setObject(++at, settlement.lineParts());
        insert.setString(++at, settlement.details());
        var family = settlement.family();
        insert.setObject(++at, Rows.texts(family, FamilyDraw::id));
        insert.setObject(++at, Rows.longs(family, draw -> draw.current().value()));
        insert.setObject(++at, Rows.longs(family, draw -> draw.prior().value()));
        insert.setLong(++at, settlement.wallet().value());
        var stay = settlement.stay();
        insert.setObject(++at, stay.map(Stay::admitted).orElse(null));
        insert.setObject(++at, stay.map(Stay::emergency).orElse(null));
        insert.setString(++at, stay.map(Stay::category).orElse(null));
        var part = stay.map(Stay::part).orElse(Stay.Part.WHOLE);
        insert.setInt(++at, part.number());
        insert.setBoolean(++at, part.interim());
        insert.setObject(++at, part.uploads().isEmpty() ? null : part.uploads().toArray(Long[]::new));
        insert.setObject(++at, part.days().map(Stay.Days::from).orElse(null));
        insert.setObject(++at, part.days().map(Stay.Days::until).orElse(null));
        insert.setString(++at, settlement.settledBy().toString());
        GroundsStore.bind(insert, at, settlement);
    }

    /// The years to date of the persons, of all schemes and years.
    Map<YearKey, YearToDate> years(Connection connection, Collection<String> persons) throws SQLException {
        var found = new HashMap<YearKey, YearToDate>();
        if (persons.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select psn_no, scheme, benefit_year, deductible_fen, pool_fen, inpatient_pool_fen, admissions, burden_fen,
                    catastrophic_fen, large_sum_fen, civil_servant_fen, assistance_fen
                from unnest(?::varchar[]) as k(psn_no) join year_to_date using (psn_no)""")) {
            select.setObject(1, persons.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var pool = Fen.of(rows.getLong(5));
                    found.put(
                            new YearKey(rows.getString(1), Codes.of(Scheme.class, rows.getString(2)), rows.getInt(3)),
                            new YearToDate(
                                    Fen.of(rows.getLong(4)),
                                    pool,
                                    Fen.of(rows.getLong(6)),
                                    pool,
                                    rows.getInt(7),
                                    Fen.of(rows.getLong(8)),
                                    Fen.of(rows.getLong(9)),
                                    Fen.of(rows.getLong(10)),
                                    Fen.of(rows.getLong(11)),
                                    Fen.of(rows.getLong(12)),
                                    Fen.ZERO));
                }
            }
        }
        return found;
    }

    /// What the pooled fund paid for care other than inpatient of one day of each person.
    Map<YearKey, Fen> paidOn(Connection connection, Map<String, LocalDate> days) throws SQLException {
        var paid = new HashMap<YearKey, Fen>();
        if (days.isEmpty()) {
            return paid;
        }
        try (var select = connection.prepareStatement("""
                select psn_no, scheme, benefit_year, sum(pool_fen)
                from unnest(?::varchar[], ?::date[]) as k(psn_no, day)
                    join settlement using (psn_no)
                where service_date = day and visit_kind <> ?
                group by psn_no, scheme, benefit_year""")) {
            var keys = List.copyOf(days.entrySet());
            select.setObject(1, Rows.texts(keys, Map.Entry::getKey));
            select.setObject(2, Rows.texts(keys, key -> key.getValue().toString()));
            select.setString(3, VisitKind.INPATIENT.toString());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    paid.put(
                            new YearKey(rows.getString(1), Codes.of(Scheme.class, rows.getString(2)), rows.getInt(3)),
                            Fen.of(rows.getLong(4)));
                }
            }
        }
        return paid;
    }

    /// Adds each settlement to its person's year to date; a reversal takes off what it reverses.
    void addToYears(Connection connection, List<SettlementRecord> settlements) throws SQLException {
        changeYears(
                connection,
                settlements.stream()
                        .filter(settlement -> !settlement.isReversal())
                        .toList(),
                """
                insert into year_to_date as y (psn_no, scheme, benefit_year, deductible_fen, pool_fen, inpatient_pool_fen,
                    admissions, burden_fen, catastrophic_fen, large_sum_fen, civil_servant_fen, assistance_fen)
                select * from unnest(?::varchar[], ?::varchar[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                on conflict (psn_no, scheme, benefit_year) do update set
                    deductible_fen = y.deductible_fen + excluded.deductible_fen,
                    pool_fen = y.pool_fen + excluded.pool_fen,
                    inpatient_pool_fen = y.inpatient_pool_fen + excluded.inpatient_pool_fen,
                    admissions = y.admissions + excluded.admissions,
                    burden_fen = y.burden_fen + excluded.burden_fen,
                    catastrophic_fen = y.catastrophic_fen + excluded.catastrophic_fen,
                    large_sum_fen = y.large_sum_fen + excluded.large_sum_fen,
                    civil_servant_fen = y.civil_servant_fen + excluded.civil_servant_fen,
                    assistance_fen = y.assistance_fen + excluded.assistance_fen""");
        // Not as an insert that meets a conflict: amounts below zero would break the table's rules before it does.
        changeYears(
                connection,
                settlements.stream().filter(SettlementRecord::isReversal).toList(),
                """
                update year_to_date as y set
                    deductible_fen = y.deductible_fen + r.deductible_fen,
                    pool_fen = y.pool_fen + r.pool_fen,
                    inpatient_pool_fen = y.inpatient_pool_fen + r.inpatient_pool_fen,
                    admissions = y.admissions + r.admissions,
                    burden_fen = y.burden_fen + r.burden_fen,
                    catastrophic_fen = y.catastrophic_fen + r.catastrophic_fen,
                    large_sum_fen = y.large_sum_fen + r.large_sum_fen,
                    civil_servant_fen = y.civil_servant_fen + r.civil_servant_fen,
                    assistance_fen = y.assistance_fen + r.assistance_fen
                from unnest(?::varchar[], ?::varchar[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as r(psn_no, scheme, benefit_year, deductible_fen, pool_fen, inpatient_pool_fen, admissions,
                        burden_fen, catastrophic_fen, large_sum_fen, civil_servant_fen, assistance_fen)
                where y.psn_no = r.psn_no and y.scheme = r.scheme and y.benefit_year = r.benefit_year""");
    }

    private static void changeYears(Connection connection, List<SettlementRecord> settlements, String sql)
            throws SQLException {
        if (settlements.isEmpty()) {
            return;
        }
        try (var change = connection.prepareStatement(sql)) {
            change.setObject(1, Rows.texts(settlements, SettlementRecord::person));
            change.setObject(
                    2, Rows.texts(settlements, settlement -> settlement.scheme().toString()));
            change.setObject(3, Rows.ints(settlements, SettlementRecord::benefitYear));
            change.setObject(4, Rows.longs(settlements, s -> s.yearDeductible().value()));
            change.setObject(5, Rows.longs(settlements, s -> s.outpatientPool().value()));
            change.setObject(6, Rows.longs(settlements, s -> s.inpatientPool().value()));
            change.setObject(7, Rows.ints(settlements, SettlementRecord::admissions));
            change.setObject(8, Rows.longs(settlements, s -> s.yearBurden().value()));
            var at = 8;
            for (var kind : LayerKind.values()) {
                change.setObject(
                        ++at, Rows.longs(settlements, s -> s.layer(kind).value()));
            }
            change.executeUpdate();
        }
    }

    /// A person and a relative whose account pays.
    record Pair(String person, String owner) {}

    /// What owners' accounts paid for persons in a calendar year; pairs without anything are absent.
    Map<Pair, Fen> drawn(Connection connection, Set<Pair> pairs, int year) throws SQLException {
        var found = new HashMap<Pair, Fen>();
        if (pairs.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select psn_no, owner, drawn_fen
                from unnest(?::varchar[], ?::varchar[]) as k(psn_no, owner) join family_year using (psn_no, owner)
                where year = ?""")) {
            select.setObject(1, Rows.texts(pairs, Pair::person));
            select.setObject(2, Rows.texts(pairs, Pair::owner));
            select.setInt(3, year);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(new Pair(rows.getString(1), rows.getString(2)), Fen.of(rows.getLong(3)));
                }
            }
        }
        return found;
    }

    /// What owners' accounts paid for persons, year by year, the latest first.
    List<Settlements.Drawn> drawn(Connection connection, Set<Pair> pairs) throws SQLException {
        var found = new ArrayList<Settlements.Drawn>();
        try (var select = connection.prepareStatement("""
                select psn_no, owner, year, drawn_fen
                from unnest(?::varchar[], ?::varchar[]) as k(psn_no, owner) join family_year using (psn_no, owner)
                order by psn_no, owner, year desc""")) {
            select.setObject(1, Rows.texts(pairs, Pair::person));
            select.setObject(2, Rows.texts(pairs, Pair::owner));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Settlements.Drawn(
                            rows.getString(1), rows.getString(2), rows.getInt(3), Fen.of(rows.getLong(4))));
                }
            }
        }
        return found;
    }

    /// What one relative's account paid in a settlement.
    private record Drawn(SettlementRecord settlement, FamilyDraw draw) {}

    /// Adds what relatives' accounts paid to the year of the settlement; a reversal takes it off the year of the
    /// settlement that it reverses.
    void addToFamilyYears(Connection connection, List<SettlementRecord> settlements) throws SQLException {
        var draws = settlements.stream()
                .flatMap(settlement -> settlement.family().stream().map(draw -> new Drawn(settlement, draw)))
                .toList();
        changeFamilyYears(
                connection,
                draws.stream().filter(drawn -> !drawn.settlement().isReversal()).toList(),
                """
                insert into family_year as y (psn_no, owner, year, drawn_fen)
                select d.psn_no, d.owner, extract(year from s.settled_at), d.drawn_fen
                from unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::varchar[]) as d(psn_no, owner, drawn_fen, settlement_id)
                join settlement s using (psn_no, settlement_id)
                on conflict (psn_no, owner, year) do update set drawn_fen = y.drawn_fen + excluded.drawn_fen""");
        changeFamilyYears(
                connection,
                draws.stream().filter(drawn -> drawn.settlement().isReversal()).toList(),
                """
                update family_year as y set drawn_fen = y.drawn_fen + d.drawn_fen
                from unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::varchar[]) as d(psn_no, owner, drawn_fen, settlement_id)
                join settlement r using (psn_no, settlement_id)
                join settlement s on s.psn_no = r.psn_no and s.settlement_id = r.reverses
                where y.psn_no = d.psn_no and y.owner = d.owner and y.year = extract(year from s.settled_at)""");
    }

    private static void changeFamilyYears(Connection connection, List<Drawn> draws, String sql) throws SQLException {
        if (draws.isEmpty()) {
            return;
        }
        try (var change = connection.prepareStatement(sql)) {
            change.setObject(1, Rows.texts(draws, drawn -> drawn.settlement().person()));
            change.setObject(2, Rows.texts(draws, drawn -> drawn.draw().id()));
            change.setObject(3, Rows.longs(draws, drawn -> drawn.draw().total().value()));
            change.setObject(4, Rows.texts(draws, drawn -> drawn.settlement().id()));
            change.executeUpdate();
        }
    }
}

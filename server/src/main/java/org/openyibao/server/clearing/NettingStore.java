package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `clearing_month`, `clearing_netting`, `clearing_payment`, `clearing_prefund`, `clearing_adjustment`, and of
/// `clearing_entry`.
final class NettingStore {

    /// Waits for days that are being cleared, and keeps others from being cleared until the month is netted.
    void lockMonths(Connection connection) throws SQLException {
        ClearingStore.execute(connection, "lock table clearing_month in share row exclusive mode");
    }

    /// One movement of prefunds at a time: of two, the second sees what the first left.
    void lockPrefunds(Connection connection) throws SQLException {
        ClearingStore.execute(connection, "lock table clearing_prefund in share row exclusive mode");
    }

    void lockPayments(Connection connection) throws SQLException {
        ClearingStore.execute(connection, "lock table clearing_payment in share row exclusive mode");
    }

    Optional<LocalDate> firstDayNotCleared(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select d::date from generate_series(?::date, ?::date, interval '1 day') as d
                where not exists (select 1 from clearing_run r where r.day = d::date)
                order by 1 limit 1""")) {
            select.setObject(1, month.atDay(1));
            select.setObject(2, month.atEndOfMonth());
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, LocalDate.class)) : Optional.empty();
            }
        }
    }

    /// What each two regions that have to do with each other in a month owe each other; the lower code first.
    List<Netting.Mutual> mutual(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                with moved as (
                    select home as debtor, place as creditor, funds_fen + account_fen + family_fen as owed, 0 as adjusted
                    from clearing_day where day between ? and ?
                    union all
                    select debtor, creditor, 0, amount_fen from clearing_adjustment where booked_on between ? and ?
                ), pair as (
                    select least(debtor, creditor) as region, greatest(debtor, creditor) as other,
                        sum(case when debtor < creditor then owed else 0 end) as owed,
                        sum(case when debtor < creditor then 0 else owed end) as owed_back,
                        sum(case when debtor < creditor then adjusted else -adjusted end) as adjusted
                    from moved group by 1, 2
                ), prefund as (
                    select home, place, sum(amount) as left_fen
                    from (
                        select home, place, case direction when 'deposit' then amount_fen else -amount_fen end as amount
                        from clearing_prefund
                        union all
                        select payer, payee, -from_prefund_fen from clearing_netting
                    ) movement
                    group by home, place
                )
                select region, other, owed, owed_back, adjusted, coalesce(p.left_fen, 0), coalesce(b.left_fen, 0)
                from pair
                left join prefund p on p.home = region and p.place = other
                left join prefund b on b.home = other and b.place = region
                order by region, other""")) {
            select.setObject(1, month.atDay(1));
            select.setObject(2, month.atEndOfMonth());
            select.setObject(3, month.atDay(1));
            select.setObject(4, month.atEndOfMonth());
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Netting.Mutual>();
                while (rows.next()) {
                    found.add(new Netting.Mutual(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            Fen.of(rows.getLong(7))));
                }
                return found;
            }
        }
    }

    void insert(Connection connection, YearMonth month, List<Netting> nettings, Instant now, String clerk)
            throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into clearing_month (month, netted_at, clerk) values (?, ?, ?)")) {
            insert.setObject(1, month.atDay(1));
            insert.setObject(2, ClearingStore.at(now));
            insert.setString(3, clerk);
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                insert into clearing_netting (month, payer, payee, owed_fen, owed_back_fen, adjusted_fen, net_fen,
                    from_prefund_fen, due_fen)
                select ?, n.* from unnest(?::char(6)[], ?::char(6)[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[]) as n""")) {
            insert.setObject(1, month.atDay(1));
            insert.setObject(2, ClearingStore.texts(nettings, Netting::payer));
            insert.setObject(3, ClearingStore.texts(nettings, Netting::payee));
            insert.setObject(
                    4, ClearingStore.longs(nettings, each -> each.owed().value()));
            insert.setObject(
                    5, ClearingStore.longs(nettings, each -> each.owedBack().value()));
            insert.setObject(
                    6, ClearingStore.longs(nettings, each -> each.adjusted().value()));
            insert.setObject(7, ClearingStore.longs(nettings, each -> each.net().value()));
            insert.setObject(
                    8, ClearingStore.longs(nettings, each -> each.fromPrefund().value()));
            insert.setObject(9, ClearingStore.longs(nettings, each -> each.due().value()));
            insert.executeUpdate();
        }
    }

    List<Netting> nettings(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select n.payer, n.payee, n.owed_fen, n.owed_back_fen, n.adjusted_fen, n.net_fen, n.from_prefund_fen,
                    n.due_fen, (
                        select coalesce(sum(p.amount_fen), 0) from clearing_payment p
                        where p.month = n.month and p.payer = n.payer and p.payee = n.payee)
                from clearing_netting n where n.month = ? order by n.payer, n.payee""")) {
            select.setObject(1, month.atDay(1));
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Netting>();
                while (rows.next()) {
                    found.add(new Netting(
                            month,
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            Fen.of(rows.getLong(7)),
                            Fen.of(rows.getLong(8)),
                            Fen.of(rows.getLong(9))));
                }
                return found;
            }
        }
    }

    void insert(Connection connection, Payment payment) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_payment (payment_id, month, payer, payee, amount_fen, paid_on, document, clerk)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, payment.id());
            insert.setObject(2, payment.month().atDay(1));
            insert.setString(3, payment.payer());
            insert.setString(4, payment.payee());
            insert.setLong(5, payment.amount().value());
            insert.setObject(6, payment.paidOn());
            insert.setString(7, payment.document());
            insert.setString(8, payment.clerk());
            insert.executeUpdate();
        }
    }

    void insert(Connection connection, String id, Nettings.Movement movement) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_prefund (prefund_id, home, place, direction, amount_fen, paid_on, document, clerk)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, movement.home());
            insert.setString(3, movement.place());
            insert.setString(4, movement.direction().toString());
            insert.setLong(5, movement.amount().value());
            insert.setObject(6, movement.paidOn());
            insert.setString(7, movement.document());
            insert.setString(8, movement.clerk());
            insert.executeUpdate();
        }
    }

    List<Prefund> prefunds(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                    select p.home, p.place, p.deposited, p.returned, coalesce(n.used, 0)
                    from (
                        select home, place, coalesce(sum(amount_fen) filter (where direction = 'deposit'), 0) as deposited,
                            coalesce(sum(amount_fen) filter (where direction = 'return'), 0) as returned
                        from clearing_prefund group by home, place
                    ) p
                    left join (
                        select payer, payee, sum(from_prefund_fen) as used from clearing_netting group by payer, payee
                    ) n on n.payer = p.home and n.payee = p.place
                    order by p.home, p.place""");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Prefund>();
            while (rows.next()) {
                found.add(new Prefund(
                        rows.getString(1),
                        rows.getString(2),
                        Fen.of(rows.getLong(3)),
                        Fen.of(rows.getLong(4)),
                        Fen.of(rows.getLong(5))));
            }
            return found;
        }
    }

    /// What changed a prefund, the earliest first.
    List<PrefundMovement> movements(Connection connection, String home, String place) throws SQLException {
        try (var select = connection.prepareStatement("""
                select paid_on as day, direction, amount_fen, null::date as month, document, clerk, prefund_id
                from clearing_prefund where home = ? and place = ?
                union all
                select (m.netted_at at time zone 'Asia/Shanghai')::date, 'netting', n.from_prefund_fen, n.month, '',
                    m.clerk, ''
                from clearing_netting n join clearing_month m on m.month = n.month
                where n.payer = ? and n.payee = ? and n.from_prefund_fen > 0
                order by 1, 7, 4""")) {
            select.setString(1, home);
            select.setString(2, place);
            select.setString(3, home);
            select.setString(4, place);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<PrefundMovement>();
                while (rows.next()) {
                    found.add(new PrefundMovement(
                            rows.getObject(1, LocalDate.class),
                            Codes.of(PrefundMovement.Kind.class, rows.getString(2)),
                            Fen.of(rows.getLong(3)),
                            Optional.ofNullable(rows.getObject(4, LocalDate.class))
                                    .map(YearMonth::from),
                            rows.getString(5),
                            rows.getString(6)));
                }
                return found;
            }
        }
    }

    void insert(Connection connection, Adjustment adjustment) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_adjustment (adjustment_id, debtor, creditor, amount_fen, reason, dispute, booked_on,
                    clerk)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, adjustment.id());
            insert.setString(2, adjustment.debtor());
            insert.setString(3, adjustment.creditor());
            insert.setLong(4, adjustment.amount().value());
            insert.setString(5, adjustment.reason());
            insert.setString(6, adjustment.dispute());
            insert.setObject(7, adjustment.bookedOn());
            insert.setString(8, adjustment.clerk());
            insert.executeUpdate();
        }
    }

    List<Adjustment> adjustments(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select adjustment_id, debtor, creditor, amount_fen, reason, dispute, booked_on, clerk
                from clearing_adjustment where booked_on between ? and ? order by booked_on, adjustment_id""")) {
            select.setObject(1, month.atDay(1));
            select.setObject(2, month.atEndOfMonth());
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Adjustment>();
                while (rows.next()) {
                    found.add(new Adjustment(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Fen.of(rows.getLong(4)),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getObject(7, LocalDate.class),
                            rows.getString(8)));
                }
                return found;
            }
        }
    }

    /// Books a posting: `debtor` owes `creditor` this much more than before, or less of what the creditor owed.
    void post(
            Connection connection,
            String id,
            String creditor,
            String debtor,
            Fen amount,
            String why,
            LocalDate bookedOn)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_entry (posting_id, region, counterpart, amount_fen, why, booked_on)
                values (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?)""")) {
            var at = 0;
            for (var amountFen : new long[] {amount.value(), -amount.value()}) {
                var owed = amountFen > 0;
                insert.setString(++at, id);
                insert.setString(++at, owed ? creditor : debtor);
                insert.setString(++at, owed ? debtor : creditor);
                insert.setLong(++at, amountFen);
                insert.setString(++at, why);
                insert.setObject(++at, bookedOn);
            }
            insert.executeUpdate();
        }
    }

    List<Balance> balances(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                        "select region, sum(amount_fen) from clearing_entry group by region order by region");
                var rows = select.executeQuery()) {
            var found = new ArrayList<Balance>();
            while (rows.next()) {
                found.add(new Balance(rows.getString(1), Fen.of(rows.getLong(2))));
            }
            return found;
        }
    }
}

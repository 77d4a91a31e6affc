package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks.Taker;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Proofs.Proof;

/// SQL of the proofs. The caller's connection has autocommit off.
final class SettlementBooksStore {

    private static final int ROWS_AT_ONCE = 5_000;
    static final List<String> TABLES =
            List.of("settlement", "year_to_date", "family_year", "fee_upload", "visit", "message");

    static final List<Proof> PROOFS = List.of(
            new Proof(new Text("结算各部分之和与总额不符", "the parts of a settlement do not add up to its total"), """
                        select settlement_id from settlement
                        where own_pay_fen + over_limit_fen + first_pay_fen + in_scope_fen <> total_fen
                            or pool_fen + account_current_fen + account_prior_fen + wallet_fen + cash_fen
                                + (select coalesce(sum(layer), 0) from unnest(layers_fen) as layer)
                                + (select coalesce(sum(draw), 0)
                                    from unnest(family_current_fen || family_prior_fen) as draw) <> total_fen
                            or (reverses is null and (least(own_pay_fen, over_limit_fen, first_pay_fen, in_scope_fen,
                                pool_fen, account_current_fen, account_prior_fen, wallet_fen, cash_fen) < 0
                                or 0 > any (family_current_fen || family_prior_fen)))
                            or cardinality(family_owners) <> cardinality(family_current_fen)
                            or cardinality(family_owners) <> cardinality(family_prior_fen)
                        order by settlement_id limit 1"""),
            new Proof(new Text("撤销与被撤销的结算不符", "a reversal does not negate what it reverses"), """
                        select r.settlement_id
                        from settlement r
                        left join settlement s on s.psn_no = r.psn_no and s.settlement_id = r.reverses
                        where r.reverses is not null and (s.settlement_id is null or s.reverses is not null
                            or r.settled_by <> s.settled_by
                            or r.total_fen <> -s.total_fen or r.pool_fen <> -s.pool_fen or r.cash_fen <> -s.cash_fen
                            or r.wallet_fen <> -s.wallet_fen or r.family_owners <> s.family_owners
                            or exists (
                                select 1 from unnest(r.family_current_fen, r.family_prior_fen, s.family_current_fen,
                                    s.family_prior_fen) as f(back_current, back_prior, current, prior)
                                where back_current + back_prior is distinct from -(current + prior)
                                    or back_current <> case extract(year from r.settled_at)
                                        when extract(year from s.settled_at) then -current else 0 end)
                            or r.account_current_fen + r.account_prior_fen
                                <> -(s.account_current_fen + s.account_prior_fen)
                            or r.account_current_fen <> case extract(year from r.settled_at)
                                when extract(year from s.settled_at) then -s.account_current_fen else 0 end)
                        order by 1 limit 1"""),
            new Proof(new Text("同一收费批次有多笔有效结算", "a batch has more than one standing settlement"), """
                        select min(s.settlement_id)
                        from settlement s
                        where s.reverses is null and not exists (
                            select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                        group by s.psn_no, s.visit_id, s.batch, s.stay_part having count(*) > 1
                        order by 1 limit 1"""),
            new Proof(new Text("已结算的住院与其登记、费用不符", "a settled stay is not what was registered and charged"), """
                        select s.settlement_id
                        from settlement s
                        join visit v on v.psn_no = s.psn_no and v.visit_id = s.visit_id
                        where s.reverses is null and (v.inpatient or s.stay_admitted is not null)
                            and s.settled_by = 'direct'
                            and not exists (
                                select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                            and (not v.inpatient or v.cancelled
                                or v.opened_at::date is distinct from s.stay_admitted
                                or case when s.stay_interim then v.discharged_at::date < s.service_date
                                    else v.discharged_at::date is distinct from s.service_date end
                                or s.total_fen <> (
                                    select coalesce(sum(case l.takes_back when '' then l.amount else -l.amount end), 0)
                                    from fee_upload f
                                    cross join unnest(f.serials, f.amounts_fen, f.takes_back)
                                        as l(serial, amount, takes_back)
                                    where f.psn_no = s.psn_no and f.visit_id = s.visit_id and not f.withdrawn
                                        and (s.stay_uploads is null or f.upload_id = any (s.stay_uploads))
                                        and l.serial <> all (f.withdrawn_serials)))
                        order by 1 limit 1"""),
            new Proof(new Text("住院各次结算不相衔接", "the settlements of a stay do not go on from each other"), """
                        select min(s.settlement_id)
                        from settlement s
                        where s.reverses is null and s.stay_admitted is not null and not exists (
                            select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                        group by s.psn_no, s.visit_id
                        having max(s.stay_part) <> count(*) or min(s.stay_part) <> 1
                            or count(*) filter (where not s.stay_interim) > 1
                            or max(s.stay_part) filter (where not s.stay_interim) <> count(*)
                            or (count(*) > 1 and bool_or(s.stay_uploads is null))
                        order by 1 limit 1"""),
            new Proof(new Text("费用明细在住院的多次结算中", "fee lines were settled twice in a stay"), """
                        select min(s.settlement_id)
                        from settlement s cross join unnest(s.stay_uploads) as upload
                        where s.reverses is null and not exists (
                            select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                        group by s.psn_no, s.visit_id, upload having count(*) > 1
                        order by 1 limit 1"""),
            new Proof(new Text("出院结算的住院有未结算的费用", "a stay settled to its end has fee lines that are not"), """
                        select s.settlement_id
                        from settlement s
                        where s.reverses is null and not s.stay_interim and s.stay_uploads is not null
                            and not exists (
                                select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id)
                            and (
                                select sum(p.total_fen) from settlement p
                                where p.psn_no = s.psn_no and p.visit_id = s.visit_id) <> (
                                select coalesce(sum(case l.takes_back when '' then l.amount else -l.amount end), 0)
                                from fee_upload f
                                cross join unnest(f.serials, f.amounts_fen, f.takes_back)
                                    as l(serial, amount, takes_back)
                                where f.psn_no = s.psn_no and f.visit_id = s.visit_id and not f.withdrawn
                                    and l.serial <> all (f.withdrawn_serials))
                        order by 1 limit 1"""),
            new Proof(new Text("年度累计与各结算之和不符", "a year to date is not the sum of its settlements"), """
                        select coalesce(y.psn_no, s.psn_no) || ' ' || coalesce(y.scheme, s.scheme) || ' '
                            || coalesce(y.benefit_year, s.benefit_year)
                        from year_to_date y
                        full join (
                            select psn_no, scheme, benefit_year, sum(year_deductible_fen) as deductible,
                                sum(pool_fen) filter (where visit_kind <> 'inpatient') as pool,
                                sum(pool_fen) filter (where visit_kind = 'inpatient') as inpatient_pool,
                                sum(case when reverses is null then 1 else -1 end)
                                    filter (where visit_kind = 'inpatient' and stay_part = 1) as admissions,
                                sum(year_burden_fen) as burden, sum(layers_fen[1]) as catastrophic,
                                sum(layers_fen[2]) as large_sum, sum(layers_fen[3]) as civil_servant,
                                sum(layers_fen[4]) as assistance
                            from settlement group by psn_no, scheme, benefit_year
                        ) s on s.psn_no = y.psn_no and s.scheme = y.scheme and s.benefit_year = y.benefit_year
                        where y.psn_no is null or s.psn_no is null
                            or y.deductible_fen <> s.deductible or y.pool_fen <> coalesce(s.pool, 0)
                            or y.inpatient_pool_fen <> coalesce(s.inpatient_pool, 0)
                            or y.admissions <> coalesce(s.admissions, 0)
                            or y.burden_fen <> s.burden or y.catastrophic_fen <> s.catastrophic
                            or y.large_sum_fen <> s.large_sum or y.civil_servant_fen <> s.civil_servant
                            or y.assistance_fen <> s.assistance
                        order by 1 limit 1"""),
            new Proof(
                    new Text("共济年度支付与各结算之和不符", "what an account paid for a relative is not the sum of the settlements"),
                    """
                        select coalesce(y.psn_no, s.psn_no) || ' ' || coalesce(y.owner, s.owner) || ' '
                            || coalesce(y.year, s.year)
                        from family_year y
                        full join (
                            select s.psn_no, draw.owner, extract(year from coalesce(o.settled_at, s.settled_at))::integer as year,
                                sum(draw.current + draw.prior) as drawn
                            from settlement s
                            left join settlement o on o.psn_no = s.psn_no and o.settlement_id = s.reverses
                            cross join unnest(s.family_owners, s.family_current_fen, s.family_prior_fen)
                                as draw(owner, current, prior)
                            group by 1, 2, 3
                        ) s on s.psn_no = y.psn_no and s.owner = y.owner and s.year = y.year
                        where y.psn_no is null or s.psn_no is null or y.drawn_fen <> s.drawn
                        order by 1 limit 1"""),
            new Proof(new Text("结算没有对应的报文", "a settlement without the message that asked for it"), """
                        select s.settlement_id
                        from settlement s
                        left join message m on m.institution = s.institution and m.msgid = s.message_id
                        where s.settled_by = 'direct' and (m.msgid is null or m.psn_no <> s.psn_no)
                        order by 1 limit 1"""));

    /// Hands over what was settled directly by a filing that was made, by person.
    static void filed(Connection connection, Taker<FiledCare.Filed> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select psn_no, settlement_id, scheme, region, institution, coalesce(stay_admitted::date, service_date),
                    service_date, detail
                from (
                    select s.*, s.step_details[array_position(s.step_kinds, 'AWAY')] as detail from settlement s
                    where s.reverses is null and not s.treated_as_filed and s.settled_by = 'direct'
                ) s
                where detail is not null and detail not like '% none'
                order by psn_no, settlement_id""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new FiledCare.Filed(
                            rows.getString(1),
                            rows.getString(2),
                            Codes.of(Scheme.class, rows.getString(3)),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getObject(6, LocalDate.class),
                            rows.getObject(7, LocalDate.class),
                            rows.getString(8)));
                }
            }
        }
    }

    /// What one settlement says its entries in one person's books must come to.
    record Due(
            String person,
            String settlement,
            Fen funds,
            Fen current,
            Fen prior,
            Fen wallet,
            Fen cash,
            boolean claimed,
            boolean reversal) {

        /// What goes back to the person of a claim: all that is no cash.
        Fen refunded() {
            return claimed ? funds.plus(current).plus(prior).plus(wallet) : Fen.ZERO;
        }
    }

    /// What all settlements come to, in the books of each person and of each relative whose account paid, by person and
    /// id in the order of their bytes.
    static final class Dues implements AutoCloseable {

        private final PreparedStatement select;
        private final ResultSet rows;

        Dues(Connection connection) throws SQLException {
            select = connection.prepareStatement("""
                    select person, settlement_id, funds, current, prior, wallet, cash, claimed, reversal
                    from (
                        select psn_no collate "C" as person, settlement_id collate "C" as settlement_id,
                            pool_fen + (select coalesce(sum(layer), 0) from unnest(layers_fen) as layer) as funds,
                            account_current_fen as current, account_prior_fen as prior, wallet_fen as wallet,
                            cash_fen as cash, settled_by = 'manual-claim' as claimed, reverses is not null as reversal
                        from settlement
                        union all
                        select owner collate "C", settlement_id collate "C", 0, current, prior, 0, 0,
                            settled_by = 'manual-claim', reverses is not null
                        from settlement cross join unnest(family_owners, family_current_fen, family_prior_fen)
                            as draw(owner, current, prior)
                    ) due
                    where funds <> 0 or current <> 0 or prior <> 0 or wallet <> 0 or cash <> 0
                    order by 1, 2""");
            select.setFetchSize(ROWS_AT_ONCE);
            rows = select.executeQuery();
        }

        Optional<Due> next() throws SQLException {
            return rows.next()
                    ? Optional.of(new Due(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            Fen.of(rows.getLong(7)),
                            rows.getBoolean(8),
                            rows.getBoolean(9)))
                    : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }
}

package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.database.Cursor;
import org.openyibao.server.database.Proofs.Proof;

/// SQL of the proofs. The caller's connection has autocommit off.
final class FamilyBooksStore {

    static final List<String> TABLES = List.of("family_binding", "wallet_transfer", "household_member");

    static final List<Proof> PROOFS = List.of(
            new Proof(new Text("共济绑定与其办理记录不符", "a binding is not what was done to it"), """
                        select b.psn_no || ' ' || b.binding_id
                        from family_binding b
                        left join lateral (
                            select count(*) as events, max(event) as last, count(*) filter (where what = 'bound') as bound,
                                min(details) filter (where what = 'bound' and event = 1) as relation,
                                count(*) filter (where what = 'ended') as ended,
                                max(event) filter (where what = 'ended') as ended_as,
                                min(details) filter (where what = 'ended') as because,
                                (array_agg(details order by event desc) filter (where what = 'limited'))[1] as limited
                            from family_binding_event e where e.psn_no = b.psn_no and e.binding_id = b.binding_id
                        ) e on true
                        where e.bound <> 1 or e.last <> e.events or e.relation is distinct from b.relation
                            or e.because is distinct from b.ended_because or e.ended > 1
                            or e.ended_as <> e.last
                            or nullif(e.limited, '')::numeric * 100 <> b.year_limit_fen
                            or (e.limited is not null and (e.limited = '') <> (b.year_limit_fen is null))
                        order by 1 limit 1"""),
            new Proof(new Text("办理记录没有对应的共济绑定", "something was done to a binding that is not there"), """
                        select e.psn_no || ' ' || e.binding_id
                        from family_binding_event e
                        left join family_binding b on b.psn_no = e.psn_no and b.binding_id = e.binding_id
                        where b.psn_no is null order by 1 limit 1"""),
            new Proof(new Text("同一使用人的共济绑定次序重复", "two bindings of a person stand at one place"), """
                        select min(psn_no || ' ' || binding_id) from family_binding where ended_on is null
                        group by psn_no, position having count(*) > 1 order by 1 limit 1"""),
            new Proof(new Text("同一人员同时在两户", "a person lives in two households at once"), """
                        select a.psn_no || ' ' || a.valid_from
                        from household_member a
                        join household_member b on b.psn_no = a.psn_no and b.valid_from > a.valid_from
                            and b.valid_from <= a.valid_to
                        order by 1 limit 1"""));

    /// What all transfers say that their entries come to, by id in the order of their bytes.
    static Cursor<AccountBooks.Carried> transfers(Connection connection) throws SQLException {
        return new Cursor<>(
                connection.prepareStatement("""
                    select transfer_id collate "C", psn_no, current_fen, prior_fen,
                        case state when 'accepted' then recipient else '' end,
                        case state when 'accepted' then current_fen + prior_fen else 0 end,
                        case state when 'returned' then current_fen + prior_fen else 0 end
                    from wallet_transfer order by 1"""),
                row -> new AccountBooks.Carried(
                        row.getString(1),
                        row.getString(2),
                        Fen.of(row.getLong(3)),
                        Fen.of(row.getLong(4)),
                        row.getString(5),
                        Fen.of(row.getLong(6)),
                        Fen.of(row.getLong(7)),
                        0));
    }
}

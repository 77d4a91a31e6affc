package org.openyibao.server.crossregion;

import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Proofs.Proof;

/// SQL of the proofs.
final class FilingBooksStore {

    static final List<String> TABLES = List.of("filing", "filing_event", "registration");

    static final List<Proof> PROOFS = List.of(
            new Proof(new Text("备案与对其所作的办理记录不符", "a filing is not what was done to it"), """
                        select coalesce(f.filing_id, e.filing_id)
                        from filing f
                        full join (
                            select psn_no, filing_id, count(*) as events, max(event) as last,
                                max(details) filter (where event = 1 and what = 'filed') as place,
                                max((at at time zone 'Asia/Shanghai')::date) filter (where event = 1) as made_on,
                                (array_agg(details order by event desc) filter (where what = 'extended'))[1] as until,
                                count(*) filter (where what in ('cancelled', 'place')) as ends,
                                max(event) filter (where what in ('cancelled', 'place')) as ended,
                                max((at at time zone 'Asia/Shanghai')::date)
                                    filter (where what in ('cancelled', 'place')) as cancelled_on,
                                count(*) filter (where what = 'documents') as supplied
                            from filing_event group by psn_no, filing_id
                        ) e on e.psn_no = f.psn_no and e.filing_id = f.filing_id
                        where f.psn_no is null or e.psn_no is null or e.events <> e.last
                            or e.place is distinct from f.place or e.made_on is distinct from f.made_on
                            or (e.until is not null and e.until is distinct from to_char(f.holds_until, 'YYYY-MM-DD'))
                            or e.ends > 1 or e.cancelled_on is distinct from f.cancelled_on
                            or (e.ends = 1 and e.ended <> e.last) or (e.supplied > 0 and not f.complete)
                        order by 1 limit 1"""),
            new Proof(new Text("变更地区的备案没有相应终止的原备案", "a filing takes the place of one that did not end"), """
                        select n.filing_id
                        from filing n
                        left join filing o on o.psn_no = n.psn_no and o.filing_id = n.replaces
                        where n.replaces is not null and (o.filing_id is null
                            or o.cancelled_on is distinct from n.made_on or o.ground <> n.ground
                            or o.scheme <> n.scheme or o.place = n.place)
                        order by 1 limit 1"""),
            new Proof(new Text("同类同地区的备案同日重复有效", "two filings of a kind hold for a place on one day"), """
                        select b.filing_id
                        from filing a
                        join filing b on b.psn_no = a.psn_no and b.filing_id > a.filing_id and b.ground = a.ground
                            and b.place = a.place and b.scheme = a.scheme
                        where greatest(a.holds_from, b.holds_from)
                            <= least(a.holds_until, b.holds_until, a.cancelled_on - 1, b.cancelled_on - 1)
                            or coalesce(a.holds_until, b.holds_until, a.cancelled_on, b.cancelled_on) is null
                        order by 1 limit 1"""),
            new Proof(new Text("同一病种或定点在同一时期重复登记", "a disease or a choice is registered twice for a time"), """
                        select b.registration_id
                        from registration a
                        join registration b on b.psn_no = a.psn_no and b.registration_id > a.registration_id
                            and b.kind = a.kind and b.application = a.application
                            and (b.code = a.code or (a.kind = 'chosen' and b.rank = a.rank))
                        where a.cancelled_at is null and b.cancelled_at is null
                            and (a.begins_on <= b.ends_on or b.ends_on is null)
                            and (b.begins_on <= a.ends_on or a.ends_on is null)
                        order by 1 limit 1"""));

    private FilingBooksStore() {}
}

package org.openyibao.server.claim;

import java.util.List;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Proofs.Proof;

/// SQL of the proofs. The caller's connection has autocommit off.
final class ClaimBooksStore {

    static final List<String> TABLES = List.of("claim", "claim_line", "claim_event", "claim_invoice");

    static final List<Proof> PROOFS = List.of(
            new Proof(new Text("报销申请的状态与其内容不符", "a claim is not as its state says"), """
                    select c.claim_id from claim c
                    where (c.state in ('approved', 'paid')) <> (c.settlement_id is not null)
                        or (c.state = 'paid') <> (c.payment_reference is not null)
                        or (c.settlement_id is null and c.refund_fen <> 0)
                        or (c.state = 'paid' and c.refund_fen = 0)
                        or (c.state in ('approved', 'paid') and (c.clerk = '' or c.reviewer in ('', c.clerk)))
                        or (c.state in ('reviewed', 'approved', 'paid') and exists (
                            select 1 from claim_line l
                            where l.psn_no = c.psn_no and l.claim_id = c.claim_id and l.struck = '' and l.code = ''))
                    order by 1 limit 1"""),
            new Proof(new Text("费用明细合计与发票金额不符", "the lines of a claim do not add up to its invoice"), """
                    select c.claim_id from claim c
                    where c.invoice_fen <> (
                        select coalesce(sum(l.amount_fen), 0) from claim_line l
                        where l.psn_no = c.psn_no and l.claim_id = c.claim_id)
                    order by 1 limit 1"""),
            new Proof(new Text("发票与其报销申请不符", "an invoice is not taken by just the claim that it is in"), """
                    select coalesce(c.claim_id, i.claim_id)
                    from (select * from claim where state not in ('rejected', 'withdrawn')) c
                    full join claim_invoice i on i.psn_no = c.psn_no and i.claim_id = c.claim_id
                        and i.code = c.invoice_code and i.number = c.invoice_number
                    where c.claim_id is null or i.claim_id is null
                    order by 1 limit 1"""),
            new Proof(new Text("报销申请的经办记录不全", "the acts on a claim are not all written down"), """
                    select coalesce(c.claim_id, e.claim_id)
                    from claim c
                    full join (
                        select psn_no, claim_id, count(*) as events, min(number) as first, max(number) as last
                        from claim_event group by psn_no, claim_id) e on e.psn_no = c.psn_no and e.claim_id = c.claim_id
                    where c.claim_id is null or e.claim_id is null
                        or e.events <> c.version or e.first <> 1 or e.last <> c.version
                    order by 1 limit 1"""));

    private ClaimBooksStore() {}
}

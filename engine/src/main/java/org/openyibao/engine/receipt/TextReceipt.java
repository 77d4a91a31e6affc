package org.openyibao.engine.receipt;

import java.util.Locale;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;

/// A receipt for a terminal of fixed width, in one language.
final class TextReceipt {

    private static final Text TITLE = new Text("医疗保障结算单", "Medical insurance settlement");

    private final Receipt receipt;
    private final Page page;

    TextReceipt(Receipt receipt, Locale locale) {
        this.receipt = receipt;
        page = new Page(locale);
    }

    String render() {
        page.title(TITLE, receipt.warning());
        heading(receipt.heading());
        totals(receipt.totals());
        page.remarks(receipt.remarks());
        page.steps(receipt.steps());
        page.notes(receipt.rules());
        return page.text();
    }

    private void heading(Heading heading) {
        var before = page.text().length();
        page.known(page.in("结算编号", "Settlement"), heading.settlementId());
        page.known(page.in("时间", "Time"), heading.time());
        page.known(page.in("参保地", "Insured in"), heading.region().map(page::in));
        page.known(page.in("险种", "Scheme"), heading.scheme().map(page::in));
        page.known(page.in("姓名", "Name"), heading.person());
        page.known(page.in("医药机构", "Institution"), heading.institution());
        page.known(page.in("就医类别", "Kind of care"), heading.visitKind().map(page::in));
        page.known(page.in("结算范围", "Covers"), heading.covers().map(page::in));
        if (page.text().length() > before) {
            page.rule('-');
        }
    }

    private void totals(Totals totals) {
        page.amount(0, page.in("费用总额", "Bill"), totals.total());
        some(1, page.in("全自费", "Own pay, outside the catalogue"), totals.ownPay());
        some(1, page.in("超限价自费", "Own pay, above the price ceiling"), totals.overLimit());
        some(1, page.in("先行自付", "Self-paid first"), totals.firstPay());
        page.amount(1, page.in("政策范围内", "In scope"), totals.inScope());
        some(2, page.in("其中起付线", "of which deductible"), totals.deductible());
        page.amount(0, page.in("基金支付", "Funds pay"), totals.funds());
        page.amount(1, page.in("统筹基金", "Pooled fund"), totals.pool());
        for (var kind : LayerKind.values()) {
            some(1, page.in(Words.of(kind)), totals.layers().getOrDefault(kind, Fen.ZERO));
        }
        page.amount(0, page.in("个人负担", "Person bears"), totals.personalBurden());
        some(1, page.in("个人账户（当年）", "Own account, this year's money"), totals.accountCurrent());
        some(1, page.in("个人账户（历年）", "Own account, prior years' money"), totals.accountPrior());
        some(1, page.in("家庭共济账户", "Family accounts"), totals.family());
        some(1, page.in("医保钱包", "Insurance wallet"), totals.wallet());
        page.amount(1, page.in("现金", "Cash"), totals.cash());
        if (!totals.after().total().isZero()) {
            page.amount(
                    0,
                    page.in("账户余额（结算后）", "Account balance afterwards"),
                    totals.after().total());
            some(1, page.in("当年", "this year's money"), totals.after().current());
            some(1, page.in("历年", "prior years' money"), totals.after().prior());
        }
        page.rule('-');
    }

    private void some(int indent, String label, Fen amount) {
        if (!amount.isZero()) {
            page.amount(indent, label, amount);
        }
    }
}

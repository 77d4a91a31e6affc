import { Money } from '../kit';
import { amountText, dayText, timeText, useLanguage, useSay } from '../language';
import { gradeText, schemeText, visitKindText } from '../words';
import type { BillLine, Settled } from './calls';

/** The receipt as it is printed: on a sheet, or on a roll of 80 mm, which has no room for columns. */
export function ReceiptPaper({ settled, paper }: { settled: Settled; paper: 'a4' | 'roll' }) {
    const say = useSay();
    const { language } = useLanguage();
    const { figures, receipt } = settled;
    const isReversal = settled.reverses !== undefined;
    const facts: Array<[string, string | undefined]> = [
        [say('医药机构', 'Institution'), receipt.heading.institution],
        [say('结算编号', 'Settlement'), settled.settlement],
        [say('结算时间', 'Time'), timeText(settled.settledAt, language)],
        [say('参保人', 'Person'), receipt.heading.person],
        [say('险种', 'Scheme'), schemeText(say, settled.scheme)],
        [say('参保地', 'Home region'), receipt.heading.region?.[language]],
        [say('就医类别', 'Kind of care'), visitKindText(say, settled.visitKind)],
        [say('入院日期', 'Admitted'), settled.stay && dayText(settled.stay.admitted, language)],
        [say('出院日期', 'Discharged'), settled.stay && dayText(settled.stay.discharged, language)],
        [say('收费员', 'Cashier'), settled.cashier],
        [say('撤销的结算', 'Takes back'), settled.reverses],
        [say('撤销原因', 'Why'), settled.reason],
    ];
    return (
        <article className={`paper ${paper}`} aria-labelledby="receipt-title">
            <h2 id="receipt-title">{isReversal ? say('医疗保障结算撤销单', 'Medical insurance: settlement taken back') : say('医疗保障结算单', 'Medical insurance settlement')}</h2>
            <dl className="heading">
                {facts
                    .filter(([, value]) => value !== undefined && value !== '')
                    .map(([label, value]) => (
                        <div key={label}>
                            <dt>{label}</dt>
                            <dd>{value}</dd>
                        </div>
                    ))}
            </dl>
            {paper === 'a4' ? <Sheet lines={settled.lines} /> : <Roll lines={settled.lines} />}
            <dl className="sums">
                <Sum label={say('费用总额', 'Total')} of={figures.total} always />
                <Sum label={say('全自费', 'Own pay')} of={figures.ownPay} part />
                <Sum label={say('超限价自付', 'Over the ceiling')} of={figures.overLimit} part />
                <Sum label={say('先行自付', 'Self-paid first')} of={figures.firstPay} part />
                <Sum label={say('符合政策范围', 'In scope')} of={figures.inScope} part />
                <Sum label={say('其中起付标准', 'of it deductible')} of={figures.deductible} part />
                <Sum label={say('基金支付', 'Funds')} of={figures.funds} always />
                <Sum label={say('个人账户支付', 'Account')} of={figures.account} always />
                <Sum label={say('家庭共济支付', 'Relatives’ accounts')} of={figures.family} />
                <Sum label={say('医保钱包支付', 'Wallet')} of={figures.wallet} />
                <Sum label={isReversal ? say('退还现金', 'Cash given back') : say('现金支付', 'Cash')} of={figures.cash} always strong />
                <Sum label={say('个人账户余额', 'Left in the account')} of={figures.accountAfter} always />
            </dl>
            {receipt.outcome.remarks.map((remark) => (
                <p key={remark.en}>{remark[language]}</p>
            ))}
            {receipt.warning && <p>{receipt.warning[language]}</p>}
            {paper === 'a4' && receipt.steps.length > 0 && (
                <section className="grounds">
                    <h3>{say('计算步骤与依据', 'Steps and grounds')}</h3>
                    <ol>
                        {receipt.steps.map((step) => (
                            <li key={step.number}>
                                {step.sentence[language]}
                                {step.source && <small>{step.source}</small>}
                            </li>
                        ))}
                    </ol>
                </section>
            )}
            <p className="sign">{say('参保人（或代办人）签字：', 'Signature of the person, or for the person:')}</p>
        </article>
    );
}

function Sum({ label, of, always, part, strong }: { label: string; of: string; always?: boolean; part?: boolean; strong?: boolean }) {
    if (always !== true && /^-?0\.00$/.test(of)) {
        return null;
    }
    return (
        <div className={strong ? 'strong' : part ? 'part' : ''}>
            <dt>{label}</dt>
            <dd className="money">
                <Money of={of} />
            </dd>
        </div>
    );
}

function Sheet({ lines }: { lines: BillLine[] }) {
    const say = useSay();
    if (lines.length === 0) {
        return null;
    }
    return (
        <table>
            <thead>
                <tr>
                    <th scope="col">{say('项目', 'Item')}</th>
                    <th scope="col">{say('等级', 'Grade')}</th>
                    <th scope="col" className="money">
                        {say('数量', 'Quantity')}
                    </th>
                    <th scope="col" className="money">
                        {say('单价', 'Price')}
                    </th>
                    <th scope="col" className="money">
                        {say('金额', 'Amount')}
                    </th>
                    <th scope="col" className="money">
                        {say('自费', 'Own pay')}
                    </th>
                    <th scope="col" className="money">
                        {say('超限价', 'Over')}
                    </th>
                    <th scope="col" className="money">
                        {say('先行自付', 'First')}
                    </th>
                    <th scope="col" className="money">
                        {say('政策范围内', 'In scope')}
                    </th>
                </tr>
            </thead>
            <tbody>
                {lines.map((line, index) => (
                    // The same item may stand on several lines, which never change.
                    <tr key={index}>
                        <th scope="row">
                            {line.name}
                            <small>{line.code}</small>
                        </th>
                        <td>{gradeText(say, line.grade)}</td>
                        <td className="money">{line.quantity ?? ''}</td>
                        <td className="money">{line.price ?? ''}</td>
                        {[line.amount, line.ownPay, line.overLimit, line.firstPay, line.inScope].map((amount, column) => (
                            <td key={column} className="money">
                                {plain(amount)}
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function Roll({ lines }: { lines: BillLine[] }) {
    const say = useSay();
    return (
        <ul className="items">
            {lines.map((line, index) => (
                <li key={index}>
                    <span>
                        {line.name} <small>{gradeText(say, line.grade)}</small>
                    </span>
                    <span className="money">
                        {line.quantity && line.price && `${line.quantity} × ${line.price} = `}
                        {plain(line.amount)}
                    </span>
                </li>
            ))}
        </ul>
    );
}

/** Without the sign of the currency, which a table of amounts does not repeat. */
function plain(amount: string): string {
    return amountText(amount).replace('¥', '');
}

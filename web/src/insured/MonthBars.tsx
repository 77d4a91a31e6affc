import { amountText, grouped, useSay } from '../language';
import { roundUp } from './scale';

/** Amounts in yuan, as the server said them. */
export interface MonthOfMoney {
    month: string;
    in: string;
    out: string;
}

/**
 * Bars by month: what came in beside what went out. Elements of the page, not a drawing of the library: that would be
 * half of all the first page loads, and most of what a phone has to work for it. The figures stand in a table beside it.
 */
export default function MonthBars({ months, label }: { months: readonly MonthOfMoney[]; label: string }) {
    const say = useSay();
    const most = roundUp(Math.max(...months.flatMap((each) => [Number(each.in), Number(each.out)])));
    const height = (amount: string) => ({ height: `${(Number(amount) / most) * 100}%` });
    return (
        <div role="img" aria-label={label} className="month-bars">
            <div className="legend">
                <span className="in">{say('收入', 'In')}</span>
                <span className="out">{say('支出', 'Out')}</span>
            </div>
            <div className="plot">
                {[1, 0.5, 0].map((part) => (
                    <span key={part} className="tick" style={{ bottom: `${part * 100}%` }}>
                        {grouped(String(most * part))}
                    </span>
                ))}
                {months.map((each) => (
                    <span key={each.month} className="month" title={`${each.month}: ${amountText(each.in)} / ${amountText(each.out)}`}>
                        <i className="in" style={height(each.in)} />
                        <i className="out" style={height(each.out)} />
                        <small>{Number(each.month.slice(5))}</small>
                    </span>
                ))}
            </div>
        </div>
    );
}

import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { Button, Card, Empty, Money } from '../kit';
import { amountText, useSay } from '../language';
import { gradeText } from '../words';
import { digits, isPrice, isQuantity, type Line } from './bill';
import type { BillLine, desk, Entry } from './calls';
import { ItemSearch } from './ItemSearch';

/** The lines of the bill: found by what one types, each with its grade, ceiling and what the preview says of it. */
export function LinesCard({
    at,
    lines,
    told,
    wrong,
    search,
    onChange,
    children,
}: {
    at: ReturnType<typeof desk>;
    lines: Line[];
    /** what the preview says of a line */
    told: (line: Line) => BillLine | undefined;
    wrong: (line: Line) => string | undefined;
    search: RefObject<HTMLInputElement | null>;
    onChange: (lines: Line[]) => void;
    children?: ReactNode;
}) {
    const say = useSay();
    const next = useRef(1);
    const table = useRef<HTMLTableElement>(null);

    /** the field that is to have the cursor as soon as it is there */
    const wanted = useRef('');
    const focusWanted = () => {
        const input = wanted.current === '' ? null : table.current?.querySelector<HTMLInputElement>(`input[name=${wanted.current}]`);
        if (input) {
            wanted.current = '';
            input.focus();
            input.select();
        }
    };
    useEffect(focusWanted);
    const focusOn = (id: number, name: 'quantity' | 'price') => {
        wanted.current = `${name}-${id}`;
        focusWanted();
    };

    const add = (entry: Entry) => {
        const id = next.current++;
        onChange([...lines, { id, entry, quantity: '1', price: '', conditions: 'none' }]);
        focusOn(id, 'quantity');
    };

    const change = (id: number, changed: Partial<Line>) =>
        onChange(lines.map((line) => (line.id === id ? { ...line, ...changed } : line)));

    const remove = (id: number) => {
        onChange(lines.filter((line) => line.id !== id));
        search.current?.focus();
    };

    return (
        <Card title={say('费用明细', 'Bill')}>
            <ItemSearch at={at} field={search} take={add} />
            {lines.length === 0 ? (
                <Empty>
                    {say(
                        '还没有项目。输入名称的一部分、拼音首字母或编码，按 Enter 添加；再输数量、单价，每次按 Enter 前进。',
                        'No items yet. Type a part of the name, its initials in pinyin, or the code, and press Enter; then quantity and price, Enter after each.',
                    )}
                </Empty>
            ) : (
                <div className="table">
                    <table ref={table} className="lines">
                        <thead>
                            <tr>
                                <th scope="col">{say('项目', 'Item')}</th>
                                <th scope="col" className="number">
                                    {say('数量', 'Quantity')}
                                </th>
                                <th scope="col" className="number">
                                    {say('单价（元）', 'Price (¥)')}
                                </th>
                                <th scope="col" className="money">
                                    {say('金额', 'Amount')}
                                </th>
                                <th scope="col">
                                    <span className="visually-hidden">{say('操作', 'Actions')}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {lines.map((line) => (
                                <Row
                                    key={line.id}
                                    line={line}
                                    told={told(line)}
                                    wrong={wrong(line)}
                                    change={(changed) => change(line.id, changed)}
                                    remove={() => remove(line.id)}
                                    toPrice={() => focusOn(line.id, 'price')}
                                    toSearch={() => search.current?.focus()}
                                />
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {children}
        </Card>
    );
}

function Row({
    line,
    told,
    wrong,
    change,
    remove,
    toPrice,
    toSearch,
}: {
    line: Line;
    told: BillLine | undefined;
    wrong: string | undefined;
    change: (changed: Partial<Line>) => void;
    remove: () => void;
    toPrice: () => void;
    toSearch: () => void;
}) {
    const say = useSay();
    const { entry } = line;
    const onEnter = (then: () => void) => (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            then();
        }
    };
    const over = told !== undefined && told.overLimit !== '0.00';
    return (
        <tr>
            <th scope="row">
                {entry.name}
                <span className="marks">
                    <span className={entry.grade === 'A' || entry.grade === 'B' ? 'badge' : 'badge warn'}>{gradeText(say, entry.grade)}</span>
                    {entry.firstPay !== '0%' && (
                        <span className="badge">
                            {say('先行自付', 'first')} {entry.firstPay}
                        </span>
                    )}
                    {entry.ceiling && (
                        <span className={over ? 'badge warn' : 'badge'}>
                            {say('限价', 'ceiling')} ¥{entry.ceiling}
                        </span>
                    )}
                </span>
                {over && (
                    <span className="warned" role="status">
                        {say(`超限价 ${amountText(told.overLimit)}，由个人自付`, `${amountText(told.overLimit)} over the ceiling: the person pays it`)}
                    </span>
                )}
                {entry.limited && (
                    <label className="condition">
                        <input
                            type="checkbox"
                            checked={line.conditions === 'met'}
                            onChange={(event) => change({ conditions: event.target.checked ? 'met' : 'none' })}
                        />
                        {say('符合限制使用条件（否则自费）', 'Conditions of use are met (else own pay)')}
                    </label>
                )}
                {wrong && (
                    <span className="wrong" role="alert">
                        {wrong}
                    </span>
                )}
            </th>
            <td className="number">
                <input
                    name={`quantity-${line.id}`}
                    aria-label={say(`${entry.name} 数量`, `Quantity of ${entry.name}`)}
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={12}
                    value={line.quantity}
                    aria-invalid={line.quantity !== '' && !isQuantity(line.quantity) ? true : undefined}
                    onChange={(event) => change({ quantity: digits(event.target.value) })}
                    onKeyDown={onEnter(toPrice)}
                />
            </td>
            <td className="number">
                <input
                    name={`price-${line.id}`}
                    aria-label={say(`${entry.name} 单价`, `Price of ${entry.name}`)}
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={15}
                    value={line.price}
                    aria-invalid={line.price !== '' && !isPrice(line.price) ? true : undefined}
                    onChange={(event) => change({ price: digits(event.target.value) })}
                    onKeyDown={onEnter(toSearch)}
                />
            </td>
            <td className="money">{told ? <Money of={told.amount} /> : '—'}</td>
            <td>
                <Button small onClick={remove} aria-label={say(`删除 ${entry.name}`, `Remove ${entry.name}`)}>
                    {say('删除', 'Remove')}
                </Button>
            </td>
        </tr>
    );
}

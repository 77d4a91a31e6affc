import { useEffect, useRef, type ReactNode } from 'react';
import { Button, Card, Dialog, Empty, Failed, Money, Notice, Waiting } from '../kit';
import { useLanguage, useSay } from '../language';
import type { Figures } from './calls';
import type { Preview } from './preview';

/** Who would pay what, as of the last key. */
export function PreviewCard({
    preview,
    incomplete,
    empty,
    action,
    settle,
    children,
}: {
    preview: Preview;
    incomplete: boolean;
    /** what to do to see figures */
    empty: string;
    action: string;
    settle: () => void;
    children?: ReactNode;
}) {
    const say = useSay();
    const { language } = useLanguage();
    const { previewed, error, isStale } = preview;
    return (
        <Card title={say('预结算', 'Preview')}>
            {children}
            {error !== undefined && <Failed error={error} />}
            {error === undefined && previewed === undefined && (
                preview.isAsking ? <Waiting>{say('正在计算…', 'Computing…')}</Waiting> : (
                    <Empty>{empty}</Empty>
                )
            )}
            {error === undefined && previewed && (
                <div className={isStale ? 'figures stale' : 'figures'} aria-live="polite" aria-busy={isStale}>
                    <FiguresList figures={previewed.figures} />
                    {previewed.receipt.outcome.remarks.map((remark) => (
                        <p key={remark.en} className="quiet">
                            {remark[language]}
                        </p>
                    ))}
                    <details>
                        <summary>{say('怎么算出来的', 'How it is worked out')}</summary>
                        <ol className="steps">
                            {previewed.receipt.steps.map((step) => (
                                <li key={step.number}>
                                    <span>{step.sentence[language]}</span>
                                    <Money of={step.amount} />
                                </li>
                            ))}
                        </ol>
                    </details>
                </div>
            )}
            {incomplete && previewed && <Notice>{say('有一行还没有输完，未计入。', 'A line is not complete yet and is left out.')}</Notice>}
            <div className="buttons">
                <Button kind="main" onClick={settle} disabled={previewed === undefined || isStale || error !== undefined || incomplete}>
                    {action} <kbd>F9</kbd>
                </Button>
            </div>
        </Card>
    );
}

export function FiguresList({ figures }: { figures: Figures }) {
    const say = useSay();
    const rows: Array<[string, string, string?]> = [
        [say('费用总额', 'Total'), figures.total, 'total'],
        [say('全自费', 'Own pay'), figures.ownPay, 'part'],
        [say('超限价', 'Over the ceiling'), figures.overLimit, 'part'],
        [say('先行自付', 'Self-paid first'), figures.firstPay, 'part'],
        [say('符合政策范围', 'In scope'), figures.inScope, 'part'],
        [say('其中起付', 'of it deductible'), figures.deductible, 'part'],
        [say('基金支付', 'Funds'), figures.funds],
        [say('个人账户支付', 'Account'), figures.account],
        [say('家庭共济支付', 'Relatives'), figures.family],
        [say('钱包支付', 'Wallet'), figures.wallet],
        [say('现金支付', 'Cash'), figures.cash, 'cash'],
    ];
    return (
        <dl className="paid">
            {rows
                .filter(([, amount, kind]) => kind === 'total' || kind === 'cash' || !/^-?0\.00$/.test(amount))
                .map(([label, amount, kind]) => (
                    <div key={label} className={kind ?? 'payer'}>
                        <dt>{label}</dt>
                        <dd>
                            <Money of={amount} big={kind === 'cash'} />
                        </dd>
                    </div>
                ))}
        </dl>
    );
}

/** The last look before a bill is settled: from here it needs no mouse. */
export function ConfirmDialog({
    title,
    open,
    close,
    figures,
    settling,
    confirmed,
}: {
    title: string;
    open: boolean;
    close: () => void;
    figures: Figures;
    settling: { isPending: boolean; error: unknown };
    confirmed: () => void;
}) {
    return (
        <Dialog title={title} open={open} close={close}>
            <FiguresList figures={figures} />
            {settling.error !== null && <Failed error={settling.error} />}
            <Confirm busy={settling.isPending} confirmed={confirmed} />
        </Dialog>
    );
}

function Confirm({ busy, confirmed }: { busy: boolean; confirmed: () => void }) {
    const say = useSay();
    const button = useRef<HTMLButtonElement>(null);
    useEffect(() => button.current?.focus(), []);
    return (
        <div className="buttons">
            <Button ref={button} kind="main" onClick={confirmed} busy={busy && say('正在结算…', 'Settling…')}>
                {say('确认，已收现金', 'Yes, the cash is here')} <kbd>Enter</kbd>
            </Button>
        </div>
    );
}

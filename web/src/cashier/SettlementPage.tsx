import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { Button, Dialog, Failed, Field, Notice, Page, Waiting } from '../kit';
import { useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { desk, type Settled } from './calls';
import { useKeys } from './keys';
import { ReceiptPaper } from './ReceiptPaper';

type Paper = 'a4' | 'roll';

/** A settlement: its receipt to print, and the way back. */
export function SettlementPage() {
    const say = useSay();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const { settlement: id = '' } = useParams();
    const found = useQuery({ queryKey: ['settlement', id], queryFn: ({ signal }) => at.settlement(id, signal) });
    return (
        <Page title={say('结算单', 'Receipt')} wide>
            {found.isPending && <Waiting>{say('正在读取结算单…', 'Reading the receipt…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.data && <Receipt key={id} at={at} settled={found.data} />}
        </Page>
    );
}

function Receipt({ at, settled }: { at: ReturnType<typeof desk>; settled: Settled }) {
    const say = useSay();
    const go = useNavigate();
    const { state } = useLocation() as { state: { presentation?: string } | null };
    const [paper, setPaper] = useState<Paper>('a4');
    const [wanted, setWanted] = useState<Paper>();
    const [reversing, setReversing] = useState(false);
    useEffect(() => {
        if (wanted !== undefined) {
            setWanted(undefined);
            window.print();
        }
    }, [wanted]);
    const print = (on: Paper) => {
        setPaper(on);
        setWanted(on);
    };
    useKeys({ F8: () => void go('/cashier'), F9: () => print(paper) });
    return (
        <>
            <div className="buttons off-paper">
                <Button kind="main" onClick={() => print('a4')}>
                    {say('打印 A4', 'Print A4')} {paper === 'a4' && <kbd>F9</kbd>}
                </Button>
                <Button onClick={() => print('roll')}>
                    {say('打印 80 毫米小票', 'Print 80 mm roll')} {paper === 'roll' && <kbd>F9</kbd>}
                </Button>
                <Link className="button" to="/cashier">
                    {say('下一位', 'Next person')} <kbd>F8</kbd>
                </Link>
                {state?.presentation && (
                    <Link className="button" to={`/cashier?presentation=${encodeURIComponent(state.presentation)}`}>
                        {say('继续为此人收费', 'Another bill of this person')}
                    </Link>
                )}
                {settled.stay && (
                    <Link className="button" to={`/cashier/stays/${settled.stay.stay}`}>
                        {say('这次住院', 'The stay')}
                    </Link>
                )}
                {settled.reverses === undefined && settled.stands !== false && (
                    <Button kind="danger" onClick={() => setReversing(true)}>
                        {say('撤销结算', 'Take back')}
                    </Button>
                )}
            </div>
            {settled.stands === false && settled.reverses === undefined && (
                <div className="off-paper">
                    <Notice kind="warn">{say('这笔结算已经撤销。', 'This settlement was taken back.')}</Notice>
                </div>
            )}
            <ReceiptPaper settled={settled} paper={paper} />
            <Dialog title={say('撤销结算', 'Take the settlement back')} open={reversing} close={() => setReversing(false)}>
                <Reversing at={at} settled={settled} />
            </Dialog>
        </>
    );
}

function Reversing({ at, settled }: { at: ReturnType<typeof desk>; settled: Settled }) {
    const say = useSay();
    const go = useNavigate();
    const queries = useQueryClient();
    const [reason, setReason] = useState('');
    const field = useRef<HTMLTextAreaElement>(null);
    useEffect(() => field.current?.focus(), []);
    const reversing = useOnce({
        ask: (why: string, key) => at.reverse(settled.settlement, why, key),
        done: (back) => {
            void queries.invalidateQueries();
            void go(`/cashier/settlements/${back.settlement}`);
        },
    });
    return (
        <form
            className="reversing"
            onSubmit={(event) => {
                event.preventDefault();
                if (reason.trim() !== '') {
                    reversing.mutate(reason.trim());
                }
            }}
        >
            <p>
                {say(
                    '基金、账户、共济人各自收回所付金额；已收的现金请退还参保人。',
                    'Funds, account and relatives get back what they paid. Give the cash back to the person.',
                )}
            </p>
            <Field label={say('撤销原因', 'Why')}>
                {(given) => <textarea {...given} ref={field} rows={2} maxLength={200} required value={reason} onChange={(event) => setReason(event.target.value)} />}
            </Field>
            {reversing.isError && <Failed error={reversing.error} />}
            <div className="buttons">
                <Button kind="danger" type="submit" disabled={reason.trim() === ''} busy={reversing.isPending && say('正在撤销…', 'Taking back…')}>
                    {say('确认撤销', 'Take back')}
                </Button>
            </div>
        </form>
    );
}

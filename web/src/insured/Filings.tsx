import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Dialog, Empty, Failed, Field, Page, Waiting, wrongOf } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession, useToday } from '../session';
import { Rest, TakeBack, useOffered } from './forms';
import './forms.css';
import { Photos, type Sent } from '../kit/photos';

export interface Filing {
    filing: string;
    ground: string;
    kind: string;
    place: string;
    madeOn: string;
    from: string;
    until?: string;
    complete: boolean;
    documents: string[];
    cancelled?: string;
}

/** A person's filings for care away from home. */
export default function Filings() {
    const say = useSay();
    const { scope } = useSession();
    const filings = useQuery({
        queryKey: ['filings', scope],
        queryFn: ({ signal }) => get<Filing[]>(`/api/persons/${scope}/filings`, { signal }),
    });
    const latestFirst = [...(filings.data ?? [])].reverse();
    return (
        <Page title={say('异地备案', 'Filing')}>
            {filings.isPending && <Waiting>{say('正在取备案…', 'Fetching your filings…')}</Waiting>}
            {filings.isError && <Failed error={filings.error} again={() => void filings.refetch()} />}
            {filings.isSuccess && (
                <Card>
                    {latestFirst.length === 0 ? (
                        <Empty>
                            <p>
                                {say(
                                    '去外地住院或看门诊前先备案，才能在当地直接结算，报销比例也不降。',
                                    'File before care away from home: then it is settled there at once, and the fund pays in full.',
                                )}
                            </p>
                        </Empty>
                    ) : (
                        <ul className="rows">
                            {latestFirst.map((each) => (
                                <One key={each.filing} filing={each} />
                            ))}
                        </ul>
                    )}
                    <div className="buttons">
                        <Link className="button main" to="/me/filings/new">
                            {say('新的备案', 'File')}
                        </Link>
                    </div>
                </Card>
            )}
        </Page>
    );
}

function One({ filing }: { filing: Filing }) {
    const say = useSay();
    const { language } = useLanguage();
    const offered = useOffered();
    const today = useToday();
    const [asked, ask] = useState<'extend' | 'cancel' | 'supply'>();
    const name = offered.data?.filings.find((each) => each.ground === filing.ground)?.name ?? filing.ground;
    const place = offered.data?.places.find((each) => each.code === filing.place)?.name ?? filing.place;
    const over = filing.until !== undefined && filing.until < today;
    const open = filing.cancelled === undefined && !over;
    const status =
        filing.cancelled !== undefined
            ? say('已取消', 'cancelled')
            : over
              ? say('已到期', 'over')
              : filing.from > today
                ? say('尚未开始', 'not yet begun')
                : filing.complete
                  ? say('有效', 'in force')
                  : say('有效，材料待补', 'in force, papers to come');
    const close = () => ask(undefined);
    return (
        <li>
            <div className="item">
                <header>
                    <b>{place}</b>
                    <span className={!open ? 'badge bad' : filing.complete ? 'badge' : 'badge warn'}>{status}</span>
                </header>
                <p>{name}</p>
                <p className="quiet">
                    {filing.until === undefined
                        ? say(`${dayText(filing.from, language)} 起长期有效`, `From ${dayText(filing.from, language)} until cancelled`)
                        : say(
                              `${dayText(filing.from, language)} 至 ${dayText(filing.until, language)}`,
                              `From ${dayText(filing.from, language)} to ${dayText(filing.until, language)}`,
                          )}
                </p>
                {open && (
                    <div className="buttons">
                        {!filing.complete && (
                            <Button small kind="main" onClick={() => ask('supply')}>
                                {say('补交材料', 'Hand papers in')}
                            </Button>
                        )}
                        {filing.until !== undefined && (
                            <Button small onClick={() => ask('extend')} aria-label={say(`延期：${place}`, `Extend: ${place}`)}>
                                {say('延期', 'Extend')}
                            </Button>
                        )}
                        <Button small kind="danger" onClick={() => ask('cancel')} aria-label={say(`取消备案：${place}`, `Cancel the filing: ${place}`)}>
                            {say('取消备案', 'Cancel')}
                        </Button>
                    </div>
                )}
            </div>
            <Dialog title={say(`延长到${place}的备案`, `Extend the filing for ${place}`)} open={asked === 'extend'} close={close}>
                <Extend filing={filing} done={close} />
            </Dialog>
            <Dialog title={say(`取消到${place}的备案？`, `Cancel the filing for ${place}?`)} open={asked === 'cancel'} close={close}>
                <Cancel filing={filing} done={close} />
            </Dialog>
            <Dialog title={say('补交材料', 'Hand papers in')} open={asked === 'supply'} close={close}>
                <Supply filing={filing} done={close} />
            </Dialog>
        </li>
    );
}

function Extend({ filing, done }: { filing: Filing; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    const [until, setUntil] = useState('');
    const [reason, setReason] = useState('');
    const extend = useOnce({
        ask: (order: { until: string; reason: string }, key) =>
            post(`/api/persons/${scope}/filings/${filing.filing}/extension`, order, { key }),
        stale: [['filings', scope]],
        done,
    });
    return (
        <form
            className="card-form"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                extend.mutate({ until, reason: reason.trim() });
            }}
        >
            <Field label={say('延长到', 'Until')} wrong={wrongOf(extend.error, 'until')}>
                {(given) => <input {...given} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />}
            </Field>
            <Field label={say('原因', 'Why')} wrong={wrongOf(extend.error, 'reason')}>
                {(given) => <input {...given} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />}
            </Field>
            <Rest error={extend.error} fields={['until', 'reason']} />
            <div className="buttons">
                <Button
                    type="submit"
                    kind="main"
                    disabled={until === '' || reason.trim() === ''}
                    busy={extend.isPending && say('正在延期…', 'Extending…')}
                >
                    {say('确认延期', 'Extend it')}
                </Button>
            </div>
        </form>
    );
}

function Cancel({ filing, done }: { filing: Filing; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    return (
        <TakeBack
            about={say('从今天起不再有效；之前开始的就医仍按已备案结算。', 'It ends today; care that began before is settled as filed.')}
            label={say('确认取消', 'Cancel it')}
            busy={say('正在取消…', 'Cancelling…')}
            ask={(reason, key) => post(`/api/persons/${scope}/filings/${filing.filing}/cancellation`, { reason }, { key })}
            stale={[['filings', scope]]}
            done={done}
        />
    );
}

function Supply({ filing, done }: { filing: Filing; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    const offered = useOffered();
    const [sent, setSent] = useState<Sent[]>([]);
    const papers = (offered.data?.filings.find((each) => each.ground === filing.ground)?.papers ?? []).filter(
        (paper) => !filing.documents.includes(paper.code),
    );
    const supply = useOnce({
        ask: (order: object, key) => post(`/api/persons/${scope}/filings/${filing.filing}/documents`, order, { key }),
        stale: [['filings', scope]],
        done,
    });
    const brought = papers.filter((paper) => sent.some((each) => each.paper === paper.code));
    return (
        <>
            {papers.map((paper) => (
                <Photos person={scope} key={paper.code} paper={paper.code} name={paper.name} sent={sent} change={setSent} />
            ))}
            {supply.isError && <Failed error={supply.error} />}
            <div className="buttons">
                <Button
                    kind="main"
                    disabled={brought.length < papers.length}
                    busy={supply.isPending && say('正在提交…', 'Handing in…')}
                    onClick={() =>
                        supply.mutate({
                            documents: brought.map((paper) => paper.code),
                            files: sent.map(({ paper, document }) => ({ paper, document })),
                            reason: say('补交材料', 'papers handed in'),
                        })
                    }
                >
                    {say('提交材料', 'Hand in')}
                </Button>
            </div>
        </>
    );
}

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Dialog, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { dayText, timeText, useLanguage, useSay, type Say } from '../language';
import { useSession, useToday } from '../session';
import { relationText } from '../words';
import { Facts } from './acts';
import { CaseOf } from './cases';
import { Insurance, type Participation } from './Insurance';
import { usePlaceName } from './papers';
import { Propose } from './Propose';
import { changeText, ProposeChange, type Change } from './ProposeChange';
import type { Binding, Filing, WorkItem } from './rest';
import { groundText } from './words';

interface Person {
    number: string;
    certificate: string;
    name: string;
    sex: string;
    birth: string;
    died?: string;
    version: number;
    participations: Participation[];
}

interface Account {
    current: string;
    prior: string;
    wallet: string;
    total: string;
}

interface Entry {
    day: string;
    at?: string;
    kind: string;
    id: string;
    what: string;
    details?: string;
    amount?: string;
    by?: string;
}

const PAGE = 50;

/** A person's file in one page: who it is, how insured, the accounts, the family, and what happened. */
export default function PersonFile() {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const { person = '' } = useParams();
    const queries = useQueryClient();
    const [proposing, setProposing] = useState(false);
    const [proposed, setProposed] = useState(false);
    const [change, setChange] = useState<Change | undefined>();
    const who = useQuery({ queryKey: ['person', person, language], queryFn: () => get<Person>(`/api/persons/${person}`) });
    const account = useQuery({ queryKey: ['account', person], queryFn: () => get<Account>(`/api/accounts/${person}`) });
    const bindings = useQuery({
        queryKey: ['bindings', person, language],
        queryFn: () => get<Binding[]>(`/api/accounts/${person}/bindings`),
    });
    const again = () => void queries.invalidateQueries();

    if (who.isPending) {
        return (
            <Page title={say('人员档案', 'Person’s file')} wide>
                <Waiting>{say('正在打开档案…', 'Opening the file…')}</Waiting>
            </Page>
        );
    }
    if (who.isError) {
        return (
            <Page title={say('人员档案', 'Person’s file')} wide>
                <Failed error={who.error} again={() => void who.refetch()} />
            </Page>
        );
    }
    const it = who.data;
    const standing = bindings.data?.filter((each) => each.endedOn === undefined) ?? [];
    return (
        <Page
            title={`${it.name} · ${it.number}`}
            wide
            aside={
                role === 'clerk' && (
                    <Button kind="main" onClick={() => setProposing(true)}>
                        {say('录入纸质申请', 'Enter from paper')}
                    </Button>
                )
            }
        >
            {proposed && (
                <Notice>{say('已提交，待他人复核；复核通过之前不生效。', 'Sent: another user reviews it, and before that nothing takes effect.')}</Notice>
            )}
            <div className="columns">
                <div className="column">
                    <Card title={say('本人', 'Who')}>
                        <Facts
                            of={[
                                [say('姓名', 'Name'), it.name],
                                [say('证件号码', 'Certificate'), it.certificate],
                                [say('性别', 'Sex'), it.sex === '1' ? say('男', 'male') : it.sex === '2' ? say('女', 'female') : say('未知', 'unknown')],
                                [say('出生', 'Born'), dayText(it.birth, language)],
                                it.died !== undefined && [say('死亡', 'Died'), dayText(it.died, language)],
                            ]}
                        />
                        <Reveal person={person} />
                    </Card>
                    <Card title={say('个人账户', 'Account')}>
                        {account.isPending && <Waiting>{say('正在读取余额…', 'Reading the balance…')}</Waiting>}
                        {account.isError && <Failed error={account.error} />}
                        {account.data && (
                            <>
                                <Money of={account.data.total} big />
                                <Facts
                                    of={[
                                        [say('当年', 'This year’s'), <Money of={account.data.current} />],
                                        [say('历年', 'Prior years’'), <Money of={account.data.prior} />],
                                        [say('钱包', 'Wallet'), <Money of={account.data.wallet} />],
                                    ]}
                                />
                            </>
                        )}
                    </Card>
                    <Insurance person={it} participations={it.participations} done={again} />
                    <Filings person={person} open={setChange} />
                    <Card title={say('家庭共济', 'Family')}>
                        {bindings.isError && <Failed error={bindings.error} />}
                        {bindings.data && standing.length === 0 && (
                            <Empty>{say('没有生效的绑定。纸质申请可在上方录入。', 'No binding holds. One that comes on paper is entered above.')}</Empty>
                        )}
                        <ul className="rows">
                            {standing.map((each) => {
                                const uses = each.user === it.number;
                                const other = uses ? each.owner : each.user;
                                return (
                                    <li key={each.binding}>
                                        <span className="badge">{uses ? say('可用其账户', 'may draw on') : say('供其使用', 'is drawn on by')}</span>
                                        <Link to={`/agency/persons/${other}`}>{other}</Link>
                                        <span>{relationText(say, each.relation)}</span>
                                        {each.yearLimit && (
                                            <span className="quiet">
                                                {say('年度限额', 'a year at most')} <Money of={each.yearLimit} />
                                            </span>
                                        )}
                                        {each.unusable && <span className="quiet">{each.unusable.message}</span>}
                                        {role === 'clerk' && uses && (
                                            <Changes
                                                about={relationText(say, each.relation)}
                                                of={(['bindingLimit', 'bindingPlace', 'bindingEnd'] as const).map((what) => ({ what, binding: each }))}
                                                open={setChange}
                                            />
                                        )}
                                    </li>
                                );
                            })}
                        </ul>
                    </Card>
                    <Differences person={person} />
                </div>
                <Timeline person={person} changed={again} />
            </div>
            <Dialog title={say('录入纸质申请', 'Enter from paper')} open={proposing} close={() => setProposing(false)}>
                <Propose
                    person={person}
                    done={() => {
                        setProposing(false);
                        setProposed(true);
                        again();
                    }}
                />
            </Dialog>
            <Dialog
                title={change ? say(`录入：${changeText(change.what, say)}`, `From paper: ${changeText(change.what, say)}`) : ''}
                open={change !== undefined}
                close={() => setChange(undefined)}
            >
                {change && (
                    <ProposeChange
                        person={person}
                        change={change}
                        done={() => {
                            setChange(undefined);
                            setProposed(true);
                            again();
                        }}
                    />
                )}
            </Dialog>
        </Page>
    );
}

/** What may be asked for on paper of something that holds. */
function Changes({ about, of, open }: { about: string; of: Change[]; open: (change: Change) => void }) {
    const say = useSay();
    return (
        <span className="buttons">
            {of.map((each) => {
                const text = changeText(each.what, say);
                return (
                    <Button key={each.what} small aria-label={say(`${text}：${about}`, `${text}: ${about}`)} onClick={() => open(each)}>
                        {text}
                    </Button>
                );
            })}
        </span>
    );
}

/** Filings for care away from home that hold. */
function Filings({ person, open }: { person: string; open: (change: Change) => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const { role } = useSession();
    const today = useToday();
    const place = usePlaceName(person);
    const found = useQuery({ queryKey: ['filings', person], queryFn: () => get<Filing[]>(`/api/persons/${person}/filings`) });
    const standing = found.data?.filter((each) => each.cancelled === undefined && (each.until === undefined || each.until >= today)) ?? [];
    return (
        <Card title={say('异地就医备案', 'Filings for care away from home')}>
            {found.isPending && <Waiting>{say('正在读取备案…', 'Reading the filings…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.data && standing.length === 0 && (
                <Empty>{say('没有有效的备案。纸质申请可在上方录入。', 'No filing holds. One that comes on paper is entered above.')}</Empty>
            )}
            <ul className="rows">
                {standing.map((each) => (
                    <li key={each.filing}>
                        <strong>{place(each.place)}</strong>
                        <span>{groundText(say, each.ground)}</span>
                        <span className="quiet">
                            {dayText(each.from, language)} – {each.until ? dayText(each.until, language) : say('长期', 'until cancelled')}
                        </span>
                        {!each.complete && <span className="badge warn">{say('材料待补', 'papers to come')}</span>}
                        {role === 'clerk' && (
                            <Changes
                                about={each.place}
                                of={changesOf(each).map((what) => ({ what, filing: each }))}
                                open={open}
                            />
                        )}
                    </li>
                ))}
            </ul>
        </Card>
    );
}

function changesOf(filing: Filing) {
    return (['filingExtension', 'filingDocuments', 'filingPlace', 'filingEnd'] as const).filter(
        (what) => (what !== 'filingExtension' || filing.until !== undefined) && (what !== 'filingDocuments' || !filing.complete),
    );
}

/** The name and the certificate in full, for a reason, which the audit trail keeps. */
function Reveal({ person }: { person: string }) {
    const say = useSay();
    const [asking, setAsking] = useState(false);
    const [reason, setReason] = useState('');
    const [clear, setClear] = useState<{ name: string; certificate: string } | undefined>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const show = async () => {
        setBusy(true);
        setError(undefined);
        try {
            setClear(await post(`/api/persons/${person}/reveal`, { reason }));
            setAsking(false);
        } catch (failure) {
            setError(failure);
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            {clear && (
                <Notice kind="warn">
                    <Facts
                        of={[
                            [say('姓名', 'Name'), clear.name],
                            [say('证件号码', 'Certificate'), clear.certificate],
                        ]}
                    />
                    <p className="quiet">{say('本次查看已记入审计。', 'The audit trail has this look.')}</p>
                </Notice>
            )}
            {!clear && (
                <div className="buttons">
                    <Button small onClick={() => setAsking(true)}>
                        {say('查看完整证件', 'Show in full')}
                    </Button>
                </div>
            )}
            <Dialog title={say('查看完整姓名与证件', 'Show name and certificate in full')} open={asking} close={() => setAsking(false)}>
                <form
                    className="card-form"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void show();
                    }}
                >
                    <Field
                        label={say('原因', 'Reason')}
                        hint={say('会与您的用户名一起记入审计', 'kept in the audit trail with your name')}
                        wrong={wrongOf(error, 'reason')}
                    >
                        {(given) => <input {...given} required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
                    </Field>
                    {error !== undefined && <Failed error={error} />}
                    <div className="buttons">
                        <Button kind="main" type="submit" busy={busy && say('正在读取…', 'Reading…')}>
                            {say('查看', 'Show')}
                        </Button>
                    </div>
                </form>
            </Dialog>
        </>
    );
}

interface DifferencesAnswer {
    settlements?: unknown[];
    differences?: Array<{ settlement: string }>;
}

/** Settlements that would be decided otherwise now, because something was changed after them. */
function Differences({ person }: { person: string }) {
    const say = useSay();
    const found = useQuery({
        queryKey: ['differences', person],
        queryFn: () => get<DifferencesAnswer>(`/api/persons/${person}/differences`),
    });
    const count = found.data?.differences?.length ?? 0;
    return (
        <Card title={say('事后差异', 'Differences')}>
            {found.isPending && <Waiting>{say('正在比对…', 'Comparing…')}</Waiting>}
            {found.isError && <Failed error={found.error} />}
            {found.data && count === 0 && <p className="quiet">{say('没有现在会另作决定的结算。', 'No settlement would be decided otherwise now.')}</p>}
            {count > 0 && <p>{say(`${count} 笔结算现在会另作决定。`, `${count} settlements would be decided otherwise now.`)}</p>}
        </Card>
    );
}

/** What happened. `changed`: something was done from here, which the rest of the file may show. */
function Timeline({ person, changed }: { person: string; changed: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const [kind, setKind] = useState('');
    const [limit, setLimit] = useState(PAGE);
    const [open, setOpen] = useState<WorkItem | undefined>();
    const found = useQuery({
        queryKey: ['timeline', person, kind, limit, language],
        queryFn: () =>
            get<{ found: number; entries: Entry[] }>(
                `/api/persons/${person}/timeline?limit=${limit}${kind === '' ? '' : `&kind=${kind}`}`,
            ),
        placeholderData: keepPreviousData,
    });
    return (
        <Card title={say('时间线', 'Time line')}>
            <Field label={say('事项', 'Kind')}>
                {(given) => (
                    <select {...given} value={kind} onChange={(event) => setKind(event.target.value)}>
                        <option value="">{say('全部', 'all')}</option>
                        {KINDS.map((each) => (
                            <option key={each} value={each}>
                                {kindText(each, say)}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {found.isPending && <Waiting>{say('正在读取时间线…', 'Reading the time line…')}</Waiting>}
            {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
            {found.data?.entries.length === 0 && <Empty>{say('没有记录。', 'Nothing is recorded.')}</Empty>}
            <ol className="timeline">
                {found.data?.entries.map((entry, index) => (
                    <li key={`${entry.kind}-${entry.id}-${index}`}>
                        <time dateTime={entry.at ?? entry.day}>{entry.at ? timeText(entry.at, language) : dayText(entry.day, language)}</time>
                        <span className="badge">{kindText(entry.kind, say)}</span>
                        <span className="what">
                            {isCase(entry.kind) ? (
                                <button type="button" className="plain" onClick={() => setOpen(caseOf(entry, person))}>
                                    {entry.what}
                                </button>
                            ) : (
                                entry.what
                            )}{' '}
                            <span className="quiet">{[entry.details, entry.by].filter(Boolean).join(' · ')}</span>
                        </span>
                        {entry.amount && <Money of={entry.amount} />}
                    </li>
                ))}
            </ol>
            {found.data && found.data.found > found.data.entries.length && (
                <div className="buttons">
                    <Button busy={found.isFetching && say('正在读取…', 'Reading…')} onClick={() => setLimit(limit + PAGE)}>
                        {say(`更早（共 ${found.data.found} 条）`, `Earlier (${found.data.found} in all)`)}
                    </Button>
                </div>
            )}
            <Drawer title={say('办理详情', 'The case')} open={open !== undefined} onClose={() => setOpen(undefined)} size={980} destroyOnHidden>
                {open && (
                    <CaseOf
                        item={open}
                        done={() => {
                            setOpen(undefined);
                            changed();
                        }}
                    />
                )}
            </Drawer>
        </Card>
    );
}

const KINDS = [
    'participation',
    'contribution',
    'change',
    'filing',
    'registration',
    'binding',
    'settlement',
    'claim',
    'withdrawal',
    'move',
    'proposal',
] as const;

function isCase(kind: string): kind is 'claim' | 'withdrawal' | 'move' | 'proposal' {
    return kind === 'claim' || kind === 'withdrawal' || kind === 'move' || kind === 'proposal';
}

function caseOf(entry: Entry, person: string): WorkItem {
    if (!isCase(entry.kind)) {
        throw new Error('such an entry has no case');
    }
    return {
        kind: entry.kind,
        id: entry.id,
        step: '',
        next: entry.what,
        role: 'clerk',
        person,
        region: '',
        since: entry.at ?? entry.day,
        by: entry.by ?? '',
    };
}

function kindText(kind: string, say: Say): string {
    const known: Record<string, string> = {
        participation: say('参保', 'insurance'),
        contribution: say('缴费', 'contributions'),
        change: say('变更', 'changes'),
        filing: say('异地备案', 'filings'),
        registration: say('登记', 'registrations'),
        binding: say('共济', 'family'),
        settlement: say('结算', 'settlements'),
        claim: say('零星报销', 'claims'),
        withdrawal: say('支取', 'withdrawals'),
        move: say('账户转移', 'moves'),
        proposal: say('纸质录入', 'from paper'),
    };
    return known[kind] ?? kind;
}

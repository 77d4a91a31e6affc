import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Dialog, Empty, Failed, Field, Money, Notice, Page, Waiting, wrongOf } from '../kit';
import { dayText, timeText, useLanguage, useSay, type Say } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { relationText } from '../words';
import { yuan } from './amounts';
import { Rest } from './forms';
import './forms.css';

export interface Binding {
    binding: string;
    user: string;
    owner: string;
    relation: string;
    position: number;
    yearLimit?: string;
    from: string;
    until?: string;
    endedOn?: string;
    endedBecause?: string;
    unusable?: { code: string; message: string };
    drawn?: Array<{ year: number; amount: string }>;
    left?: string;
}

interface Transfer {
    transfer: string;
    owner: string;
    recipient: string;
    relation: string;
    amount: string;
    madeAt: string;
    returnsAt?: string;
    state: 'pending' | 'accepted' | 'returned';
}

/** What the other party is to the one who is told what the owner of an account is to its user. */
function inverse(relation: string): string {
    const inverses: Record<string, string> = {
        spouse: 'spouse',
        husband: 'wife',
        wife: 'husband',
        parent: 'child',
        father: 'child',
        mother: 'child',
        child: 'parent',
        son: 'parent',
        daughter: 'parent',
        sibling: 'sibling',
        brother: 'sibling',
        sister: 'sibling',
        grandparent: 'grandchild',
        grandchild: 'grandparent',
    };
    return inverses[relation] ?? 'other';
}

/** What the pages call the other party: names of relatives are theirs to show. */
function kin(say: Say, scope: string, binding: { user: string; owner: string; relation: string }): string {
    const mine = binding.user === scope;
    const other = mine ? binding.owner : binding.user;
    return `${relationText(say, mine ? binding.relation : inverse(binding.relation))} …${other.slice(-4)}`;
}

/** Whose accounts a person uses, and who uses his; and money on its way to relatives in other provinces. */
export default function Family() {
    const say = useSay();
    const { scope } = useSession();
    const bindings = useQuery({
        queryKey: ['bindings', scope],
        queryFn: ({ signal }) => get<Binding[]>(`/api/accounts/${scope}/bindings`, { signal }),
    });
    const open = bindings.data?.filter((each) => each.endedOn === undefined) ?? [];
    const given = open.filter((each) => each.owner === scope);
    const used = open.filter((each) => each.user === scope);
    const ended = bindings.data?.filter((each) => each.endedOn !== undefined) ?? [];
    return (
        <Page title={say('家庭共济', 'Family')}>
            {bindings.isPending && <Waiting>{say('正在取共济绑定…', 'Fetching the bindings…')}</Waiting>}
            {bindings.isError && <Failed error={bindings.error} again={() => void bindings.refetch()} />}
            {bindings.isSuccess && (
                <>
                    <Card title={say('谁可用我的账户', 'Who may use my account')}>
                        {given.length === 0 ? (
                            <Empty>
                                <p>
                                    {say(
                                        '绑定后，家人自己的账户不够时，可用您的账户付医药费。',
                                        'Once bound, a relative whose own account does not suffice pays for care from yours.',
                                    )}
                                </p>
                            </Empty>
                        ) : (
                            <ul className="rows">
                                {given.map((each) => (
                                    <Given key={each.binding} binding={each} name={kin(say, scope, each)} />
                                ))}
                            </ul>
                        )}
                        <div className="buttons">
                            <Link className="button main" to="/me/family/bind">
                                {say('让家人用我的账户', 'Let a relative use my account')}
                            </Link>
                        </div>
                    </Card>
                    <Card title={say('我可用谁的账户', 'Whose accounts I may use')}>
                        {used.length === 0 ? (
                            <Empty>
                                <p>
                                    {say(
                                        '还没有家人为您授权。请家人在自己的页面上绑定您。',
                                        'No relative lets you use an account yet. It is bound from the pages of the relative.',
                                    )}
                                </p>
                            </Empty>
                        ) : (
                            <>
                                <p className="quiet">{say('自己的账户不够时，按以下次序支付。', 'When your own account does not suffice, these pay in this order.')}</p>
                                <ol className="rows">
                                    {used.map((each, at) => (
                                        <Used key={each.binding} binding={each} name={kin(say, scope, each)} at={at} of={used.length} />
                                    ))}
                                </ol>
                            </>
                        )}
                    </Card>
                    <Wallet />
                    {ended.length > 0 && (
                        <Card>
                            <details>
                                <summary>{say(`已结束的绑定（${ended.length}）`, `Bindings that ended (${ended.length})`)}</summary>
                                <ul className="rows">
                                    {ended.map((each) => (
                                        <Ended key={each.binding} binding={each} name={kin(say, scope, each)} />
                                    ))}
                                </ul>
                            </details>
                        </Card>
                    )}
                </>
            )}
        </Page>
    );
}

function Drawn({ binding }: { binding: Binding }) {
    const say = useSay();
    const latest = binding.drawn?.[0];
    return (
        <dl className="facts">
            <dt>{latest === undefined ? say('已使用', 'Drawn so far') : say(`${latest.year} 年已使用`, `Drawn in ${latest.year}`)}</dt>
            <dd className="money">{latest === undefined ? <Money of="0.00" /> : <Money of={latest.amount} />}</dd>
            <dt>{say('每年限额', 'Limit a year')}</dt>
            <dd className="money">{binding.yearLimit === undefined ? say('不限', 'none') : <Money of={binding.yearLimit} />}</dd>
            {binding.left !== undefined && (
                <>
                    <dt>{say('今年还可用', 'Left this year')}</dt>
                    <dd className="money">
                        <Money of={binding.left} />
                    </dd>
                </>
            )}
        </dl>
    );
}

function Unusable({ binding }: { binding: Binding }) {
    return binding.unusable === undefined ? null : <Notice kind="warn">{binding.unusable.message}</Notice>;
}

function Given({ binding, name }: { binding: Binding; name: string }) {
    const say = useSay();
    const { language } = useLanguage();
    const [asked, ask] = useState<'limit' | 'end'>();
    return (
        <li>
            <div className="item">
                <header>
                    <b>{name}</b>
                    {binding.until !== undefined && (
                        <span className="quiet">{say(`至 ${dayText(binding.until, language)}`, `until ${dayText(binding.until, language)}`)}</span>
                    )}
                </header>
                <Unusable binding={binding} />
                <Drawn binding={binding} />
                <div className="buttons">
                    <Button small onClick={() => ask('limit')} aria-label={say(`改限额：${name}`, `Change the limit: ${name}`)}>
                        {say('改限额', 'Change the limit')}
                    </Button>
                    <Button small kind="danger" onClick={() => ask('end')} aria-label={say(`解除绑定：${name}`, `End the binding: ${name}`)}>
                        {say('解除绑定', 'End')}
                    </Button>
                </div>
            </div>
            <Dialog title={say(`${name}的每年限额`, `Limit a year for ${name}`)} open={asked === 'limit'} close={() => ask(undefined)}>
                <Limit binding={binding} done={() => ask(undefined)} />
            </Dialog>
            <Dialog title={say(`解除与${name}的绑定？`, `End the binding with ${name}?`)} open={asked === 'end'} close={() => ask(undefined)}>
                <End binding={binding} done={() => ask(undefined)} />
            </Dialog>
        </li>
    );
}

function Used({ binding, name, at, of }: { binding: Binding; name: string; at: number; of: number }) {
    const say = useSay();
    const { scope } = useSession();
    const [ending, end] = useState(false);
    const place = useOnce({
        ask: (order: { position: number }, key) => post(`/api/accounts/${binding.user}/bindings/${binding.binding}/position`, order, { key }),
        stale: [['bindings', scope]],
    });
    return (
        <li>
            <div className="item">
                <header>
                    <span className="badge">{say(`第 ${at + 1} 位`, `No. ${at + 1}`)}</span>
                    <b>{name}</b>
                </header>
                <Unusable binding={binding} />
                <Drawn binding={binding} />
                {place.isError && <Failed error={place.error} />}
                <div className="buttons">
                    {at > 0 && (
                        <Button
                            small
                            busy={place.isPending && say('正在调整…', 'Moving…')}
                            aria-label={say(`提前：${name}`, `Move up: ${name}`)}
                            onClick={() => place.mutate({ position: at })}
                        >
                            {say('提前', 'Move up')}
                        </Button>
                    )}
                    {at < of - 1 && (
                        <Button
                            small
                            busy={place.isPending && say('正在调整…', 'Moving…')}
                            aria-label={say(`推后：${name}`, `Move down: ${name}`)}
                            onClick={() => place.mutate({ position: at + 2 })}
                        >
                            {say('推后', 'Move down')}
                        </Button>
                    )}
                    <Button small kind="danger" onClick={() => end(true)} aria-label={say(`解除绑定：${name}`, `End the binding: ${name}`)}>
                        {say('解除绑定', 'End')}
                    </Button>
                </div>
            </div>
            <Dialog title={say(`解除与${name}的绑定？`, `End the binding with ${name}?`)} open={ending} close={() => end(false)}>
                <End binding={binding} done={() => end(false)} />
            </Dialog>
        </li>
    );
}

function Ended({ binding, name }: { binding: Binding; name: string }) {
    const say = useSay();
    const { language } = useLanguage();
    const because: Record<string, string> = {
        requested: say('本人申请解除', 'asked for'),
        'term-over': say('约定期限届满', 'its term was over'),
        'relation-ended': say('亲属关系终止', 'no longer relatives'),
        'owner-not-insured': say('授权人不再参保', 'the owner is insured no more'),
        'user-not-insured': say('使用人不再参保', 'the user is insured no more'),
        'moved-apart': say('不再参保于同一省份', 'insured in different provinces'),
    };
    return (
        <li>
            <b>{name}</b>
            <span className="quiet">
                {dayText(binding.endedOn ?? '', language)} · {because[binding.endedBecause ?? ''] ?? binding.endedBecause}
            </span>
        </li>
    );
}

function Limit({ binding, done }: { binding: Binding; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    const [amount, setAmount] = useState(binding.yearLimit ?? '');
    const limit = useOnce({
        ask: (order: { yearLimit?: string }, key) => post(`/api/accounts/${binding.user}/bindings/${binding.binding}/limit`, order, { key }),
        stale: [['bindings', scope]],
        done,
    });
    return (
        <form
            className="card-form"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                limit.mutate(amount.trim() === '' ? {} : { yearLimit: yuan(amount) });
            }}
        >
            <Field
                label={say('每年最多可用（元）', 'At most a year (yuan)')}
                hint={say('留空则不限', 'Empty: no limit')}
                wrong={wrongOf(limit.error, 'yearLimit')}
            >
                {(given) => <input {...given} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />}
            </Field>
            <Rest error={limit.error} fields={['yearLimit']} />
            <div className="buttons">
                <Button type="submit" kind="main" busy={limit.isPending && say('正在保存…', 'Saving…')}>
                    {say('保存限额', 'Save the limit')}
                </Button>
            </div>
        </form>
    );
}

function End({ binding, done }: { binding: Binding; done: () => void }) {
    const say = useSay();
    const { scope } = useSession();
    const end = useOnce({
        ask: (order: { because: string }, key) => post(`/api/accounts/${binding.user}/bindings/${binding.binding}/end`, order, { key }),
        stale: [['bindings', scope]],
        done,
    });
    return (
        <>
            <p>{say('从现在起不能再使用该账户；已经付过的费用不受影响。', 'From now on the account cannot be used; what was paid stays paid.')}</p>
            {end.isError && <Failed error={end.error} />}
            <div className="buttons">
                <Button kind="danger" busy={end.isPending && say('正在解除…', 'Ending…')} onClick={() => end.mutate({ because: 'requested' })}>
                    {say('确认解除', 'End it')}
                </Button>
            </div>
        </>
    );
}

function Wallet() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const wallet = useQuery({
        queryKey: ['wallet', scope],
        queryFn: ({ signal }) => get<{ balance: string; transfers: Transfer[] }>(`/api/accounts/${scope}/wallet`, { signal }),
    });
    const accept = useOnce({
        ask: (order: { transfer: string }, key) =>
            post(`/api/accounts/${scope}/wallet/transfers/${order.transfer}/acceptance`, order, { key }),
        thing: ({ transfer }) => transfer,
        stale: [['wallet', scope]],
    });
    const nameOf = (transfer: Transfer) => kin(say, scope, { ...transfer, user: transfer.recipient });
    const states = {
        pending: say('待接收', 'waits to be accepted'),
        accepted: say('已接收', 'accepted'),
        returned: say('已退回', 'went back'),
    };
    return (
        <Card title={say('医保钱包（跨省）', 'Wallet (other provinces)')}>
            {wallet.isPending && <Waiting>{say('正在取钱包…', 'Fetching the wallet…')}</Waiting>}
            {wallet.isError && <Failed error={wallet.error} again={() => void wallet.refetch()} />}
            {wallet.isSuccess && (
                <>
                    <dl className="facts">
                        <dt>{say('钱包余额', 'In the wallet')}</dt>
                        <dd className="money">
                            <Money of={wallet.data.balance} />
                        </dd>
                    </dl>
                    {wallet.data.transfers.length === 0 && (
                        <p className="quiet">
                            {say('家人参保在外省时，可把账户里的钱转到家人的医保钱包。', 'To relatives insured in other provinces money is sent by the wallet.')}
                        </p>
                    )}
                    {accept.isError && <Failed error={accept.error} />}
                    <ul className="rows">
                        {wallet.data.transfers.map((each) => (
                            <li key={each.transfer}>
                                <div className="item">
                                    <header>
                                        <b>
                                            {each.owner === scope
                                                ? say(`转给${nameOf(each)}`, `To my ${nameOf(each)}`)
                                                : say(`${nameOf(each)}转来`, `From my ${nameOf(each)}`)}
                                        </b>
                                        <span className={each.state === 'pending' ? 'badge warn' : 'badge'}>{states[each.state]}</span>
                                        <Money of={each.amount} />
                                    </header>
                                    <span className="quiet">
                                        {timeText(each.madeAt, language)}
                                        {each.state === 'pending' &&
                                            each.returnsAt !== undefined &&
                                            say(`；${timeText(each.returnsAt, language)} 前未接收则退回`, `; goes back at ${timeText(each.returnsAt, language)}`)}
                                    </span>
                                    {each.state === 'pending' && each.recipient === scope && (
                                        <div className="buttons">
                                            <Button
                                                small
                                                kind="main"
                                                busy={accept.isPending && say('正在接收…', 'Accepting…')}
                                                onClick={() => accept.mutate({ transfer: each.transfer })}
                                            >
                                                {say('接收', 'Accept')}
                                            </Button>
                                        </div>
                                    )}
                                </div>
                            </li>
                        ))}
                    </ul>
                    <div className="buttons">
                        <Link className="button" to="/me/family/transfer">
                            {say('转给外省家人', 'Send to a relative elsewhere')}
                        </Link>
                    </div>
                </>
            )}
        </Card>
    );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api';
import { Button, Card, Choices, Empty, Failed, Field, Notice, Page, Waiting } from '../kit';
import { dayText, useLanguage, useSay, type Say } from '../language';
import { useSession } from '../session';
import { visitKindText } from '../words';
import { FindInstitution, type Institution } from './FindInstitution';
import { usePersons, usePlaces } from './people';
import { RuleButton, Rules, type Rule } from './rules';
import { filingKind, institutionOf, LEVELS, level, VISIT_KINDS, type Level, type VisitKind } from './words';

interface Answer {
    home: string;
    place: string;
    route: 'direct' | 'claim' | 'none';
    conclusion: string;
    care: string;
    filing: string;
    filingValid: boolean;
    reduction: string;
    payers: Array<{ payer: string; name: string; allowed: boolean; answer: string; rule?: Rule }>;
    toDo: Array<{ act: string; words: string; until?: string; rule?: Rule }>;
    filings: Array<{ ground: string; words: string; rule: Rule }>;
    warning?: string;
    rules: Rule[];
}

type Step = 'who' | 'where' | 'what' | 'answer';

/** What a pharmacy does, and what all others do. */
const AT_PHARMACIES: readonly VisitKind[] = ['pharmacy', 'chronic', 'outpatient'];

function kindsAt(named: Institution | undefined): readonly VisitKind[] {
    if (named === undefined) {
        return VISIT_KINDS;
    }
    return named.kind === 'pharmacy' ? AT_PHARMACIES : VISIT_KINDS.filter((each) => each !== 'pharmacy');
}

/** Whether insurance and accounts can be used at a place, in three taps: who, where, what for. */
export default function CanIUse() {
    const say = useSay();
    const { scope } = useSession();
    const persons = usePersons();
    const places = usePlaces();
    const [step, setStep] = useState<Step>('who');
    const [who, setWho] = useState(scope);
    const [place, setPlace] = useState<string>();
    const [named, setNamed] = useState<Institution>();
    const [at, setAt] = useState<Level>('3');
    const [kind, setKind] = useState<VisitKind>();

    const chosen = persons.find((each) => each.person === who);
    const placeName = named?.name ?? placeText(say, place, places.data);
    return (
        <Rules>
            <Page title={say('能不能用', 'Can I use it there?')}>
                {step !== 'who' && (
                    <nav className="crumbs" aria-label={say('已选择', 'Chosen so far')}>
                        <button type="button" onClick={() => setStep('who')}>
                            {chosen?.name ?? say('本人', 'Myself')}
                        </button>
                        {step !== 'where' && (
                            <button type="button" onClick={() => setStep('where')}>
                                {placeName}
                            </button>
                        )}
                        {step === 'answer' && kind && (
                            <button type="button" onClick={() => setStep('what')}>
                                {visitKindText(say, kind)}
                                {named === undefined && kind !== 'pharmacy' && ` · ${level(say, at)}`}
                            </button>
                        )}
                    </nav>
                )}
                {step === 'who' && (
                    <Card title={say('一、谁看病买药？', '1. Who needs care?')}>
                        <div className="tiles">
                            {persons.map((each) => (
                                <button
                                    type="button"
                                    key={each.person}
                                    onClick={() => {
                                        setWho(each.person);
                                        setStep('where');
                                    }}
                                >
                                    <b>{each.name}</b>
                                    {each.detail && <span>{each.detail}</span>}
                                </button>
                            ))}
                        </div>
                        <p className="quiet">
                            {say('要替别的家人查？先在“家庭”里绑定。', 'For somebody else of the family? Bind the account under “Family” first.')}
                        </p>
                    </Card>
                )}
                {step === 'where' && (
                    <Where
                        places={places}
                        choose={(code) => {
                            setPlace(code);
                            setNamed(undefined);
                            setStep('what');
                        }}
                        name={(institution) => {
                            setNamed(institution);
                            setStep('what');
                        }}
                    />
                )}
                {step === 'what' && (
                    <Card title={say('三、看什么？', '3. What for?')}>
                        {named === undefined && (
                            <Choices
                                label={say('什么样的机构', 'What kind of place')}
                                value={at}
                                of={LEVELS.toReversed().map((each) => ({ value: each, label: level(say, each) }))}
                                onChange={setAt}
                            />
                        )}
                        <div className="tiles">
                            {kindsAt(named).map((each) => (
                                <button
                                    type="button"
                                    key={each}
                                    onClick={() => {
                                        setKind(each);
                                        setStep('answer');
                                    }}
                                >
                                    <b>{visitKindText(say, each)}</b>
                                </button>
                            ))}
                        </div>
                    </Card>
                )}
                {step === 'answer' && kind !== undefined && (
                    <Result who={who} mine={who === scope} place={place} named={named} at={at} kind={kind} again={() => setStep('who')} />
                )}
            </Page>
        </Rules>
    );
}

function Where({
    places,
    choose,
    name,
}: {
    places: ReturnType<typeof usePlaces>;
    choose: (code: string | undefined) => void;
    name: (institution: Institution) => void;
}) {
    const say = useSay();
    const [sought, seek] = useState('');
    if (places.isPending) {
        return <Waiting>{say('正在取地区…', 'Fetching the regions…')}</Waiting>;
    }
    if (places.isError) {
        return <Failed error={places.error} again={() => void places.refetch()} />;
    }
    const wanted = sought.trim().toLowerCase();
    const found = places.data.filter(
        (each) => wanted === '' || each.name.toLowerCase().includes(wanted) || each.code.startsWith(wanted),
    );
    const typed = /^\d{6}$/.test(wanted) && found.every((each) => each.code !== wanted);
    return (
        <Card title={say('二、在哪里？', '2. Where?')}>
            <div className="tiles">
                <button type="button" onClick={() => choose(undefined)}>
                    <b>{say('参保地', 'At home')}</b>
                    <span>{say('参加医保的地方', 'Where one is insured')}</span>
                </button>
            </div>
            <FindInstitution
                label={say('某一家医院、药店', 'One hospital or pharmacy')}
                chosen=""
                choose={name}
                none={say('没有登记这个名字的机构：换几个字，或按地方查。', 'No institution of that name is registered: try other words, or ask by place.')}
            />
            <Field label={say('别的地方', 'Elsewhere')} hint={say('输入地名，或六位区划代码', 'A name, or a region code of six digits')}>
                {(given) => <input {...given} type="search" value={sought} onChange={(event) => seek(event.target.value)} />}
            </Field>
            <div className="tiles small" role="group" aria-label={say('地区', 'Regions')}>
                {found.map((each) => (
                    <button type="button" key={each.code} onClick={() => choose(each.code)}>
                        {each.name}
                    </button>
                ))}
                {typed && (
                    <button type="button" onClick={() => choose(wanted)}>
                        {say(`区划 ${wanted}`, `Region ${wanted}`)}
                    </button>
                )}
                <button type="button" onClick={() => choose('overseas')}>
                    {say('境外', 'Abroad')}
                </button>
            </div>
            {found.length === 0 && !typed && (
                <Empty>{say('没有这个名字的地区：试试省名，或区划代码。', 'No region of that name: try the province, or a code.')}</Empty>
            )}
        </Card>
    );
}

function placeText(say: Say, place: string | undefined, known: ReadonlyArray<{ code: string; name: string }> | undefined): string {
    if (place === undefined) {
        return say('参保地', 'At home');
    }
    return place === 'overseas' ? say('境外', 'Abroad') : (known?.find((each) => each.code === place)?.name ?? place);
}

/** Any institution of a kind at a place. */
function described(place: string | undefined, at: Level, kind: VisitKind) {
    return { ...(place !== undefined && { place }), ...(kind !== 'pharmacy' && { level: at, institutionKind: institutionOf(kind, at) }) };
}

function Result({
    who,
    mine,
    place,
    named,
    at,
    kind,
    again,
}: {
    who: string;
    mine: boolean;
    /** absent: at home */
    place: string | undefined;
    /** the one institution that is asked about, in place of what `place` and `at` describe */
    named: Institution | undefined;
    at: Level;
    kind: VisitKind;
    again: () => void;
}) {
    const say = useSay();
    const { language } = useLanguage();
    const asked = {
        person: who,
        visit: {
            kind,
            ...(named === undefined ? described(place, at, kind) : { institution: named.institution }),
        },
    };
    const answer = useQuery({
        queryKey: ['can-i-use', asked, language],
        queryFn: ({ signal }) => post<Answer>('/api/can-i-use', asked, { signal }),
    });
    if (answer.isPending) {
        return <Waiting>{say('正在按两地的规则查…', 'Looking at the rules of both places…')}</Waiting>;
    }
    if (answer.isError) {
        return <Failed error={answer.error} again={() => void answer.refetch()} />;
    }
    const told = answer.data;
    const first = told.toDo.map((each) => ({ ...each, to: wayOf(each.act, told.place, mine) })).find((each) => each.to !== undefined);
    return (
        <>
            <section className={`verdict ${told.route}`} aria-labelledby="verdict">
                <h2 id="verdict">{told.conclusion}</h2>
                <p>{told.care}</p>
            </section>
            {told.warning && <Notice kind="warn">{told.warning}</Notice>}
            {told.toDo.length > 0 && (
                <Card title={say('要做的事', 'What to do')}>
                    <ol className="steps">
                        {told.toDo.map((each) => (
                            <li key={each.act}>
                                <p>{each.words}</p>
                                {each.until && <p className="quiet">{say(`最迟 ${dayText(each.until, language)}`, `By ${dayText(each.until, language)}`)}</p>}
                                {each.rule && <RuleButton rule={each.rule} />}
                            </li>
                        ))}
                    </ol>
                    {first?.to && (
                        <Link className="button main" to={first.to}>
                            {nameOf(say, first.act)}
                        </Link>
                    )}
                </Card>
            )}
            <Card title={say('谁可以付', 'Who can pay')}>
                <ul className="payers">
                    {told.payers.map((each) => (
                        <li key={each.payer + each.name}>
                            <span className={each.allowed ? 'badge' : 'badge warn'}>{each.allowed ? say('可以', 'Yes') : say('不可以', 'No')}</span>
                            <div>
                                <b>{each.name}</b>
                                <p className="quiet">{each.answer}</p>
                                {each.rule && <RuleButton rule={each.rule} />}
                            </div>
                        </li>
                    ))}
                </ul>
            </Card>
            {told.filings.length > 0 && (
                <Card title={say('可以办的备案', 'Filings that would help')}>
                    <p className="quiet">{say(`现在：${filingKind(say, told.filing)}`, `Now: ${filingKind(say, told.filing)}`)}</p>
                    <ul className="payers">
                        {told.filings.map((each) => (
                            <li key={each.ground}>
                                <div>
                                    <p>{each.words}</p>
                                    <RuleButton rule={each.rule} />
                                </div>
                            </li>
                        ))}
                    </ul>
                </Card>
            )}
            <div className="buttons">
                <Button onClick={again}>{say('再查一个', 'Ask again')}</Button>
            </div>
        </>
    );
}

/** The page that takes a step, where there is one. */
function wayOf(act: string, place: string, mine: boolean): string | undefined {
    switch (act) {
        case 'file':
        case 'file-again':
        case 'change-place':
            return mine ? `/me/filings/new?place=${place}` : undefined;
        case 'supply-documents':
            return mine ? '/me/filings' : undefined;
        case 'bind-relative':
            return '/me/family/bind';
        case 'claim':
            return mine ? '/me/claims/new' : undefined;
        default:
            return undefined;
    }
}

function nameOf(say: Say, act: string): string {
    switch (act) {
        case 'bind-relative':
            return say('去绑定家人', 'Bind a relative');
        case 'claim':
            return say('去申请报销', 'Claim it');
        case 'change-place':
            return say('去变更备案地', 'Change the filing');
        case 'supply-documents':
            return say('去补交材料', 'Hand in the documents');
        default:
            return say('去办备案', 'File now');
    }
}

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Refused } from '../api';
import { Button, Failed, Field, Page, Waiting } from '../kit';
import { useLanguage, useSay } from '../language';
import { useOnce } from '../once';
import { useSession } from '../session';
import { schemeText, visitKindText } from '../words';
import { isComplete, ordered, type Line } from './bill';
import { desk, type Presented, type Scheme, type VisitKind, type VisitOrder } from './calls';
import { useKeys } from './keys';
import { LinesCard } from './LinesCard';
import { PersonCard, PresentCard } from './PersonCard';
import { ConfirmDialog, PreviewCard } from './PreviewCard';
import { usePreview } from './preview';

/** The window: who is there, the bill, what it comes to, done. */
export function WindowPage() {
    const say = useSay();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const [address, setAddress] = useSearchParams();
    const id = address.get('presentation') ?? '';
    const queries = useQueryClient();
    const { language } = useLanguage();
    const code = useRef<HTMLInputElement>(null);

    const another = () => setAddress({}, { replace: true });
    useKeys({ F8: another });
    useEffect(() => {
        if (id === '') {
            code.current?.focus();
        }
    }, [id]);

    return (
        <Page title={say('收费窗口', 'Cashier’s window')} wide aside={<Keys />}>
            {id === '' ? (
                <PresentCard
                    at={at}
                    field={code}
                    done={(presented) => {
                        queries.setQueryData(['presented', presented.presentation, '', language], presented);
                        setAddress({ presentation: presented.presentation }, { replace: true });
                    }}
                />
            ) : (
                <Bill key={id} at={at} id={id} another={another} />
            )}
        </Page>
    );
}

function Keys() {
    const say = useSay();
    return (
        <p className="keys quiet">
            <kbd>F4</kbd> {say('项目', 'item')} <kbd>F8</kbd> {say('换人', 'another person')} <kbd>F9</kbd> {say('结算', 'settle')}
        </p>
    );
}

function Bill({ at, id, another }: { at: ReturnType<typeof desk>; id: string; another: () => void }) {
    const say = useSay();
    const { language } = useLanguage();
    const [asked, setAsked] = useState<VisitKind | ''>('');
    const presented = useQuery({
        queryKey: ['presented', id, asked, language],
        queryFn: ({ signal }) => at.presented(id, asked === '' ? undefined : asked, signal),
        placeholderData: keepPreviousData,
    });
    if (presented.isError) {
        return (
            <>
                <Failed error={presented.error} />
                <div className="buttons">
                    <Button onClick={another}>{say('重新核验', 'Check again')}</Button>
                </div>
            </>
        );
    }
    if (presented.data === undefined) {
        return <Waiting>{say('正在读取参保人…', 'Reading the person…')}</Waiting>;
    }
    return <BillOf at={at} presented={presented.data} kind={asked === '' ? presented.data.visitKind : asked} setKind={setAsked} another={another} />;
}

function BillOf({
    at,
    presented,
    kind,
    setKind,
    another,
}: {
    at: ReturnType<typeof desk>;
    presented: Presented;
    kind: VisitKind;
    setKind: (kind: VisitKind) => void;
    another: () => void;
}) {
    const say = useSay();
    const go = useNavigate();
    const queries = useQueryClient();
    const search = useRef<HTMLInputElement>(null);
    const [wanted, setScheme] = useState<Scheme>();
    const insurance = presented.insurances.find((each) => each.scheme === wanted) ?? presented.insurances[0];
    const [disease, setDisease] = useState('');
    const [useAccount, setUseAccount] = useState(true);
    const [lines, setLines] = useState<Line[]>([]);
    const complete = lines.filter(isComplete);
    const order: VisitOrder | undefined =
        complete.length === 0
            ? undefined
            : {
                  presentation: presented.presentation,
                  scheme: insurance?.scheme ?? 'employee',
                  visitKind: kind,
                  ...(kind === 'chronic' && disease !== '' && { disease }),
                  useAccount,
                  lines: complete.map(ordered),
              };
    const preview = usePreview(at.preview, order);
    const [confirming, setConfirming] = useState(false);
    // Outlives the dialog: whoever closes it over an answer that did not come, and asks again, asks for the same.
    const settling = useOnce({
        ask: at.settle,
        done: ({ settlement }) => {
            void queries.invalidateQueries({ queryKey: ['presented'] });
            void queries.invalidateQueries({ queryKey: ['day'] });
            void go(`/cashier/settlements/${settlement}`, { state: { presentation: presented.presentation } });
        },
    });

    useEffect(() => search.current?.focus(), []);
    const isReady = preview.previewed !== undefined && !preview.isStale && preview.error === undefined && complete.length === lines.length;
    const settle = () => {
        if (isReady) {
            settling.reset();
            setConfirming(true);
        }
    };
    useKeys({ F4: () => search.current?.focus(), F9: settle });

    const told = (line: Line) => (isComplete(line) ? preview.previewed?.lines[complete.indexOf(line)] : undefined);
    const wrong = (line: Line) => {
        const { error } = preview;
        const at = complete.indexOf(line);
        return error instanceof Refused && at >= 0 && error.problem.field?.startsWith(`lines[${at}].`) ? error.problem.message : undefined;
    };
    return (
        <div className="window">
            <div>
                <PersonCard presented={presented} insurance={insurance} other={another} />
                <Care
                    presented={presented}
                    scheme={insurance?.scheme}
                    setScheme={setScheme}
                    kind={kind}
                    setKind={setKind}
                    disease={disease}
                    setDisease={setDisease}
                    useAccount={useAccount}
                    setUseAccount={setUseAccount}
                />
                <LinesCard at={at} lines={lines} told={told} wrong={wrong} search={search} onChange={setLines} />
            </div>
            <div className="beside">
                <PreviewCard
                    preview={preview}
                    incomplete={complete.length < lines.length}
                    empty={say('输完一行的数量和单价，这里就显示谁付多少。', 'Who pays how much is shown here as soon as a line has its quantity and price.')}
                    action={say('结算', 'Settle')}
                    settle={settle}
                />
            </div>
            {order && preview.previewed && (
                <ConfirmDialog
                    title={say('确认结算', 'Settle?')}
                    open={confirming}
                    close={() => setConfirming(false)}
                    figures={preview.previewed.figures}
                    settling={settling}
                    confirmed={() => settling.mutate(order)}
                />
            )}
        </div>
    );
}

function Care({
    presented,
    scheme,
    setScheme,
    kind,
    setKind,
    disease,
    setDisease,
    useAccount,
    setUseAccount,
}: {
    presented: Presented;
    scheme: Scheme | undefined;
    setScheme: (scheme: Scheme) => void;
    kind: VisitKind;
    setKind: (kind: VisitKind) => void;
    disease: string;
    setDisease: (disease: string) => void;
    useAccount: boolean;
    setUseAccount: (use: boolean) => void;
}) {
    const say = useSay();
    const kinds: VisitKind[] =
        presented.institutionKind === 'pharmacy' ? ['pharmacy', 'outpatient', 'chronic'] : ['outpatient', 'emergency', 'chronic'];
    return (
        <div className="care">
            {presented.insurances.length > 1 && (
                <Field label={say('险种', 'Scheme')}>
                    {(given) => (
                        <select {...given} value={scheme} onChange={(event) => setScheme(event.target.value as Scheme)}>
                            {presented.insurances.map((each) => (
                                <option key={each.scheme} value={each.scheme}>
                                    {schemeText(say, each.scheme)}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            )}
            <Field label={say('就医类别', 'Kind of care')}>
                {(given) => (
                    <select {...given} value={kind} onChange={(event) => setKind(event.target.value as VisitKind)}>
                        {kinds.map((each) => (
                            <option key={each} value={each}>
                                {visitKindText(say, each)}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {kind === 'chronic' && (
                <Field
                    label={say('病种', 'Disease')}
                    {...(presented.diseases.length === 0 && { hint: say('没有登记的病种', 'None is registered for the person') })}
                >
                    {(given) => (
                        <select {...given} value={disease} onChange={(event) => setDisease(event.target.value)}>
                            <option value="">{say('已登记的全部病种', 'All that are registered')}</option>
                            {presented.diseases.map((each) => (
                                <option key={each.code} value={each.code}>
                                    {each.name}（{each.code}）
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            )}
            <label className="condition">
                <input type="checkbox" checked={useAccount} onChange={(event) => setUseAccount(event.target.checked)} />
                {say('使用个人账户（不足时用共济人账户）', 'Pay from the account, then from relatives’')}
            </label>
            {presented.institutionKind !== 'pharmacy' && (
                <Link className="button" to={`/cashier/stays/new?presentation=${encodeURIComponent(presented.presentation)}`}>
                    {say('办理入院', 'Admit to a stay')}
                </Link>
            )}
        </div>
    );
}

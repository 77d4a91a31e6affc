import { useLayoutEffect, useState, type FormEvent, type RefObject } from 'react';
import { Button, Card, Failed, Field, Money } from '../kit';
import { useSay } from '../language';
import { useOnce } from '../once';
import { insuredStatusText, schemeText, standingText } from '../words';
import type { desk, Insurance, Presented, Shown } from './calls';

type Means = 'code' | 'card' | 'certificate';

/** Takes what a person shows: a scanner types the code and sends Enter. */
export function PresentCard({
    at,
    field,
    done,
}: {
    at: ReturnType<typeof desk>;
    field: RefObject<HTMLInputElement | null>;
    done: (presented: Presented) => void;
}) {
    const say = useSay();
    const [means, setMeans] = useState<Means>('code');
    const [first, setFirst] = useState('');
    const [second, setSecond] = useState('');
    const taking = useOnce({ ask: at.present, thing: (shown: Shown) => JSON.stringify(shown), done });
    // Before anybody reads what was wrong: a scanner may send the next code at once.
    useLayoutEffect(() => {
        if (taking.isError) {
            field.current?.focus();
            field.current?.select();
        }
    }, [taking.error]);

    const send = (event: FormEvent) => {
        event.preventDefault();
        const [one, other] = [first.trim(), second.trim()];
        if (one === '' || (means !== 'code' && other === '')) {
            return;
        }
        taking.mutate(
            means === 'code'
                ? { code: one }
                : means === 'card'
                  ? { card: { number: one, recognition: other } }
                  : { certificate: one, name: other },
        );
    };

    const change = (to: Means) => {
        setMeans(to);
        setFirst('');
        setSecond('');
        taking.reset();
        setTimeout(() => field.current?.focus());
    };

    return (
        <Card title={say('参保人', 'The person')}>
            <form className="present" onSubmit={send}>
                <fieldset className="means">
                    <legend className="visually-hidden">{say('出示什么', 'What is shown')}</legend>
                    {(
                        [
                            ['code', say('医保码', 'Medical code')],
                            ['card', say('社会保障卡', 'Card')],
                            ['certificate', say('身份证件', 'Certificate')],
                        ] as const
                    ).map(([value, label]) => (
                        <label key={value}>
                            <input type="radio" name="means" checked={means === value} onChange={() => change(value)} />
                            {label}
                        </label>
                    ))}
                </fieldset>
                {means === 'code' && (
                    <Field
                        label={say('扫码，或输入医保码', 'Scan the code, or type it')}
                        hint={say('扫码枪对准手机上的二维码即可；医保码一分钟内有效，只能用一次', 'Point the scanner at the telephone. A code lives a minute and works once.')}
                    >
                        {(given) => (
                            <input {...given} ref={field} value={first} onChange={(event) => setFirst(event.target.value)} autoComplete="off" spellCheck={false} maxLength={200} />
                        )}
                    </Field>
                )}
                {means !== 'code' && (
                    <>
                        <Field label={means === 'card' ? say('卡号', 'Number of the card') : say('证件号码', 'Number of the certificate')}>
                            {(given) => (
                                <input {...given} ref={field} value={first} onChange={(event) => setFirst(event.target.value)} autoComplete="off" spellCheck={false} maxLength={50} />
                            )}
                        </Field>
                        <Field label={means === 'card' ? say('卡识别码', 'Recognition code') : say('证件上的姓名', 'Name on the certificate')}>
                            {(given) => (
                                <input {...given} value={second} onChange={(event) => setSecond(event.target.value)} autoComplete="off" spellCheck={false} maxLength={means === 'card' ? 32 : 50} />
                            )}
                        </Field>
                    </>
                )}
                <div className="buttons">
                    <Button kind="main" type="submit" busy={taking.isPending && say('正在核验…', 'Checking…')}>
                        {say('核验', 'Check')} <kbd>Enter</kbd>
                    </Button>
                </div>
            </form>
            {taking.isError && <Failed error={taking.error} />}
        </Card>
    );
}

/** Who is before the cashier: standing, balances, who pays here. */
export function PersonCard({ presented, insurance, other }: { presented: Presented; insurance: Insurance | undefined; other: () => void }) {
    const say = useSay();
    const { balances } = presented;
    return (
        <Card
            title={say(`${presented.name}，${presented.age} 岁`, `${presented.name}, aged ${presented.age}`)}
            aside={
                <Button small onClick={other}>
                    {say('换人', 'Another person')} <kbd>F8</kbd>
                </Button>
            }
        >
            <div className="who">
                {insurance === undefined ? (
                    <p className="warned">{say('今天没有有效的医疗保险：只能自费', 'Not insured today: nothing but own pay')}</p>
                ) : (
                    <p>
                        <span className={insurance.standing === 'normal' ? 'badge' : 'badge bad'}>{standingText(say, insurance.standing)}</span>{' '}
                        {schemeText(say, insurance.scheme)} · {insuredStatusText(say, insurance.status)} · {insurance.homeName}
                    </p>
                )}
                <dl className="balances">
                    <div>
                        <dt>{say('当年账户', 'This year')}</dt>
                        <dd>
                            <Money of={balances.current} />
                        </dd>
                    </div>
                    <div>
                        <dt>{say('历年账户', 'Prior years')}</dt>
                        <dd>
                            <Money of={balances.prior} />
                        </dd>
                    </div>
                    <div>
                        <dt>{say('钱包', 'Wallet')}</dt>
                        <dd>
                            <Money of={balances.wallet} />
                        </dd>
                    </div>
                    <div className="sum">
                        <dt>{say('合计', 'Total')}</dt>
                        <dd>
                            <Money of={balances.total} />
                        </dd>
                    </div>
                </dl>
            </div>
            {insurance && (
                <>
                    <p className={insurance.use.route === 'direct' ? '' : 'warned'}>
                        {insurance.use.conclusion}
                        <span className="quiet"> {insurance.use.care}</span>
                    </p>
                    <ul className="payers">
                        {insurance.use.payers.map((payer) => (
                            <li key={payer.payer + payer.name} className={payer.allowed ? 'yes' : 'no'}>
                                <span aria-hidden="true">{payer.allowed ? '✓' : '✗'}</span>
                                <strong>{payer.name}</strong>
                                <span className="visually-hidden">{payer.allowed ? say('可以付', 'may pay') : say('不能付', 'may not pay')}</span>
                                <span className="quiet">{payer.answer}</span>
                            </li>
                        ))}
                    </ul>
                    {insurance.use.warning && <p className="quiet">{insurance.use.warning}</p>}
                </>
            )}
        </Card>
    );
}

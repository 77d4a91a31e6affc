import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import qrcode from 'qrcode-generator';
import { get, post, Refused } from '../api';
import { Button, Card, Failed, Notice, Page, Waiting } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';

interface CodeAnswer {
    code: string;
    issuedAt: string;
    until: string;
}

interface State {
    issuedAt: string;
    until: string;
    usedAt?: string;
    institution?: string;
    institutionName?: string;
}

/** A code with the moment, by the clock of this machine, at which its minute is over. */
interface Shown extends CodeAnswer {
    over: number;
}

/** Asked of a code that is shown: whether it was taken. */
const LOOK_EVERY = 3_000;
const SECOND = 1_000;

/** The medical code: it lives for a minute, is taken once, and is made anew as long as the page is looked at. */
export default function Code() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const online = useOnline();
    const [shown, setShown] = useState<Shown>();
    const [wrong, setWrong] = useState<unknown>();
    const [asking, setAsking] = useState(false);
    const [now, setNow] = useState(Date.now);
    const left = shown === undefined ? 0 : Math.max(0, Math.ceil((shown.over - now) / SECOND));

    const used = useQuery({
        queryKey: ['code', scope, shown?.code],
        queryFn: ({ signal }) => get<State>(`/api/persons/${scope}/medical-codes/latest`, { signal }),
        enabled: shown !== undefined && left > 0 && online,
        refetchInterval: (query) => (query.state.data?.usedAt === undefined ? LOOK_EVERY : false),
    });
    const taken = used.data?.usedAt !== undefined && used.data.issuedAt === shown?.issuedAt ? used.data : undefined;

    const renew = async () => {
        setAsking(true);
        setWrong(undefined);
        try {
            const code = await post<CodeAnswer>(`/api/persons/${scope}/medical-codes`);
            setShown({ ...code, over: Date.now() + Date.parse(code.until) - Date.parse(code.issuedAt) });
        } catch (failure) {
            setWrong(failure);
            setShown(undefined);
        } finally {
            setAsking(false);
            setNow(Date.now());
        }
    };

    useEffect(() => {
        const ticking = setInterval(() => setNow(Date.now()), SECOND);
        return () => clearInterval(ticking);
    }, []);
    // A code is made when the page opens and when a minute is over, but not behind the reader's back, not while the
    // network is away, and not after one was taken or refused: then the reader asks.
    const wanted = left === 0 && online && !asking && wrong === undefined && taken === undefined && !document.hidden;
    useEffect(() => {
        if (wanted) {
            void renew();
        }
        // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [wanted]);

    return (
        <Page title={say('医保码', 'My code')}>
            {!online && (
                <Notice kind="warn">
                    {say(
                        '没有网络：医保码要联网才能生成。已显示的码在一分钟内仍可使用；也可以出示社保卡。',
                        'You are offline: a code needs the network. One that is shown still works until its minute is over; your card works too.',
                    )}
                </Notice>
            )}
            <Card>
                {taken ? (
                    <div className="code-taken" role="status">
                        <p>
                            <b>{say('已使用', 'It was used')}</b>
                        </p>
                        <p>
                            {timeText(taken.usedAt ?? '', language)} · {taken.institutionName ?? taken.institution}
                        </p>
                        <Button kind="main" onClick={() => void renew()} busy={asking && say('正在生成…', 'Making one…')}>
                            {say('再生成一个', 'Make another')}
                        </Button>
                    </div>
                ) : shown !== undefined && left > 0 ? (
                    <div className="code-shown">
                        <Qr text={shown.code} label={say('医保码二维码，请出示给收费窗口扫描', 'The medical code as a QR code, for the cashier to scan')} />
                        <progress max={60} value={left} aria-label={say('剩余时间', 'Time left')} />
                        <p>
                            {say(`${left} 秒后自动更新`, `Renewed in ${left} s`)}
                        </p>
                        <Button small onClick={() => void renew()} busy={asking && say('正在更新…', 'Renewing…')} disabled={!online}>
                            {say('立即更新', 'Renew now')}
                        </Button>
                    </div>
                ) : wrong !== undefined ? (
                    <>
                        <Failed error={wrong} />
                        {wrong instanceof Refused && wrong.problem.status === 429 && (
                            <p className="quiet">
                                {say('医保码生成得太频繁了，稍等一会儿再试。', 'Codes were made too often. Wait a little, then try again.')}
                            </p>
                        )}
                        <Button kind="main" onClick={() => void renew()} busy={asking && say('正在生成…', 'Making one…')}>
                            {say('再试一次', 'Try again')}
                        </Button>
                    </>
                ) : (
                    <div className="code-shown">
                        <Waiting>
                            {online
                                ? say('正在生成医保码…', 'Making a code…')
                                : say('联网后自动生成医保码。', 'A code will be made when the network is back.')}
                        </Waiting>
                    </div>
                )}
            </Card>
            <Card title={say('怎么用', 'How it works')}>
                <ul>
                    <li>{say('就医购药结算时，把二维码给收费窗口扫一下。', 'When you pay for care, have the cashier scan it.')}</li>
                    <li>{say('每个码一分钟内有效，只能用一次。', 'A code holds for a minute and is taken once.')}</li>
                    <li>{say('不要把码截图发给别人。', 'Send no picture of it to anybody.')}</li>
                </ul>
            </Card>
        </Page>
    );
}

function useOnline(): boolean {
    const [online, setOnline] = useState(() => navigator.onLine);
    useEffect(() => {
        const changed = () => setOnline(navigator.onLine);
        window.addEventListener('online', changed);
        window.addEventListener('offline', changed);
        return () => {
            window.removeEventListener('online', changed);
            window.removeEventListener('offline', changed);
        };
    }, []);
    return online;
}

/** Quiet modules around a QR code, by its standard. */
const MARGIN = 4;

function Qr({ text, label }: { text: string; label: string }) {
    const qr = qrcode(0, 'M');
    qr.addData(text, 'Alphanumeric');
    qr.make();
    const size = qr.getModuleCount();
    let path = '';
    for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
            if (qr.isDark(row, column)) {
                path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`;
            }
        }
    }
    const whole = size + 2 * MARGIN;
    return (
        <svg className="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shapeRendering="crispEdges">
            <rect width={whole} height={whole} fill="#fff" />
            <path d={path} fill="#000" />
        </svg>
    );
}

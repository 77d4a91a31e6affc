import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLocation } from 'react-router';
import { Bar, Button, Card, Failed, Field, Notice, Page } from '../kit';
import { useSay, type Say } from '../language';
import { useSigning, type Visitor } from '../session';

export default function SignIn({ provider }: { provider: Visitor['provider'] }) {
    const say = useSay();
    const { signIn } = useSigning();
    const asked = new URLSearchParams(useLocation().search);
    const known = asked.get('user') ?? '';
    const refused = asked.get('refused');
    const [user, setUser] = useState(known);
    const [password, setPassword] = useState('');
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);

    // The page puts the focus on its heading first.
    const passwordField = useRef<HTMLInputElement>(null);
    useEffect(() => {
        if (known !== '') {
            passwordField.current?.focus();
        }
    }, [known]);

    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        setBusy(true);
        setError(undefined);
        try {
            await signIn(user, password);
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };

    return (
        <div className="shell">
            <Bar home="/" />
            <Page title={say('登录', 'Sign in')}>
                {refused !== null && (
                    <Notice kind="bad">{refused === 'unreachable' ? unreachable(say, provider) : turnedDown(say, provider)}</Notice>
                )}
                <Card>
                    <form className="card-form" onSubmit={(event) => void submit(event)}>
                        <Field label={say('用户名', 'User name')}>
                            {(given) => (
                                <input
                                    {...given}
                                    name="user"
                                    autoComplete="username"
                                    autoCapitalize="none"
                                    required
                                    value={user}
                                    onChange={(event) => setUser(event.target.value)}
                                />
                            )}
                        </Field>
                        <Field label={say('密码', 'Password')}>
                            {(given) => (
                                <input
                                    {...given}
                                    ref={passwordField}
                                    name="password"
                                    type="password"
                                    autoComplete="current-password"
                                    required
                                    value={password}
                                    onChange={(event) => setPassword(event.target.value)}
                                />
                            )}
                        </Field>
                        {error !== undefined && <Failed error={error} />}
                        <div className="buttons">
                            <Button kind="main" type="submit" busy={busy && say('正在登录…', 'Signing in…')}>
                                {say('登录', 'Sign in')}
                            </Button>
                            {provider && (
                                <a className="button" href={provider.address}>
                                    {say(`用${provider.name}登录`, `Sign in with ${provider.name}`)}
                                </a>
                            )}
                        </div>
                    </form>
                </Card>
                <p className="quiet">
                    {say(
                        '忘记密码，请到参保地经办机构或联系本单位管理员重设。',
                        'If you forgot your password, the agency where you are insured or your administrator sets a new one.',
                    )}
                </p>
            </Page>
        </div>
    );
}

function unreachable(say: Say, provider: Visitor['provider']): string {
    const name = provider?.name;
    return say(
        `${name ?? '统一登录服务'}暂时没有应答，未能登录。请稍后再试；有本系统密码的，可直接用密码登录。`,
        `${name ?? 'The sign-in service'} did not answer, so nobody was signed in. Try again later, or use your password here if you have one.`,
    );
}

function turnedDown(say: Say, provider: Visitor['provider']): string {
    const name = provider?.name;
    return say(
        `通过${name ?? '统一登录服务'}未能登录：该账号未在本系统登记或已停用，或者登录时间过长已失效。请重试；仍不成功的，请联系管理员。`,
        `The sign-in with ${name ?? 'the sign-in service'} was refused: no user here has that account, or it is disabled, or it took too long. Try again; if it fails again, ask your administrator.`,
    );
}

import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Button, Failed, Field, wrongOf } from '../kit';
import { useSay } from '../language';
import { useSession, useSigning } from '../session';

/** The present password and twice the new one. `label`: of the button, beside which the children stand. */
export function PasswordForm({ label, done, children }: { label: string; done?: () => void; children?: ReactNode }) {
    const say = useSay();
    const { user } = useSession();
    const { changePassword } = useSigning();
    const [old, setOld] = useState('');
    const [wanted, setWanted] = useState('');
    const [again, setAgain] = useState('');
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const differs = again !== '' && again !== wanted;

    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        if (again !== wanted) {
            return;
        }
        setBusy(true);
        setError(undefined);
        try {
            await changePassword(user, old, wanted);
            done?.();
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };

    return (
        <form className="card-form" onSubmit={(event) => void submit(event)}>
            <input type="text" name="user" autoComplete="username" value={user} readOnly hidden />
            <Field label={say('现在的密码', 'Present password')}>
                {(given) => (
                    <input
                        {...given}
                        type="password"
                        autoComplete="current-password"
                        required
                        value={old}
                        onChange={(event) => setOld(event.target.value)}
                    />
                )}
            </Field>
            <Field
                label={say('新密码', 'New password')}
                hint={say(
                    '10 至 128 个字符，字母、数字、符号至少两种，不含用户名',
                    '10 to 128 characters, at least two of letters, digits and signs, without your user name',
                )}
                wrong={wrongOf(error, 'password')}
            >
                {(given) => (
                    <input
                        {...given}
                        type="password"
                        autoComplete="new-password"
                        required
                        minLength={10}
                        maxLength={128}
                        value={wanted}
                        onChange={(event) => setWanted(event.target.value)}
                    />
                )}
            </Field>
            <Field
                label={say('再输一遍新密码', 'New password again')}
                wrong={differs ? say('两次输入的不一致', 'the two are not the same') : undefined}
            >
                {(given) => (
                    <input
                        {...given}
                        type="password"
                        autoComplete="new-password"
                        required
                        value={again}
                        onChange={(event) => setAgain(event.target.value)}
                    />
                )}
            </Field>
            {error !== undefined && <Failed error={error} />}
            <div className="buttons">
                <Button kind="main" type="submit" busy={busy && say('正在修改…', 'Changing…')}>
                    {label}
                </Button>
                {children}
            </div>
        </form>
    );
}

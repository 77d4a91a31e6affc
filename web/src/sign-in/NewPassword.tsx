import { useState } from 'react';
import { Bar, Button, Card, Failed, Page } from '../kit';
import { useSay } from '../language';
import { useSigning } from '../session';
import { PasswordForm } from './PasswordForm';

/** Whoever signed in with a password that somebody else set changes it, and comes to the pages then. */
export default function NewPassword() {
    const say = useSay();
    const { signOut } = useSigning();
    const [error, setError] = useState<unknown>();
    return (
        <div className="shell">
            <Bar home="/" />
            <Page title={say('请先修改密码', 'Change your password first')}>
                <p className="quiet">
                    {say(
                        '现在的密码由管理员设定，除您以外还有人知道。改成只有您自己知道的密码后即可继续。',
                        'An administrator set your password, so somebody else knows it. Choose one that only you know, then go on.',
                    )}
                </p>
                <Card>
                    <PasswordForm label={say('修改密码并继续', 'Change it and go on')}>
                        <Button onClick={() => void signOut().catch(setError)}>{say('退出', 'Sign out')}</Button>
                    </PasswordForm>
                    {error !== undefined && <Failed error={error} />}
                </Card>
            </Page>
        </div>
    );
}

import { useState } from 'react';
import { Link } from 'react-router';
import { Bar, Card, Failed, Notice, Page } from '../kit';
import { useSay } from '../language';
import { useSession, useSigning, useVisitor } from '../session';
import { PasswordForm } from './PasswordForm';

/** Anybody changes their own password here; who signs in elsewhere reads where. */
export default function OwnPassword({ home }: { home: string }) {
    const say = useSay();
    const { user, elsewhere } = useSession();
    const { signOut } = useSigning();
    const provider = useVisitor().data?.provider?.name;
    const [changed, setChanged] = useState(false);
    const [error, setError] = useState<unknown>();
    return (
        <div className="shell">
            <Bar home={home} who={user} out={() => void signOut().catch(setError)} />
            <Page title={say('修改密码', 'Change your password')}>
                {error !== undefined && <Failed error={error} />}
                <Card>
                    {elsewhere ? (
                        <p>
                            {say(
                                `您用${provider ?? '统一登录服务'}登录，本系统没有您的密码。请到那里修改。`,
                                `You sign in with ${provider ?? 'another service'}, and have no password here. Change it there.`,
                            )}
                        </p>
                    ) : changed ? (
                        <Notice>{say('密码已修改。其他地方的登录都已退出。', 'Your password was changed. You were signed out everywhere else.')}</Notice>
                    ) : (
                        <>
                            <p className="quiet">
                                {say(
                                    '修改后，您在其他地方的登录全部退出，发给程序用的令牌全部作废。',
                                    'It signs you out everywhere else, and tokens that were issued to your programs end.',
                                )}
                            </p>
                            <PasswordForm label={say('修改密码', 'Change it')} done={() => setChanged(true)} />
                        </>
                    )}
                    <p>
                        <Link to={home}>{say('返回', 'Back')}</Link>
                    </p>
                </Card>
            </Page>
        </div>
    );
}

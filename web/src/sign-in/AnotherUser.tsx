import { useState } from 'react';
import { Link } from 'react-router';
import { Bar, Button, Card, Failed, Page } from '../kit';
import { useSay } from '../language';
import { useSigning } from '../session';

/** Whoever follows a link to the sign-in of one user while another is signed in: neither is left without being asked. */
export default function AnotherUser({ who, other, home }: { who: string; other: string; home: string }) {
    const say = useSay();
    const { signOut } = useSigning();
    const [error, setError] = useState<unknown>();
    return (
        <div className="shell">
            <Bar home={home} />
            <Page title={say('已有人登录', 'Somebody is signed in')}>
                <Card>
                    <p>{say(`当前登录的是 ${who}，此链接用于登录 ${other}。`, `${who} is signed in here; this link is for ${other} to sign in.`)}</p>
                    {error !== undefined && <Failed error={error} />}
                    <div className="buttons">
                        <Button kind="main" onClick={() => void signOut().catch(setError)}>
                            {say(`退出，改以 ${other} 登录`, `Sign out, and in as ${other}`)}
                        </Button>
                        <Link className="button" to={home}>
                            {say(`仍以 ${who} 继续`, `Go on as ${who}`)}
                        </Link>
                    </div>
                </Card>
            </Page>
        </div>
    );
}

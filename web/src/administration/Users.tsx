import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post, type Session } from '../api';
import { Button, Card, Dialog, Empty, Failed, Field, Notice, Page, Waiting, wrongOf } from '../kit';
import { timeText, useLanguage, useSay, type Say } from '../language';
import { useSession } from '../session';

type Role = Session['role'];

interface User {
    name: string;
    role: Role;
    scope?: string;
    hasPassword: boolean;
    disabled: boolean;
    lockedUntil?: string;
    createdAt: string;
}

interface Told {
    user: User;
    password: string;
}

/** Who may sign in, and as what. */
export default function Users() {
    const say = useSay();
    const { language } = useLanguage();
    const { user: me } = useSession();
    const [typed, setTyped] = useState('');
    const [adding, setAdding] = useState(false);
    const [told, setTold] = useState<Told | undefined>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState('');
    const found = useQuery({ queryKey: ['users'], queryFn: () => get<{ users: User[] }>('/api/users') });
    const users = found.data?.users.filter((each) => each.name.includes(typed.trim())) ?? [];

    const act = async (user: User, what: 'disable' | 'enable' | 'unlock' | 'password') => {
        setBusy(`${user.name} ${what}`);
        setError(undefined);
        setTold(undefined);
        try {
            const answer = await post<Told>(`/api/users/${encodeURIComponent(user.name)}/${what}`);
            if (what === 'password') setTold(answer);
            await found.refetch();
        } catch (failure) {
            setError(failure);
        } finally {
            setBusy('');
        }
    };

    return (
        <Page
            title={say('用户', 'Users')}
            wide
            aside={
                <Button kind="main" onClick={() => setAdding(true)}>
                    {say('新增用户', 'Add a user')}
                </Button>
            }
        >
            {told && (
                <Notice kind="warn">
                    <p>
                        {say(`${told.user.name} 的新密码（只显示这一次，请交给本人，登录后修改）：`, `The new password of ${told.user.name}, shown this once; hand it over, to be changed after signing in:`)}
                    </p>
                    <p>
                        <code className="secret">{told.password}</code>
                    </p>
                </Notice>
            )}
            {error !== undefined && <Failed error={error} />}
            <Card>
                <div className="search">
                    <Field label={say('用户名', 'User name')}>
                        {(given) => <input {...given} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
                    </Field>
                </div>
                {found.isPending && <Waiting>{say('正在读取用户…', 'Reading the users…')}</Waiting>}
                {found.isError && <Failed error={found.error} again={() => void found.refetch()} />}
                {found.data && users.length === 0 && <Empty>{say('没有这样的用户。', 'There is no such user.')}</Empty>}
                {users.length > 0 && (
                    <div className="table" role="region" aria-label={say('用户', 'Users')} tabIndex={0}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{say('用户名', 'User name')}</th>
                                    <th scope="col">{say('角色', 'Role')}</th>
                                    <th scope="col">{say('范围', 'Scope')}</th>
                                    <th scope="col">{say('状态', 'State')}</th>
                                    <th scope="col">{say('建立', 'Since')}</th>
                                    <th scope="col">{say('操作', 'Acts')}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {users.map((each) => (
                                    <tr key={each.name}>
                                        <th scope="row">{each.name}</th>
                                        <td>{roleText(each.role, say)}</td>
                                        <td>{each.scope ?? '—'}</td>
                                        <td>
                                            {each.disabled ? (
                                                <span className="badge bad">{say('已停用', 'disabled')}</span>
                                            ) : each.lockedUntil ? (
                                                <span className="badge warn">
                                                    {say(`锁定至 ${timeText(each.lockedUntil, language)}`, `locked until ${timeText(each.lockedUntil, language)}`)}
                                                </span>
                                            ) : (
                                                <span className="badge">{say('可登录', 'may sign in')}</span>
                                            )}
                                        </td>
                                        <td>{timeText(each.createdAt, language)}</td>
                                        <td>
                                            {each.name !== me && (
                                                <div className="buttons">
                                                    <Button small busy={busy === `${each.name} password` && say('正在重设…', 'Resetting…')} onClick={() => void act(each, 'password')}>
                                                        {say('重设密码', 'New password')}
                                                    </Button>
                                                    {each.lockedUntil && (
                                                        <Button small onClick={() => void act(each, 'unlock')}>
                                                            {say('解锁', 'Unlock')}
                                                        </Button>
                                                    )}
                                                    {each.disabled ? (
                                                        <Button small onClick={() => void act(each, 'enable')}>
                                                            {say('启用', 'Enable')}
                                                        </Button>
                                                    ) : (
                                                        <Button small kind="danger" onClick={() => void act(each, 'disable')}>
                                                            {say('停用', 'Disable')}
                                                        </Button>
                                                    )}
                                                </div>
                                            )}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                )}
            </Card>
            <Dialog title={say('新增用户', 'Add a user')} open={adding} close={() => setAdding(false)}>
                <Add
                    done={(answer) => {
                        setAdding(false);
                        setTold(answer);
                        void found.refetch();
                    }}
                />
            </Dialog>
        </Page>
    );
}

const ROLES: readonly Role[] = ['clerk', 'reviewer', 'cashier', 'insured', 'analyst', 'auditor', 'administrator'];

function Add({ done }: { done: (told: Told) => void }) {
    const say = useSay();
    const [name, setName] = useState('');
    const [role, setRole] = useState<Role>('clerk');
    const [scope, setScope] = useState('');
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const asks = scopeText(role, say);
    const send = async () => {
        setBusy(true);
        setError(undefined);
        try {
            done(await post<Told>('/api/users', { name, role, ...(asks && { scope }) }));
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };
    return (
        <form
            className="card-form"
            onSubmit={(event) => {
                event.preventDefault();
                void send();
            }}
        >
            <Field label={say('用户名', 'User name')} hint={say('小写字母、数字与 . _ @ -', 'small letters, digits and . _ @ -')} wrong={wrongOf(error, 'name')}>
                {(given) => <input {...given} required maxLength={60} autoCapitalize="none" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />}
            </Field>
            <Field label={say('角色', 'Role')} wrong={wrongOf(error, 'role')}>
                {(given) => (
                    <select {...given} value={role} onChange={(event) => setRole(event.target.value as Role)}>
                        {ROLES.map((each) => (
                            <option key={each} value={each}>
                                {roleText(each, say)}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {asks && (
                <Field label={asks} wrong={wrongOf(error, 'scope')}>
                    {(given) => <input {...given} required maxLength={30} autoComplete="off" value={scope} onChange={(event) => setScope(event.target.value)} />}
                </Field>
            )}
            {error !== undefined && <Failed error={error} />}
            <div className="buttons">
                <Button kind="main" type="submit" busy={busy && say('正在新增…', 'Adding…')}>
                    {say('新增', 'Add')}
                </Button>
            </div>
        </form>
    );
}

export function roleText(role: Role, say: Say): string {
    switch (role) {
        case 'insured':
            return say('参保人', 'insured person');
        case 'cashier':
            return say('机构收费员', 'cashier');
        case 'clerk':
            return say('经办人', 'clerk');
        case 'reviewer':
            return say('复核人', 'reviewer');
        case 'analyst':
            return say('政策分析人员', 'analyst');
        case 'auditor':
            return say('审计员', 'auditor');
        case 'administrator':
            return say('系统管理员', 'administrator');
    }
}

/** What a role is for; nothing where it needs no scope. */
function scopeText(role: Role, say: Say): string {
    switch (role) {
        case 'insured':
            return say('人员编号', 'Number of the person');
        case 'cashier':
            return say('机构编号', 'Code of the institution');
        case 'clerk':
        case 'reviewer':
            return say('统筹区', 'Region');
        case 'analyst':
        case 'auditor':
        case 'administrator':
            return '';
    }
}

import { useState } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { post, type Session } from '../api';
import { Desk } from '../Desk';
import { Button, Card, Empty, Failed, Field, Page, wrongOf } from '../kit';
import { timeText, useLanguage, useSay, type Say } from '../language';
import '../agency/agency.css';
import { ImportTrail } from './ImportTrail';
import { roleText } from './Users';

interface Look {
    look: string;
    at: string;
    user?: string;
    role?: Session['role'];
    scope?: string;
    institution?: string;
    institutionName?: string;
    operator?: string;
    person?: string;
    route: string;
    reason?: string;
    address?: string;
}

interface Found {
    looks: Look[];
    next?: string;
}

/** Who looked at whose record, and who brought which file in. */
export default function Audit() {
    const say = useSay();
    return (
        <Desk
            home="/audit"
            ways={[
                { to: '/audit', label: say('查阅', 'Looks'), end: true },
                { to: '/audit/imports', label: say('导入', 'Imports') },
            ]}
        >
            <Routes>
                <Route index element={<Looks />} />
                <Route
                    path="imports"
                    element={
                        <Page title={say('导入留痕', 'Who imported what')} wide>
                            <ImportTrail />
                        </Page>
                    }
                />
                <Route path="*" element={<Navigate to="/audit" replace />} />
            </Routes>
        </Desk>
    );
}

/** Who looked at whose record, when, from where and why. */
function Looks() {
    const say = useSay();
    const { language } = useLanguage();
    const [asked, setAsked] = useState({ person: '', user: '', route: '', from: '', to: '' });
    const [found, setFound] = useState<Found | undefined>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const field = (name: keyof typeof asked) => ({
        value: asked[name],
        onChange: (event: { target: { value: string } }) => setAsked({ ...asked, [name]: event.target.value }),
    });
    const search = async (after?: string) => {
        setBusy(true);
        setError(undefined);
        try {
            const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value.trim() !== ''));
            const page = await post<Found>('/api/audit/search', { ...given, ...(after && { after }) });
            setFound((before) => (after && before ? { ...page, looks: [...before.looks, ...page.looks] } : page));
        } catch (failure) {
            setError(failure);
        } finally {
            setBusy(false);
        }
    };
    return (
        <Page title={say('查阅留痕', 'Who looked at whose record')} wide>
            <Card>
                <form
                    className="card-form"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void search();
                    }}
                >
                    <div className="two">
                        <Field label={say('被查阅人（人员编号）', 'Who was looked at (number)')} wrong={wrongOf(error, 'person')}>
                            {(given) => <input {...given} maxLength={30} autoComplete="off" {...field('person')} />}
                        </Field>
                        <Field label={say('查阅者（用户名或机构编号）', 'Who looked (user, or institution’s code)')} wrong={wrongOf(error, 'user')}>
                            {(given) => <input {...given} maxLength={60} autoComplete="off" {...field('user')} />}
                        </Field>
                        <Field label={say('接口地址或交易编号包含', 'The route or transaction contains')} wrong={wrongOf(error, 'route')}>
                            {(given) => <input {...given} maxLength={200} autoComplete="off" {...field('route')} />}
                        </Field>
                        <Field label={say('起', 'From')} wrong={wrongOf(error, 'from')}>
                            {(given) => <input {...given} type="date" {...field('from')} />}
                        </Field>
                        <Field label={say('止', 'Until')} wrong={wrongOf(error, 'to')}>
                            {(given) => <input {...given} type="date" {...field('to')} />}
                        </Field>
                    </div>
                    <div className="buttons">
                        <Button kind="main" type="submit" busy={busy && say('正在检索…', 'Searching…')}>
                            {say('检索', 'Search')}
                        </Button>
                    </div>
                </form>
            </Card>
            {error !== undefined && <Failed error={error} />}
            <Card title={say('结果，最近的在前', 'Found, the newest first')}>
                {found === undefined && <Empty>{say('填写任一条件后检索；都不填则列出最近的查阅。', 'Search by any of these; with none the newest looks are listed.')}</Empty>}
                {found?.looks.length === 0 && <Empty>{say('没有符合条件的查阅。', 'No look is like this.')}</Empty>}
                {found && found.looks.length > 0 && (
                    <div className="table" role="region" aria-label={say('查阅', 'Looks')} tabIndex={0}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{say('时间', 'When')}</th>
                                    <th scope="col">{say('查阅者', 'Who')}</th>
                                    <th scope="col">{say('角色', 'Role')}</th>
                                    <th scope="col">{say('被查阅人', 'Whose record')}</th>
                                    <th scope="col">{say('接口', 'Route')}</th>
                                    <th scope="col">{say('原因', 'Reason')}</th>
                                    <th scope="col">{say('来自', 'From')}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {found.looks.map((each) => (
                                    <tr key={each.look}>
                                        <td>{timeText(each.at, language)}</td>
                                        <th scope="row">{each.user ?? each.institution}</th>
                                        <td>{as(each, say)}</td>
                                        <td>{each.person ?? say('名单', 'a list')}</td>
                                        <td>
                                            <code>{each.route}</code>
                                        </td>
                                        <td>{each.reason ?? '—'}</td>
                                        <td>{each.address ?? '—'}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                )}
                {found?.next && (
                    <div className="buttons">
                        <Button busy={busy && say('正在检索…', 'Searching…')} onClick={() => void search(found.next)}>
                            {say('更早', 'Earlier')}
                        </Button>
                    </div>
                )}
            </Card>
        </Page>
    );
}

/** As what somebody looked: a role and what it is for, or an institution and who sat there. */
function as(look: Look, say: Say): string {
    const parts =
        look.role === undefined
            ? [say('机构报文', 'By message'), look.institutionName, look.operator && say(`操作员 ${look.operator}`, `operator ${look.operator}`)]
            : [roleText(look.role, say), look.scope];
    return parts.filter(Boolean).join(' · ');
}

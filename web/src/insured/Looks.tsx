import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, type Session } from '../api';
import { Button, Card, Empty, Failed, Page, Waiting } from '../kit';
import { timeText, useLanguage, useSay, type Say } from '../language';
import { useSession } from '../session';
import './forms.css';

interface Look {
    look: string;
    at: string;
    user?: string;
    role?: Session['role'];
    scope?: string;
    institution?: string;
    institutionName?: string;
    route: string;
    reason?: string;
}

interface Found {
    looks: Look[];
    next?: string;
}

/** Who looked at the reader's record, the newest first; the reader's own looks only where they are asked for. */
export default function Looks() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope, user } = useSession();
    const [own, setOwn] = useState(false);
    const looks = useInfiniteQuery({
        queryKey: ['looks', scope],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) =>
            get<Found>(`/api/persons/${scope}/looks${pageParam === '' ? '' : `?after=${pageParam}`}`, { signal }),
        getNextPageParam: (last) => last.next,
        staleTime: 0,
    });
    const all = looks.data?.pages.flatMap((page) => page.looks) ?? [];
    const shown = all.filter((look) => own || look.user !== user);
    return (
        <Page title={say('谁看过我的信息', 'Who looked at my record')}>
            <p className="quiet">
                {say(
                    '经办、复核和收费人员每查看一次您的信息，医药机构每查询一次，都会在这里留下一行。',
                    'Each time a clerk, a reviewer, a cashier or an institution looks at your record, a line stands here.',
                )}
            </p>
            {looks.isPending && <Waiting>{say('正在取查阅记录…', 'Fetching who looked…')}</Waiting>}
            {looks.isError && <Failed error={looks.error} again={() => void looks.refetch()} />}
            {looks.isSuccess && (
                <Card>
                    <label className="check">
                        <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
                        {say('也显示我自己的查看', 'Show my own looks, too')}
                    </label>
                    {shown.length === 0 ? (
                        <Empty>{say('没有别人看过。', 'Nobody else has looked.')}</Empty>
                    ) : (
                        <ul className="rows">
                            {shown.map((look) => (
                                <li key={look.look}>
                                    <div className="grow">
                                        {who(say, look, user)}
                                        {look.scope && look.role !== 'insured' && <span className="quiet"> · {look.scope}</span>}
                                        {look.institution && <span className="quiet"> · {look.institution}</span>}
                                        <div className="quiet">
                                            {what(say, look.route)}
                                            {look.reason && ` · ${look.reason}`}
                                        </div>
                                    </div>
                                    <div className="end quiet">{timeText(look.at, language)}</div>
                                </li>
                            ))}
                        </ul>
                    )}
                    {looks.hasNextPage && (
                        <Button busy={looks.isFetchingNextPage && say('正在取…', 'Fetching…')} onClick={() => void looks.fetchNextPage()}>
                            {say('更早的', 'Earlier ones')}
                        </Button>
                    )}
                </Card>
            )}
        </Page>
    );
}

function who(say: Say, look: Look, reader: string): string {
    if (look.role === undefined) {
        return look.institutionName ?? say('医药机构', 'An institution');
    }
    return look.user === reader ? say('我自己', 'Myself') : `${roleName(say, look.role)} ${look.user}`;
}

function roleName(say: Say, role: Session['role']): string {
    const names: Record<Session['role'], string> = {
        insured: say('亲属', 'Relative'),
        cashier: say('收费员', 'Cashier'),
        clerk: say('经办人', 'Clerk'),
        reviewer: say('复核人', 'Reviewer'),
        analyst: say('政策分析人员', 'Analyst'),
        auditor: say('审计员', 'Auditor'),
        administrator: say('系统管理员', 'Administrator'),
    };
    return names[role];
}

/** What was looked at, by the address where it stands, or by the number of the transaction. */
function what(say: Say, route: string): string {
    if (/^\d+A?$/.test(route)) {
        return message(say, route);
    }
    const known: Array<[string, string]> = [
        ['/accounts', say('账户', 'the account')],
        ['settlements', say('就医结算', 'settled care')],
        ['claims', say('零星报销', 'claims')],
        ['filings', say('异地备案', 'filings')],
        ['documents', say('材料', 'papers')],
        ['contributions', say('缴费', 'contributions')],
        ['quotes', say('试算', 'a quote')],
        ['can-i-use', say('能不能用', 'whether insurance can be used')],
        ['/persons', say('个人信息和参保', 'personal and insurance details')],
    ];
    return known.find(([part]) => route.includes(part))?.[1] ?? route;
}

/** What an institution asked by message; the number stands beside, as the institution's own records have it. */
function message(say: Say, number: string): string {
    const known: Array<[RegExp, string]> = [
        [/^(1101|116\d|2161)$/, say('身份和参保', 'who you are and how insured')],
        [/^2001$/, say('待遇', 'what insurance pays')],
        [/^(2101|2206A?|2303)$/, say('预结算', 'a bill before it was settled')],
        [/^(217[01]|2407|3101|3102|520[12]|5303)$/, say('就诊', 'visits and orders')],
        [/^(217\d|326\d|410\d|520[34])$/, say('就医结算', 'settled care')],
        [/^(35\d\d|5205)$/, say('用药', 'medicines')],
        [/^5206$/, say('年度累计', 'the year so far')],
        [/^90100$/, say('缴费', 'contributions')],
        [/^530\d$/, say('备案和定点', 'filings and chosen institutions')],
        [/^540\d$/, say('检查检验报告', 'reports of examinations')],
        [/^9102$/, say('文件', 'a file')],
    ];
    const subject = known.find(([numbers]) => numbers.test(number))?.[1];
    const asked = say('报文', 'message');
    return subject === undefined ? `${asked} ${number}` : `${subject} (${asked} ${number})`;
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink, useParams } from 'react-router';
import { get } from '../api';
import { dayText, useLanguage, useSay } from '../language';
import { Failed, Page, Waiting } from '../kit';
import type { PackLine, Told, Trouble } from './types';

/** Says what the server said in both languages. */
export function useTell(): (told: Told) => string {
    const { language } = useLanguage();
    return (told) => told[language];
}

/** What a query has, or in words that it is waited for or failed. */
export function Loaded<T>({ of, waiting, children }: { of: UseQueryResult<T>; waiting: string; children: (data: T) => ReactNode }) {
    if (of.isPending) {
        return <Waiting>{waiting}</Waiting>;
    }
    return of.isError ? <Failed error={of.error} again={() => void of.refetch()} /> : children(of.data);
}

export function usePacks(): UseQueryResult<PackLine[]> {
    return useQuery({
        queryKey: ['packs'],
        queryFn: async ({ signal }) => (await get<{ packs: PackLine[] }>('/api/policies', { signal })).packs,
        staleTime: 60_000,
    });
}

/** A page about one pack, with the ways to the others about it. */
export function PackPage({ title, children }: { title: string; children: ReactNode }) {
    const say = useSay();
    const tell = useTell();
    const { region = '' } = useParams();
    const pack = usePacks().data?.find((each) => each.region === region);
    const ways = [
        ['', say('条文', 'The law')],
        ['compare', say('比较', 'Compare')],
        ['lint', say('验证', 'Proof')],
        ['cases', say('案例', 'Cases')],
        ['edit', say('编辑', 'Edit')],
    ] as const;
    return (
        <Page title={`${pack ? tell(pack.name) : region} · ${title}`} wide>
            <nav className="tabs" aria-label={say('此政策包', 'This pack')}>
                {ways.map(([to, label]) => (
                    <NavLink key={to} to={`/policies/${region}${to && `/${to}`}`} end>
                        {label}
                    </NavLink>
                ))}
            </nav>
            {children}
        </Page>
    );
}

/** How far a rule can be trusted, as its colour says too. */
export function Confidence({ code, name }: { code: string; name: Told }) {
    const tell = useTell();
    return <span className={code === 'official' || code === 'capture' ? 'badge' : 'badge warn'}>{tell(name)}</span>;
}

export function Dates({ from, to }: { from?: string | undefined; to?: string | undefined }) {
    const say = useSay();
    const { language } = useLanguage();
    if (from === undefined && to === undefined) {
        return <span className="quiet">{say('一直有效', 'always in force')}</span>;
    }
    return (
        <span className="quiet">
            {from && say(`${dayText(from, language)}起`, `from ${dayText(from, language)}`)}
            {from && to && say('，', ', ')}
            {to && say(`至 ${dayText(to, language)}`, `until ${dayText(to, language)}`)}
        </span>
    );
}

/** What in files cannot be understood. */
export function Troubles({ of }: { of: Trouble[] }) {
    const say = useSay();
    const tell = useTell();
    return (
        <div className="notice bad" role="alert">
            <p>{say('无法读懂，其余未作处理：', 'Cannot be understood; nothing else was looked at:')}</p>
            <ul>
                {of.map((each) => (
                    <li key={`${each.file}:${each.line}:${each.column}:${each.message.en}`}>
                        <code>
                            {each.file}
                            {each.line > 0 && `:${each.line}`}
                            {each.column > 0 && `:${each.column}`}
                        </code>{' '}
                        {tell(each.message)}
                    </li>
                ))}
            </ul>
        </div>
    );
}

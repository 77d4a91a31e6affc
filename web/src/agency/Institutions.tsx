import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api';
import { Button, Card, Empty, Failed, Field, Page, Waiting } from '../kit';
import { useSay } from '../language';
import { useSession } from '../session';
import { InstitutionRows, type Institution } from './InstitutionRows';

interface Found {
    found: number;
    institutions: Institution[];
    next?: string;
}

/** The institutions of the region. */
export default function Institutions() {
    const say = useSay();
    const { scope } = useSession();
    return (
        <Page title={say('医药机构', 'Institutions')} wide>
            <InstitutionSearch region={scope} />
        </Page>
    );
}

export function InstitutionSearch({ region }: { region: string }) {
    const say = useSay();
    const [typed, setTyped] = useState('');
    const [asked, setAsked] = useState('');
    const found = useInfiniteQuery({
        queryKey: ['institutions', region, asked],
        queryFn: ({ pageParam }) => {
            const query = new URLSearchParams();
            if (asked) query.set('name', asked);
            if (pageParam) query.set('after', pageParam);
            return get<Found>(`/api/regions/${region}/institutions?${query.toString()}`);
        },
        initialPageParam: '',
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });
    const rows = found.data?.pages.flatMap((page) => page.institutions) ?? [];
    return (
        <Card>
            <form
                className="search"
                onSubmit={(event) => {
                    event.preventDefault();
                    setAsked(typed.trim());
                }}
            >
                <Field label={say('名称的一部分或机构编号', 'A part of the name, or the code')}>
                    {(given) => <input {...given} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />}
                </Field>
                <Button kind="main" type="submit">
                    {say('查找', 'Search')}
                </Button>
            </form>
            {found.isPending && <Waiting>{say('正在读取机构…', 'Reading the institutions…')}</Waiting>}
            {found.isError && <Failed error={found.error} />}
            {found.data && rows.length === 0 && <Empty>{say('没有找到。管理员可导入机构名录。', 'None was found. An administrator imports the register.')}</Empty>}
            {rows.length > 0 && (
                <>
                    <p className="quiet" role="status">
                        {say(`共 ${found.data?.pages[0]?.found ?? 0} 家`, `${found.data?.pages[0]?.found ?? 0} in all`)}
                    </p>
                    <InstitutionRows rows={rows} />
                </>
            )}
            {found.hasNextPage && (
                <div className="buttons">
                    <Button busy={found.isFetchingNextPage && say('正在读取…', 'Reading…')} onClick={() => void found.fetchNextPage()}>
                        {say('更多', 'More')}
                    </Button>
                </div>
            )}
        </Card>
    );
}

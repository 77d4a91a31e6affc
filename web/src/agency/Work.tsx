import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Drawer, Table } from 'antd';
import { useState } from 'react';
import { get } from '../api';
import { Button, Card, Empty, Failed, Page, Waiting } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { CaseOf } from './cases';
import type { WorkItem, WorkPage } from './rest';

/** Everything that waits for the agency, the longest first, and what is done about it. */
export default function Work() {
    const say = useSay();
    const { language } = useLanguage();
    const { role, scope } = useSession();
    const [kind, setKind] = useState<WorkItem['kind'] | undefined>();
    const [whose, setWhose] = useState<'mine' | 'all'>('mine');
    const [open, setOpen] = useState<WorkItem | undefined>();

    const work = useInfiniteQuery({
        queryKey: ['work', scope, kind, whose, role, language],
        queryFn: ({ pageParam, signal }) => {
            const asked = new URLSearchParams();
            if (kind) asked.set('kind', kind);
            if (whose === 'mine') asked.set('role', role);
            if (pageParam) asked.set('after', pageParam);
            return get<WorkPage>(`/api/regions/${scope}/work?${asked.toString()}`, { signal });
        },
        initialPageParam: '',
        getNextPageParam: (page) => page.next,
        placeholderData: keepPreviousData,
    });

    const first = work.data?.pages[0];
    const counts = (first?.counts ?? []).filter((each) => whose === 'all' || each.role === role);
    const kinds = [...new Set(counts.map((each) => each.kind))];
    const items = work.data?.pages.flatMap((page) => page.items) ?? [];
    const total = counts.reduce((sum, each) => sum + each.waiting, 0);

    return (
        <Page title={say('待办', 'Work')} wide>
            <Card>
                <div className="buttons" role="group" aria-label={say('轮到谁', 'Whose turn')}>
                    <Filter on={whose === 'mine'} press={() => setWhose('mine')}>
                        {say('轮到我', 'My turn')}
                    </Filter>
                    <Filter on={whose === 'all'} press={() => setWhose('all')}>
                        {say('全部环节', 'Every step')}
                    </Filter>
                </div>
                <div className="buttons" role="group" aria-label={say('事项', 'Kind')}>
                    <Filter on={kind === undefined} press={() => setKind(undefined)}>
                        {say('全部', 'All')} <span className="badge">{total}</span>
                    </Filter>
                    {kinds.map((each) => (
                        <Filter key={each} on={kind === each} press={() => setKind(each)}>
                            {kindText(each, say)}{' '}
                            <span className="badge">
                                {counts.filter((count) => count.kind === each).reduce((sum, count) => sum + count.waiting, 0)}
                            </span>
                        </Filter>
                    ))}
                </div>
                {counts.length > 0 && (
                    <p className="quiet">{counts.map((each) => `${each.next} ${each.waiting}`).join(' · ')}</p>
                )}
            </Card>
            <Card title={say('等候最久的在前', 'The longest waiting first')}>
                {work.isPending && <Waiting>{say('正在读取待办…', 'Reading what waits…')}</Waiting>}
                {work.isError && <Failed error={work.error} again={() => void work.refetch()} />}
                {work.data && items.length === 0 && (
                    <Empty>
                        <p>
                            {say(
                                '没有待办。参保人提交的报销、支取，经办人录入的纸质备案与绑定，机构的清算申请会出现在这里。',
                                'Nothing waits. Claims and withdrawals of insured persons, filings and bindings entered from paper, and institutions’ clearing applications appear here.',
                            )}
                        </p>
                    </Empty>
                )}
                {items.length > 0 && (
                    <Table<WorkItem>
                        size="middle"
                        rowKey={(item) => `${item.kind}-${item.id}`}
                        dataSource={items}
                        pagination={false}
                        scroll={{ x: 'max-content' }}
                        columns={[
                            {
                                title: say('下一步', 'Next step'),
                                render: (_, item) => (
                                    <Button small onClick={() => setOpen(item)}>
                                        {item.next}
                                    </Button>
                                ),
                            },
                            {
                                title: say('人员或机构', 'Person or institution'),
                                render: (_, item) => (
                                    <>
                                        {item.name ?? '—'} <span className="quiet">{item.person ?? item.institution}</span>
                                    </>
                                ),
                            },
                            { title: say('等候自', 'Waiting since'), render: (_, item) => timeText(item.since, language) },
                            { title: say('上一步经手', 'Brought by'), dataIndex: 'by' },
                            { title: say('统筹区', 'Region'), dataIndex: 'region' },
                            { title: say('编号', 'Number'), dataIndex: 'id' },
                        ]}
                    />
                )}
                {work.hasNextPage && (
                    <div className="buttons">
                        <Button
                            busy={work.isFetchingNextPage && say('正在读取…', 'Reading…')}
                            onClick={() => void work.fetchNextPage()}
                        >
                            {say('更多', 'More')}
                        </Button>
                    </div>
                )}
            </Card>
            <Drawer
                title={open?.next ?? ''}
                open={open !== undefined}
                onClose={() => setOpen(undefined)}
                size={980}
                destroyOnHidden
            >
                {open && (
                    <CaseOf
                        item={open}
                        done={() => {
                            setOpen(undefined);
                            void work.refetch();
                        }}
                    />
                )}
            </Drawer>
        </Page>
    );
}

function Filter({ on, press, children }: { on: boolean; press: () => void; children: React.ReactNode }) {
    return (
        <button type="button" className={on ? 'button small main' : 'button small'} aria-pressed={on} onClick={press}>
            {children}
        </button>
    );
}

function kindText(kind: WorkItem['kind'], say: (zh: string, en: string) => string): string {
    switch (kind) {
        case 'proposal':
            return say('纸质录入', 'From paper');
        case 'claim':
            return say('零星报销', 'Claims');
        case 'withdrawal':
            return say('账户支取', 'Withdrawals');
        case 'move':
            return say('账户转移', 'Moves of accounts');
        case 'application':
            return say('清算申请', 'Clearing applications');
    }
}

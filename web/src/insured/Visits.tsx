import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import { Button, Card, Empty, Failed, Money, Page, Waiting } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { visitKindText } from '../words';
import { NOTHING } from './receipt';
import { type VisitKind } from './words';

interface Settlement {
    id: string;
    day: string;
    kind: VisitKind;
    institutionName: string;
    total: string;
    funds: string;
    cash: string;
    settledBy: 'direct' | 'manual-claim';
    reverses?: string;
    reversedBy?: string;
}

interface Settlements {
    found: number;
    settlements: Settlement[];
}

const VISITS = 20;

/** Each visit that was settled, the latest first. */
export default function Visits() {
    const say = useSay();
    const { language } = useLanguage();
    const { scope } = useSession();
    const visits = useInfiniteQuery({
        queryKey: ['settlements', scope],
        initialPageParam: 0,
        queryFn: ({ pageParam, signal }) =>
            get<Settlements>(`/api/persons/${scope}/settlements?offset=${pageParam}&limit=${VISITS}`, { signal }),
        getNextPageParam: (last, pages) => (pages.length * VISITS < last.found ? pages.length * VISITS : undefined),
    });
    const all = visits.data?.pages.flatMap((page) => page.settlements) ?? [];
    return (
        <Page title={say('就医记录', 'My visits')}>
            {visits.isPending && <Waiting>{say('正在取就医记录…', 'Fetching your visits…')}</Waiting>}
            {visits.isError && <Failed error={visits.error} again={() => void visits.refetch()} />}
            {visits.isSuccess &&
                (all.length === 0 ? (
                    <Card>
                        <Empty>
                            <p>{say('还没有就医购药记录。', 'There are no visits yet.')}</p>
                            <p>{say('用医保结算后，每一次都会出现在这里，并说明钱是怎么算的。', 'Each one paid for by insurance will stand here, with how it was worked out.')}</p>
                            <Link className="button" to="/me/quote">
                                {say('先算一算要付多少', 'Work out what you would pay')}
                            </Link>
                        </Empty>
                    </Card>
                ) : (
                    <Card>
                        <ul className="rows">
                            {all.map((each) => (
                                <li key={each.id}>
                                    <div className="grow">
                                        <Link to={`/me/visits/${each.id}`}>{each.institutionName}</Link>
                                        <div className="quiet">
                                            {dayText(each.day, language)} · {visitKindText(say, each.kind)}
                                        </div>
                                        <Marks of={each} />
                                    </div>
                                    <div className="end">
                                        <Money of={each.total} />
                                        <div className="quiet">
                                            {each.funds === NOTHING ? (
                                                say('基金未支付', 'nothing by funds')
                                            ) : (
                                                <>
                                                    {say('基金 ', 'funds ')}
                                                    <Money of={each.funds} />
                                                </>
                                            )}
                                        </div>
                                    </div>
                                </li>
                            ))}
                        </ul>
                        {visits.hasNextPage && (
                            <Button busy={visits.isFetchingNextPage && say('正在取…', 'Fetching…')} onClick={() => void visits.fetchNextPage()}>
                                {say('更早的', 'Earlier ones')}
                            </Button>
                        )}
                    </Card>
                ))}
        </Page>
    );
}

function Marks({ of }: { of: Settlement }) {
    const say = useSay();
    return (
        <>
            {of.reverses !== undefined && <span className="badge warn">{say('退费', 'Taken back')}</span>}
            {of.reversedBy !== undefined && <span className="badge warn">{say('已退费', 'Was taken back')}</span>}
            {of.settledBy === 'manual-claim' && <span className="badge">{say('零星报销', 'Claimed')}</span>}
        </>
    );
}

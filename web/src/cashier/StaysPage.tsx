import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { Card, Empty, Failed, Page, Waiting } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { schemeText } from '../words';
import { desk, type StayEntry } from './calls';
import { useKeys } from './keys';

/** Who is in hospital here. */
export function StaysPage() {
    const say = useSay();
    const go = useNavigate();
    const { scope } = useSession();
    const at = useMemo(() => desk(scope), [scope]);
    const stays = useQuery({ queryKey: ['stays'], queryFn: ({ signal }) => at.stays(signal) });
    useKeys({ F8: () => void go('/cashier/stays/new') });
    return (
        <Page
            title={say('住院', 'Stays')}
            wide
            aside={
                <Link className="button main" to="/cashier/stays/new">
                    {say('办理入院', 'Admit')} <kbd>F8</kbd>
                </Link>
            }
        >
            <Card title={say('在院和未结算', 'In hospital, or not settled')}>
                {stays.isPending && <Waiting>{say('正在读取…', 'Reading…')}</Waiting>}
                {stays.isError && <Failed error={stays.error} again={() => void stays.refetch()} />}
                {stays.data?.length === 0 && (
                    <Empty>
                        {say(
                            '没有人在院。参保人来住院时，先在这里办理入院；费用按日记入，出院时一次结算。',
                            'Nobody is in. Admit a person here when the stay begins; charges are entered day by day and settled when it ends.',
                        )}
                    </Empty>
                )}
                {stays.data && stays.data.length > 0 && <Stays stays={stays.data} />}
            </Card>
        </Page>
    );
}

function Stays({ stays }: { stays: StayEntry[] }) {
    const say = useSay();
    const { language } = useLanguage();
    return (
        <div className="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say('住院号', 'Number')}</th>
                        <th scope="col">{say('参保人', 'Person')}</th>
                        <th scope="col">{say('科室、床位', 'Department, bed')}</th>
                        <th scope="col">{say('险种', 'Scheme')}</th>
                        <th scope="col">{say('入院时间', 'Admitted')}</th>
                        <th scope="col">{say('状态', 'State')}</th>
                    </tr>
                </thead>
                <tbody>
                    {stays.map((each) => (
                        <tr key={each.stay}>
                            <th scope="row">
                                <Link to={`/cashier/stays/${each.stay}`}>{each.number}</Link>
                            </th>
                            <td>{each.person}</td>
                            <td>{[each.department, each.bed].filter(Boolean).join(' · ') || '—'}</td>
                            <td>{schemeText(say, each.scheme)}</td>
                            <td>{timeText(each.admittedAt, language)}</td>
                            <td>
                                {each.dischargedAt ? (
                                    <span className="badge warn">{say('已出院，未结算', 'left, not settled')}</span>
                                ) : (
                                    <span className="badge">{say('在院', 'in hospital')}</span>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { post } from '../api';
import { useSay } from '../language';
import { Findings } from './Findings';
import { Loaded, PackPage } from './parts';
import type { Proved } from './types';

/** The pack in force, proved. */
export default function Proof() {
    const say = useSay();
    const { region = '' } = useParams();
    const proved = useQuery({
        queryKey: ['lint', region],
        queryFn: ({ signal }) => post<Proved>('/api/policies/drafts/lint', { region, files: [] }, { signal }),
        staleTime: 300_000,
    });
    return (
        <PackPage title={say('验证', 'Proof')}>
            <p>
                {say(
                    '验证走遍规则能区分的所有情形和金额的每个边界，每个发现都带一个最小的反例。',
                    'A proof walks through every case that the rules tell apart and every edge of their amounts; each finding comes with a smallest counterexample.',
                )}
            </p>
            <Loaded of={proved} waiting={say('正在验证，大的政策包要几十秒…', 'Proving; a large pack takes some tens of seconds…')}>
                {(data) => <Findings of={data} />}
            </Loaded>
        </PackPage>
    );
}

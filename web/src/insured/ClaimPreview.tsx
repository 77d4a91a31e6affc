import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { post } from '../api';
import { Money, Notice, Waiting } from '../kit';
import { amountText, useLanguage, useSay } from '../language';
import { NOTHING, Steps, type Receipt } from './receipt';

interface Preview {
    /** what the lines come to whose codes are known: the other figures are of them alone */
    sorted: string;
    unsorted: string;
    funds: string;
    accounts: string;
    refund: string;
    left: string;
    receipt?: Receipt;
}

/** What a claim would come to as it stands; nothing is filed by it. */
export function useClaimPreview(claim: object, returned: string | undefined, enabled: boolean) {
    const { language } = useLanguage();
    const body = { claim, ...(returned !== undefined && { returned }) };
    return useQuery({
        queryKey: ['claim-preview', body, language],
        queryFn: ({ signal }) => post<Preview>('/api/claims/preview', body, { signal }),
        enabled,
        gcTime: 0,
    });
}

export function ClaimPreview({ preview }: { preview: UseQueryResult<Preview> }) {
    const say = useSay();
    const told = preview.data;
    return (
        <section className="card-form" aria-labelledby="would-be" aria-live="polite">
            <h3 id="would-be">{say('大约能报多少', 'What would come back')}</h3>
            {preview.isFetching && <Waiting>{say('正在按规则试算…', 'Working it out by the rules…')}</Waiting>}
            {told && told.sorted !== NOTHING && (
                <dl className="facts">
                    <dt>{say('报销到银行账户', 'To your bank account')}</dt>
                    <dd className="money">
                        <Money of={told.refund} big />
                    </dd>
                    <dt>{say('其中基金支付', 'of it from the funds')}</dt>
                    <dd className="money">
                        <Money of={told.funds} />
                    </dd>
                    {told.accounts !== NOTHING && (
                        <>
                            <dt>{say('其中从个人账户支付', 'of it from accounts')}</dt>
                            <dd className="money">
                                <Money of={told.accounts} />
                            </dd>
                        </>
                    )}
                    <dt>{say('自己承担', 'Stays with you')}</dt>
                    <dd className="money">
                        <Money of={told.left} />
                    </dd>
                </dl>
            )}
            {told && told.unsorted !== NOTHING && (
                <Notice>
                    {say(
                        `有 ${amountText(told.unsorted)} 的项目没有选目录项目，由经办人员对照后计算，不在上面的数里。`,
                        `Items of ${amountText(told.unsorted)} were not found in the catalogue; a clerk does that, and they are not counted above.`,
                    )}
                </Notice>
            )}
            {told?.receipt && (
                <details>
                    <summary>{say('怎么算出来的', 'How it comes about')}</summary>
                    <Steps receipt={told.receipt} />
                </details>
            )}
            {told && (
                <p className="quiet">
                    {say('按现在的规则和记录试算，以审核结果为准；试算不会提交任何内容。', 'By the rules and records of this moment; the review decides. Nothing is filed by this.')}
                </p>
            )}
        </section>
    );
}

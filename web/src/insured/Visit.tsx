import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { get } from '../api';
import { Failed, Page, Waiting } from '../kit';
import { timeText, useLanguage, useSay } from '../language';
import { ReceiptCards, type Receipt } from './receipt';
import { Rules } from './rules';
import { half } from './words';

/** One settlement: its receipt, where the money went, and the rule behind each line. */
export default function Visit() {
    const say = useSay();
    const { language } = useLanguage();
    const { settlement } = useParams();
    const receipt = useQuery({
        queryKey: ['receipt', settlement],
        queryFn: ({ signal }) => get<Receipt>(`/api/settlements/${settlement}`, { signal }),
        staleTime: Infinity,
    });
    const heading = receipt.data?.heading;
    return (
        <Rules>
            <Page
                title={heading?.institution ?? say('结算单', 'Receipt')}
                aside={<Link to="/me/visits">{say('全部就医记录', 'All visits')}</Link>}
            >
                {receipt.isPending && <Waiting>{say('正在取结算单…', 'Fetching the receipt…')}</Waiting>}
                {receipt.isError && <Failed error={receipt.error} again={() => void receipt.refetch()} />}
                {receipt.isSuccess && heading && (
                    <>
                        <p className="quiet">
                            {[
                                heading.time && timeText(heading.time.replace(' ', 'T'), language),
                                heading.visitKind && half(say, heading.visitKind),
                                heading.region && half(say, heading.region),
                                heading.covers && half(say, heading.covers),
                            ]
                                .filter(Boolean)
                                .join(' · ')}
                        </p>
                        <ReceiptCards receipt={receipt.data} />
                    </>
                )}
            </Page>
        </Rules>
    );
}

import { useState } from 'react';
import { Choices, Page } from '../kit';
import { useSay } from '../language';
import { QuoteExamples } from './QuoteExamples';
import { QuoteMine } from './QuoteMine';
import { QuoteTurned } from './QuoteTurned';
import type { Example } from './quotes';
import { Rules } from './rules';

/** What a bill would come to, of the reader or of an example: turned at will, decided by the server each time. */
export default function Quote() {
    const say = useSay();
    const [source, setSource] = useState<'mine' | 'example'>('mine');
    const [example, setExample] = useState<Example>();
    return (
        <Rules>
            <Page title={say('要付多少', 'What will I pay?')}>
                <Choices
                    label={say('算谁的', 'Whose bill')}
                    value={source}
                    of={[
                        { value: 'mine', label: say('我的：按我现在的参保和今年的累计', 'Mine: as I am insured, with this year so far') },
                        { value: 'example', label: say('示例：从各地的例子里选', 'An example from a region') },
                    ]}
                    onChange={setSource}
                />
                {source === 'mine' ? <QuoteMine /> : <QuoteExamples chosen={example} choose={setExample} />}
                {source === 'example' && example && <QuoteTurned key={example.id + (example.quote.question.region ?? '')} start={example.quote} title={example.title} />}
            </Page>
        </Rules>
    );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Choices, Failed, Field, Waiting } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { Differing } from './Differing';
import { PackPage } from './parts';
import type { Differences, PackFile } from './types';

type With = 'days' | 'files';

export default function Compare() {
    const say = useSay();
    const { language } = useLanguage();
    const { region = '' } = useParams();
    const [by, setBy] = useState<With>('days');
    const [before, setBefore] = useState('2022-12-31');
    const [after, setAfter] = useState('2023-01-01');
    const [files, setFiles] = useState<PackFile[]>([]);
    const compared = useMutation({
        mutationFn: async (): Promise<{ of: Differences; before: string; after: string }> =>
            by === 'days'
                ? {
                      of: await get(`/api/policies/${region}/differences?before=${before}&after=${after}`),
                      before: dayText(before, language),
                      after: dayText(after, language),
                  }
                : {
                      of: await post('/api/policies/drafts/diff', { region, files }),
                      before: say('现行', 'in force'),
                      after: say('所选文件', 'chosen files'),
                  },
    });
    return (
        <PackPage title={say('比较', 'Compare')}>
            <Card>
                <form
                    className="form"
                    onSubmit={(event) => {
                        event.preventDefault();
                        compared.mutate();
                    }}
                >
                    <Choices
                        label={say('比较什么', 'Compare')}
                        value={by}
                        onChange={setBy}
                        of={[
                            { value: 'days', label: say('同一政策包的两天', 'two days of the pack in force') },
                            { value: 'files', label: say('现行政策包与另一版本的文件', 'the pack in force with files of another version') },
                        ]}
                    />
                    {by === 'days' ? (
                        <div className="fields">
                            <Field label={say('一天', 'One day')}>
                                {(given) => <input {...given} type="date" required value={before} onChange={(event) => setBefore(event.target.value)} />}
                            </Field>
                            <Field label={say('另一天', 'The other day')}>
                                {(given) => <input {...given} type="date" required value={after} onChange={(event) => setAfter(event.target.value)} />}
                            </Field>
                        </div>
                    ) : (
                        <Field
                            label={say('另一版本的规则文件', 'Rule files of the other version')}
                            hint={say('选择此包目录下的 YAML 文件；没选的按现行。只用来比较，不会生效。', 'YAML files of this pack’s folder; those not chosen stay as in force. They are compared, and put in force by nobody.')}
                        >
                            {(given) => (
                                <input
                                    {...given}
                                    type="file"
                                    accept=".yaml"
                                    multiple
                                    required
                                    onChange={(event) => {
                                        const chosen = [...(event.target.files ?? [])];
                                        void Promise.all(chosen.map(async (file) => ({ name: file.name, content: await file.text() }))).then(setFiles);
                                    }}
                                />
                            )}
                        </Field>
                    )}
                    <div className="buttons">
                        <Button kind="main" type="submit" busy={compared.isPending && say('正在比较…', 'Comparing…')}>
                            {say('比较', 'Compare')}
                        </Button>
                    </div>
                </form>
            </Card>
            {compared.isPending && <Waiting>{say('正在逐条比较，并把案例各算两遍…', 'Comparing rule by rule, and deciding every case twice…')}</Waiting>}
            {compared.isError && <Failed error={compared.error} />}
            {compared.isSuccess && <Differing {...compared.data} />}
        </PackPage>
    );
}

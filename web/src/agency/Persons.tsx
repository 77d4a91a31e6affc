import { useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api';
import { Button, Card, Empty, Failed, Field, Page, wrongOf } from '../kit';
import { dayText, useLanguage, useSay } from '../language';

interface Found {
    person: string;
    name: string;
    certificate: string;
    sex: string;
    birth: string;
}

/** Persons are found by number, certificate, or whole name and day of birth; the address never holds any of them. */
export default function Persons() {
    const say = useSay();
    const { language } = useLanguage();
    const [by, setBy] = useState<'person' | 'certificate' | 'name'>('person');
    const [text, setText] = useState('');
    const [birth, setBirth] = useState('');
    const [found, setFound] = useState<Found[] | undefined>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const search = async () => {
        setBusy(true);
        setError(undefined);
        try {
            setFound((await post<{ persons: Found[] }>('/api/persons/search', { [by]: text.trim(), ...(by === 'name' && { birth }) })).persons);
        } catch (failure) {
            setFound(undefined);
            setError(failure);
        } finally {
            setBusy(false);
        }
    };
    const names = {
        person: say('人员编号', 'Person’s number'),
        certificate: say('证件号码', 'Certificate'),
        name: say('姓名', 'Name'),
    };
    return (
        <Page title={say('人员', 'Persons')} wide>
            <Card>
                <form
                    className="search"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void search();
                    }}
                >
                    <Field label={say('按', 'By')}>
                        {(given) => (
                            <select {...given} value={by} onChange={(event) => setBy(event.target.value as typeof by)}>
                                {(['person', 'certificate', 'name'] as const).map((each) => (
                                    <option key={each} value={each}>
                                        {names[each]}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                    <Field label={names[by]} wrong={wrongOf(error, by)}>
                        {(given) => <input {...given} required maxLength={50} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />}
                    </Field>
                    {by === 'name' && (
                        <Field label={say('出生日期', 'Born on')} wrong={wrongOf(error, 'birth')}>
                            {(given) => <input {...given} type="date" required value={birth} onChange={(event) => setBirth(event.target.value)} />}
                        </Field>
                    )}
                    <Button kind="main" type="submit" busy={busy && say('正在查找…', 'Searching…')}>
                        {say('查找', 'Search')}
                    </Button>
                </form>
                {error !== undefined && <Failed error={error} />}
            </Card>
            <Card title={say('结果', 'Found')}>
                {found === undefined && (
                    <Empty>
                        {say('按人员编号、证件号码，或完整姓名与出生日期查找本统筹区的参保人。查找与查看都记入审计。', 'Find the insured persons of your region by number, certificate, or whole name and day of birth. Searching and looking are kept in the audit trail.')}
                    </Empty>
                )}
                {found?.length === 0 && <Empty>{say('没有找到。请核对后再查。', 'Nobody was found. Check what you typed and search again.')}</Empty>}
                <ul className="rows">
                    {found?.map((each) => (
                        <li key={each.person}>
                            <Link to={`/agency/persons/${each.person}`}>{each.name}</Link>
                            <span>{each.person}</span>
                            <span className="quiet">{each.certificate}</span>
                            <span className="quiet">{dayText(each.birth, language)}</span>
                        </li>
                    ))}
                </ul>
            </Card>
        </Page>
    );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api';
import { Button, Card, Empty, Failed, Field, Page, Waiting, wrongOf } from '../kit';
import { dayText, useLanguage, useSay } from '../language';
import { useSession } from '../session';
import { gradeText } from '../words';
import { categoryText } from './words';

interface Entry {
    code: string;
    name: string;
    region: string;
    from: string;
    to?: string;
    category: string;
    grade: string;
    firstPay: string;
    ceiling?: string;
    limited: boolean;
}

/** The most that the server tells at once. */
const MOST = 100;

/** The catalogue that holds in the region. */
export default function Catalogue() {
    const say = useSay();
    const { scope } = useSession();
    return (
        <Page title={say('医保目录', 'Catalogue')} wide>
            <CatalogueSearch region={scope} />
        </Page>
    );
}

export function CatalogueSearch({ region }: { region: string }) {
    const say = useSay();
    const { language } = useLanguage();
    const [typed, setTyped] = useState({ search: '', on: '' });
    const [asked, setAsked] = useState(typed);
    const found = useQuery({
        queryKey: ['catalogue', region, asked, language],
        queryFn: () => {
            const query = new URLSearchParams({ search: asked.search, ...(asked.on && { on: asked.on }) });
            return get<Entry[]>(`/api/regions/${region}/catalogue?${query.toString()}`);
        },
        enabled: asked.search !== '',
        placeholderData: keepPreviousData,
    });
    const rows = found.data ?? [];
    return (
        <Card>
            <form
                className="search"
                onSubmit={(event) => {
                    event.preventDefault();
                    setAsked({ ...typed, search: typed.search.trim() });
                }}
            >
                <Field
                    label={say('名称、拼音首字母或编码', 'Name, initials in pinyin, or code')}
                    wrong={wrongOf(found.error, 'search')}
                >
                    {(given) => (
                        <input {...given} required maxLength={50} value={typed.search} onChange={(event) => setTyped({ ...typed, search: event.target.value })} />
                    )}
                </Field>
                <Field label={say('日期（空：今天）', 'Day (empty: today)')} wrong={wrongOf(found.error, 'on')}>
                    {(given) => <input {...given} type="date" value={typed.on} onChange={(event) => setTyped({ ...typed, on: event.target.value })} />}
                </Field>
                <Button kind="main" type="submit">
                    {say('查找', 'Search')}
                </Button>
            </form>
            {asked.search === '' && (
                <p className="quiet">
                    {say(
                        '如“阿莫西林”、amxl 或编码的开头；显示在本统筹区该日有效的项目。目录由管理员导入。',
                        'Such as 阿莫西林, amxl or the beginning of a code: what holds in the region on the day. An administrator imports the catalogue.',
                    )}
                </p>
            )}
            {found.isLoading && <Waiting>{say('正在查找…', 'Searching…')}</Waiting>}
            {found.isError && <Failed error={found.error} />}
            {found.data && rows.length === 0 && <Empty>{say('没有找到该日有效的项目。', 'Nothing that held on the day was found.')}</Empty>}
            {rows.length > 0 && (
                <>
                    <p className="quiet" role="status">
                        {rows.length === MOST
                            ? say(`显示最接近的 ${MOST} 项，请输入更多`, `the ${MOST} nearest; type more for fewer`)
                            : say(`共 ${rows.length} 项`, `${rows.length} in all`)}
                    </p>
                    <div className="table" role="region" aria-label={say('医保目录', 'Catalogue')} tabIndex={0}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{say('编码', 'Code')}</th>
                                    <th scope="col">{say('名称', 'Name')}</th>
                                    <th scope="col">{say('目录所属', 'Whose')}</th>
                                    <th scope="col">{say('类别', 'Category')}</th>
                                    <th scope="col">{say('等级', 'Grade')}</th>
                                    <th scope="col" className="money">
                                        {say('先行自付', 'First pay')}
                                    </th>
                                    <th scope="col" className="money">
                                        {say('限价', 'Ceiling')}
                                    </th>
                                    <th scope="col">{say('限制使用', 'Limited')}</th>
                                    <th scope="col">{say('有效期', 'Holds')}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {rows.map((row) => (
                                    <tr key={`${row.region} ${row.code} ${row.from}`}>
                                        <td>{row.code}</td>
                                        <th scope="row">{row.name}</th>
                                        <td>{row.region}</td>
                                        <td>{categoryText(say, row.category)}</td>
                                        <td>{gradeText(say, row.grade)}</td>
                                        <td className="money">{row.firstPay}</td>
                                        <td className="money">{row.ceiling === undefined ? '—' : `¥${row.ceiling}`}</td>
                                        <td>{row.limited ? say('是', 'yes') : say('否', 'no')}</td>
                                        <td>
                                            {dayText(row.from, language)} – {row.to ? dayText(row.to, language) : ''}
                                        </td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                </>
            )}
        </Card>
    );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api';
import { Button, Card, Empty, Failed, Field, Waiting, wrongOf } from '../kit';
import { grouped, timeText, useLanguage, useSay, type Say } from '../language';
import '../agency/agency.css';

interface Import {
    at: string;
    by: string;
    kind: string;
    file: string;
    sha256?: string;
    size: number;
    taken: number;
    wrong: number;
    outcome: 'taken' | 'refused' | 'broken-off';
}

interface Imports {
    found: number;
    imports: Import[];
}

const IMPORTS = 20;
const KINDS = [
    'institutions',
    'catalogue',
    'persons',
    'contributions',
    'balances',
    'bindings',
    'households',
    'cards',
    'staff',
    'reports',
    'report-items',
    'users',
];

/** Who brought which file in, when, and what came of it, the newest first. */
export function ImportTrail() {
    const say = useSay();
    const { language } = useLanguage();
    const [typed, setTyped] = useState({ kind: '', list: '1301', from: '', to: '' });
    const [asked, setAsked] = useState('');
    const imports = useInfiniteQuery({
        queryKey: ['imports', asked, language],
        initialPageParam: 0,
        queryFn: ({ pageParam, signal }) => get<Imports>(`/api/imports?${asked}offset=${pageParam}&limit=${IMPORTS}`, { signal }),
        getNextPageParam: (last, pages) => (pages.length * IMPORTS < last.found ? pages.length * IMPORTS : undefined),
    });
    const all = imports.data?.pages.flatMap((page) => page.imports) ?? [];
    const field = (name: keyof typeof typed) => ({
        value: typed[name],
        onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
    });
    return (
        <Card title={say('导入记录，最近的在前', 'What was imported, the newest first')}>
            <form
                className="search"
                onSubmit={(event) => {
                    event.preventDefault();
                    const { kind, list, from, to } = typed;
                    const given = Object.entries({ kind: kind === 'list' ? list : kind, from, to }).filter(([, value]) => value !== '');
                    setAsked(given.map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join(''));
                }}
            >
                <Field label={say('导入的内容', 'What was in it')} wrong={typed.kind === 'list' ? undefined : wrongOf(imports.error, 'kind')}>
                    {(given) => (
                        <select {...given} {...field('kind')}>
                            <option value="">{say('全部', 'all')}</option>
                            {KINDS.map((kind) => (
                                <option key={kind} value={kind}>
                                    {kindText(kind, say)}
                                </option>
                            ))}
                            <option value="list">{say('国家目录', 'a list of the nation')}</option>
                        </select>
                    )}
                </Field>
                {typed.kind === 'list' && (
                    <Field label={say('目录编号', 'The list’s number')} wrong={wrongOf(imports.error, 'kind')}>
                        {(given) => <input {...given} required inputMode="numeric" maxLength={6} {...field('list')} />}
                    </Field>
                )}
                <Field label={say('起', 'From')} wrong={wrongOf(imports.error, 'from')}>
                    {(given) => <input {...given} type="date" {...field('from')} />}
                </Field>
                <Field label={say('止', 'Until')} wrong={wrongOf(imports.error, 'to')}>
                    {(given) => <input {...given} type="date" {...field('to')} />}
                </Field>
                <Button type="submit">{say('检索', 'Search')}</Button>
            </form>
            {imports.isPending && <Waiting>{say('正在取导入记录…', 'Fetching what was imported…')}</Waiting>}
            {imports.isError && <Failed error={imports.error} again={() => void imports.refetch()} />}
            {imports.isSuccess && all.length === 0 && (
                <Empty>
                    {asked === ''
                        ? say(
                              '还没有导入过文件。管理员上传的和命令（serve --load、catalogue）读入的每个文件都会在此留下一行：谁、何时、什么文件、结果如何，未被接受的也在内。',
                              'No file was imported yet. Each one that an administrator sends or a command reads (serve --load, catalogue) leaves a line here: who, when, which file, and what came of it, refused ones too.',
                          )
                        : say('没有符合条件的导入。', 'No import is like this.')}
                </Empty>
            )}
            {all.length > 0 && (
                <div className="table imports" role="region" aria-label={say('导入记录', 'Imports')} tabIndex={0}>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{say('时间', 'When')}</th>
                                <th scope="col">{say('导入者', 'Who')}</th>
                                <th scope="col">{say('内容', 'What')}</th>
                                <th scope="col">{say('文件与 SHA-256', 'File and SHA-256')}</th>
                                <th scope="col" className="money">
                                    {say('大小', 'Size')}
                                </th>
                                <th scope="col" className="money">
                                    {say('导入行数', 'Rows taken')}
                                </th>
                                <th scope="col" className="money">
                                    {say('错误', 'Wrong')}
                                </th>
                                <th scope="col">{say('结果', 'Result')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {all.map((each, index) => (
                                <tr key={index}>
                                    <td>{timeText(each.at, language)}</td>
                                    <td>{each.by}</td>
                                    <td>{kindText(each.kind, say)}</td>
                                    <th scope="row">
                                        {each.file}
                                        <code className="hash">{each.sha256 ?? say('无法读取', 'could not be read')}</code>
                                    </th>
                                    <td className="money">{sizeText(each.size)}</td>
                                    <td className="money">{grouped(String(each.taken))}</td>
                                    <td className="money">{grouped(String(each.wrong))}</td>
                                    <td>
                                        <Outcome of={each} />
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {imports.hasNextPage && (
                <div className="buttons">
                    <Button busy={imports.isFetchingNextPage && say('正在取…', 'Fetching…')} onClick={() => void imports.fetchNextPage()}>
                        {say('更早', 'Earlier')}
                    </Button>
                </div>
            )}
        </Card>
    );
}

function Outcome({ of }: { of: Import }) {
    const say = useSay();
    switch (of.outcome) {
        case 'taken':
            return <span className="badge">{say('已导入', 'taken')}</span>;
        case 'refused':
            return (
                <span className="badge warn">{of.wrong === 0 ? say('未导入：同批文件有误', 'refused: another file beside it is wrong') : say('未导入', 'refused')}</span>
            );
        case 'broken-off':
            return <span className="badge bad">{say('中断', 'broken off')}</span>;
    }
}

function sizeText(bytes: number): string {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return `${(bytes / 1024 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

/** What a file holds; of a list of the nation its number. */
export function kindText(kind: string, say: Say): string {
    switch (kind) {
        case 'institutions':
            return say('医药机构名录', 'register of institutions');
        case 'catalogue':
            return say('结算目录（等级、先行自付、限价）', 'catalogue: grades, first pay, ceilings');
        case 'persons':
            return say('参保人', 'insured persons');
        case 'contributions':
            return say('缴费', 'contributions');
        case 'balances':
            return say('个人账户期初余额', 'opening balances');
        case 'bindings':
            return say('家庭共济绑定', 'bindings of relatives');
        case 'households':
            return say('户', 'households');
        case 'cards':
            return say('社会保障卡', 'social security cards');
        case 'staff':
            return say('医务人员', 'staff of institutions');
        case 'reports':
            return say('检查检验报告', 'reports');
        case 'report-items':
            return say('检验报告明细', 'items of reports');
        case 'users':
            return say('用户', 'users');
        case 'unknown':
            return say('未知目录', 'no known list');
        default:
            return say(`国家目录 ${kind}`, `list ${kind}`);
    }
}

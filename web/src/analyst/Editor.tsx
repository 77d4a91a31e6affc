import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { get, post } from '../api';
import { Button, Card, Failed, Field, Notice, Waiting } from '../kit';
import { useSay } from '../language';
import { open, type Opened } from './codemirror';
import { Differing } from './Differing';
import { Findings } from './Findings';
import { Loaded, PackPage, Troubles, useTell } from './parts';
import { patchOf } from './patch';
import type { Schema } from './schema';
import type { Checked, Differences, PackFile, Proved } from './types';

/** How long the reader pauses before a draft is tried. */
const PAUSE_MS = 700;

/** The server reads no longer file. */
const LONGEST = 100_000;

/** A copy of a pack, changed in the browser: proved and tried as one types, and taken home as a patch. */
export default function Editor() {
    const say = useSay();
    const { region = '' } = useParams();
    const files = useQuery({
        queryKey: ['files', region],
        queryFn: ({ signal }) => get<{ folder: string; files: PackFile[] }>(`/api/policies/${region}/files`, { signal }),
        staleTime: Infinity,
    });
    const schemas = useQuery({
        queryKey: ['policy-schemas'],
        queryFn: async ({ signal }) => ({
            pack: await get<Schema>('/api/policy-schemas/pack', { signal }),
            case: await get<Schema>('/api/policy-schemas/case', { signal }),
        }),
        staleTime: Infinity,
    });
    return (
        <PackPage title={say('编辑', 'Edit')}>
            <p>
                {say(
                    '这里改的是浏览器里的一份副本，不会生效。停下来时自动验证并运行案例；改好了下载为补丁，在代码库里用 git apply 应用，再提交评审。',
                    'This is a copy in your browser; it is put in force by nobody. When you pause it is proved and its cases run; take the result as a patch, apply it in the repository with git apply, and have it reviewed.',
                )}
            </p>
            <Loaded of={files} waiting={say('正在读取文件…', 'Reading the files…')}>
                {(data) =>
                    // An editor is made for what may be written in it: another one later would lose where somebody writes.
                    schemas.isPending ? (
                        <Waiting>{say('正在读取格式说明…', 'Reading what may be written…')}</Waiting>
                    ) : (
                        <Desk key={region} region={region} folder={data.folder} files={data.files} schemas={schemas.data} />
                    )
                }
            </Loaded>
        </PackPage>
    );
}

function Desk({ region, folder, files, schemas }: { region: string; folder: string; files: PackFile[]; schemas: { pack: Schema; case: Schema } | undefined }) {
    const say = useSay();
    const tell = useTell();
    const [search, setSearch] = useSearchParams();
    const name = files.some((file) => file.name === search.get('file')) ? (search.get('file') ?? '') : (files.find((file) => !file.name.includes('/'))?.name ?? '');
    const line = Number(search.get('line') ?? '0');
    const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());
    const changed = useMemo(() => files.filter((file) => drafts.has(file.name) && drafts.get(file.name) !== file.content), [files, drafts]);
    const [tried, setTried] = useState<PackFile[]>([]);
    useEffect(() => {
        const sent = changed.map((file) => ({ name: file.name, content: drafts.get(file.name) ?? '' }));
        const pause = setTimeout(() => setTried(sent), PAUSE_MS);
        return () => clearTimeout(pause);
    }, [changed, drafts]);
    const body = { region, files: tried };
    const checked = useQuery({ queryKey: ['draft-check', region, tried], queryFn: ({ signal }) => post<Checked>('/api/policies/drafts/check', body, { signal }) });
    const isReadable = checked.isSuccess && checked.data.problems.length === 0;
    const proved = useQuery({
        queryKey: ['draft-lint', region, tried],
        enabled: isReadable,
        queryFn: ({ signal }) => post<Proved>('/api/policies/drafts/lint', body, { signal }),
    });
    const differences = useQuery({
        queryKey: ['draft-diff', region, tried],
        enabled: isReadable && tried.length > 0,
        queryFn: ({ signal }) => post<Differences>('/api/policies/drafts/diff', body, { signal }),
    });

    const element = useRef<HTMLDivElement>(null);
    const editor = useRef<Opened | null>(null);
    const original = files.find((file) => file.name === name)?.content ?? '';
    const isTooLong = original.length > LONGEST;
    const schema = name.startsWith('cases/') ? schemas?.case : schemas?.pack;
    const kept = useRef(drafts);
    kept.current = drafts;
    const label = say(`文件 ${name}`, `File ${name}`);
    useEffect(() => {
        if (element.current === null || isTooLong) {
            return;
        }
        const opened = open(element.current, kept.current.get(name) ?? original, label, schema, (text) =>
            setDrafts((now) => new Map(now).set(name, text)),
        );
        editor.current = opened;
        opened.goTo(line);
        return () => {
            opened.view.destroy();
            editor.current = null;
        };
    }, [name, original, isTooLong, schema, label, line]);

    const problems = checked.data?.problems ?? [];
    const findings = proved.data?.findings ?? [];
    useEffect(() => {
        editor.current?.mark([
            ...problems.filter((each) => each.file === name).map((each) => ({ line: each.line, column: each.column, message: tell(each.message), severe: true })),
            ...findings.filter((each) => each.file === name).map((each) => ({ line: each.line, column: 0, message: tell(each.message), severe: false })),
        ]);
        // Marked anew when an answer or the file on the desk is another.
        // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [checked.data, proved.data, name, schema, label]);

    const failing = checked.data?.cases.filter((each) => !each.passed) ?? [];
    return (
        <>
            <Card>
                <div className="fields">
                    <Field label={say('文件', 'File')}>
                        {(given) => (
                            <select {...given} value={name} onChange={(event) => setSearch({ file: event.target.value }, { replace: true })}>
                                {files.map((file) => (
                                    <option key={file.name} value={file.name}>
                                        {file.name}
                                        {changed.includes(file) ? say('（已改）', ' (changed)') : ''}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                    <div className="buttons end">
                        <Button
                            disabled={changed.length === 0}
                            onClick={() => {
                                setDrafts(new Map());
                                const view = editor.current?.view;
                                view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: original } });
                            }}
                        >
                            {say('全部还原', 'Undo all')}
                        </Button>
                        <Button kind="main" disabled={changed.length === 0} onClick={() => keep(patchOf(folder, files, drafts), `${folder}.patch`)}>
                            {say('下载补丁', 'Download as a patch')}
                        </Button>
                    </div>
                </div>
                {isTooLong ? (
                    <Notice kind="warn">{say('此文件超过 10 万字，请在本机编辑。', 'This file has over 100,000 characters: edit it on your machine.')}</Notice>
                ) : (
                    <>
                        <p className="quiet">{say('Ctrl+空格：此处可以写什么。Esc 后按 Tab 离开编辑框。', 'Ctrl+Space: what may be written here. Esc, then Tab, leaves the editor.')}</p>
                        <div ref={element} className="editor" />
                    </>
                )}
            </Card>
            <section aria-live="polite" className="state">
                {changed.length > 0 && (
                    <p>
                        {say('已改：', 'Changed: ')}
                        {changed.map((file) => file.name).join(say('、', ', '))}
                    </p>
                )}
                {checked.isPending && <Waiting>{say('正在运行案例…', 'Running the cases…')}</Waiting>}
                {checked.isError && <Failed error={checked.error} again={() => void checked.refetch()} />}
                {problems.length > 0 && <Troubles of={problems} />}
                {isReadable && (
                    <Notice {...(checked.data.failed > 0 && { kind: 'bad' as const })}>
                        {say(`案例：${checked.data.passed} 个通过，${checked.data.failed} 个不符`, `Cases: ${checked.data.passed} pass, ${checked.data.failed} fail`)}
                    </Notice>
                )}
                {isReadable && proved.isPending && <Waiting>{say('正在验证…', 'Proving…')}</Waiting>}
                {proved.isError && <Failed error={proved.error} again={() => void proved.refetch()} />}
            </section>
            {failing.length > 0 && (
                <Card title={say('不符的案例', 'Cases that fail')}>
                    <ul className="plain">
                        {failing.slice(0, 100).map((each) => (
                            <li key={`${each.file}:${each.line}:${each.id}`}>
                                <strong>{each.id}</strong> {each.title} <span className="quiet">{each.file}:{each.line}</span>
                                {each.mismatches.map((miss) => (
                                    <span key={miss.key} className="change">
                                        <code>{miss.key}</code> {say('期望', 'expected')} <ins>{miss.expected}</ins> {say('结果', 'got')} <del>{miss.got}</del>
                                    </span>
                                ))}
                            </li>
                        ))}
                    </ul>
                </Card>
            )}
            {isReadable && proved.isSuccess && <Findings of={proved.data} />}
            {tried.length > 0 && differences.isSuccess && <Differing of={differences.data} before={say('现行', 'in force')} after={say('这份副本', 'this copy')} />}
        </>
    );
}

/** Hands a text to the reader as a file. */
function keep(text: string, name: string): void {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/x-patch' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
}

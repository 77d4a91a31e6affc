import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { upload } from '../api';
import { Button, Card, Failed, Field, Notice, Page } from '../kit';
import { useSay } from '../language';
import { ImportTrail, kindText } from './ImportTrail';

interface Report {
    taken?: number;
    wrong: number;
    complaints: Array<{ row: number; column?: string; what: string }>;
}

/** Files of institutions and catalogues: taken whole, or told what is wrong in which row and column; and what was imported. */
export default function Imports() {
    const say = useSay();
    const queries = useQueryClient();
    const [kind, setKind] = useState('institutions');
    const [list, setList] = useState('1301');
    const [file, setFile] = useState<File | undefined>();
    const [over, setOver] = useState(false);
    const [report, setReport] = useState<Report | undefined>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const choose = (chosen: File | undefined) => {
        setFile(chosen);
        setReport(undefined);
        setError(undefined);
    };
    const send = async () => {
        if (file === undefined) return;
        setBusy(true);
        setReport(undefined);
        setError(undefined);
        try {
            setReport(await upload<Report>(`/api/imports/${kind === 'list' ? list : kind}?name=${encodeURIComponent(file.name)}`, file));
        } catch (failure) {
            setError(failure);
        } finally {
            setBusy(false);
            void queries.invalidateQueries({ queryKey: ['imports'] });
        }
    };
    return (
        <Page title={say('导入机构与目录', 'Import institutions and catalogues')} wide>
            <Card>
                <form
                    className="card-form"
                    onSubmit={(event) => {
                        event.preventDefault();
                        void send();
                    }}
                >
                    <Field label={say('文件内容', 'What the file holds')}>
                        {(given) => (
                            <select {...given} value={kind} onChange={(event) => setKind(event.target.value)}>
                                <option value="institutions">{kindText('institutions', say)}</option>
                                <option value="catalogue">{kindText('catalogue', say)}</option>
                                <option value="list">{say('国家目录', 'a list of the nation')}</option>
                            </select>
                        )}
                    </Field>
                    {kind === 'list' && (
                        <Field label={say('国家目录编号', 'Number of the list')} hint={say('如西药 1301', '1301 for western medicines')}>
                            {(given) => <input {...given} required inputMode="numeric" maxLength={6} value={list} onChange={(event) => setList(event.target.value)} />}
                        </Field>
                    )}
                    <label
                        className={over ? 'drop over' : 'drop'}
                        onDragOver={(event) => {
                            event.preventDefault();
                            setOver(true);
                        }}
                        onDragLeave={() => setOver(false)}
                        onDrop={(event) => {
                            event.preventDefault();
                            setOver(false);
                            choose(event.dataTransfer.files[0]);
                        }}
                    >
                        <span>
                            {file === undefined
                                ? say('把 CSV 或 XLSX 文件拖到这里，或点此选择', 'Drag a CSV or XLSX file here, or press to choose one')
                                : say(`已选择：${file.name}`, `Chosen: ${file.name}`)}
                        </span>
                        <input type="file" accept=".csv,.xlsx,text/csv" className="visually-hidden" onChange={(event) => choose(event.target.files?.[0])} />
                    </label>
                    <p className="quiet">
                        {say(
                            '首行为列名，CSV 用 UTF-8。任何一行有误则全部不导入；同一编号与起始日的行以新文件为准。',
                            'The first row names the columns; CSV is UTF-8. If anything is wrong nothing is taken; rows of the same code and first day are replaced.',
                        )}
                    </p>
                    <div className="buttons">
                        <Button kind="main" type="submit" disabled={file === undefined} busy={busy && say('正在读取文件…', 'Reading the file…')}>
                            {say('导入', 'Import')}
                        </Button>
                    </div>
                </form>
            </Card>
            {error !== undefined && <Failed error={error} />}
            {report?.taken !== undefined && <Notice>{say(`已导入 ${report.taken} 行。`, `${report.taken} rows were taken.`)}</Notice>}
            {report !== undefined && report.wrong > 0 && (
                <Card title={say(`${report.wrong} 处有误，未导入任何行`, `${report.wrong} things are wrong; nothing was taken`)}>
                    <p role="alert">{say('请按行、列改正后重新导入。', 'Mend the file by row and column and import it again.')}</p>
                    <div className="table" role="region" aria-label={say('错误', 'What is wrong')} tabIndex={0}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{say('行', 'Row')}</th>
                                    <th scope="col">{say('列', 'Column')}</th>
                                    <th scope="col">{say('应为与实为', 'Expected and got')}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {report.complaints.map((each, index) => (
                                    <tr key={index}>
                                        <td>{each.row === 0 ? say('整个文件', 'whole file') : each.row}</td>
                                        <td>{each.column ?? '—'}</td>
                                        <td>{each.what}</td>
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </div>
                    {report.wrong > report.complaints.length && (
                        <p className="quiet">{say(`只列出前 ${report.complaints.length} 处。`, `The first ${report.complaints.length} are shown.`)}</p>
                    )}
                </Card>
            )}
            <ImportTrail />
        </Page>
    );
}

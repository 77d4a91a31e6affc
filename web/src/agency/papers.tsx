import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchFile, Refused } from '../api';
import { useChoices, type Choices } from '../choices';
import { Field, wrongOf } from '../kit';
import { Photos, type Sent } from '../kit/photos';
import { useSay } from '../language';
import type { FileNamed } from './rest';

/** A paper of a case: its name, and the document that it was handed in as, if it was. */
export interface Paper {
    name: string;
    document?: string;
}

/** Papers that were handed in, with the documents that some of them were sent as. */
export function papersOf(codes: readonly string[], files: readonly FileNamed[], name: (code: string) => string): Paper[] {
    return codes.flatMap((code) => {
        const scans = files.filter((each) => each.paper === code);
        return scans.length === 0 ? [{ name: name(code) }] : scans.map((each) => ({ name: name(code), document: each.document }));
    });
}

/** The papers of a case: images and PDF to be opened, and what is kept on paper. */
export function Papers({ person, papers }: { person: string; papers: readonly Paper[] }) {
    return (
        <ul className="pictures">
            {papers.map((each) => (
                <li key={`${each.name} ${each.document ?? ''}`}>
                    {each.document === undefined ? <OnPaper /> : <Opened person={person} name={each.name} document={each.document} />}
                    <span>{each.name}</span>
                    {each.document !== undefined && <span className="quiet">{each.document}</span>}
                </li>
            ))}
        </ul>
    );
}

function OnPaper() {
    const say = useSay();
    return <span className="no-picture">{say('纸质留存', 'kept on paper')}</span>;
}

/** Fetched once: only what came says whether it is an image. */
function Opened({ person, name, document }: { person: string; name: string; document: string }) {
    const say = useSay();
    const address = `/api/persons/${person}/documents/${encodeURIComponent(document)}`;
    const found = useQuery({
        queryKey: ['document', person, document],
        queryFn: () => fetchFile(address, '*/*'),
        staleTime: Infinity,
        retry: false,
    });
    const content = found.data;
    const [picture, setPicture] = useState<string>();
    useEffect(() => {
        if (content === undefined || content.type === 'application/pdf') return undefined;
        const url = URL.createObjectURL(content);
        setPicture(url);
        return () => URL.revokeObjectURL(url);
    }, [content]);
    if (found.isError) {
        return found.error instanceof Refused && found.error.problem.status === 404 ? (
            <OnPaper />
        ) : (
            <span className="no-picture">{found.error instanceof Refused ? found.error.message : say('未能读取', 'could not be read')}</span>
        );
    }
    if (content?.type === 'application/pdf') {
        return (
            <a className="no-picture" href={address} target="_blank" rel="noreferrer">
                {say(`打开 PDF：${name}`, `Open the PDF: ${name}`)}
            </a>
        );
    }
    return picture === undefined ? (
        <span className="no-picture">{say('正在读取…', 'Reading…')}</span>
    ) : (
        <a href={address} target="_blank" rel="noreferrer">
            <img src={picture} alt={say(`${name}图像`, `picture of the ${name}`)} />
        </a>
    );
}

/** What the rules call the papers of filings and withdrawals; a code where they know none. */
export function usePaperName(person: string): (code: string) => string {
    const choices = useChoices(person);
    return (code) => namedIn(choices.data, code);
}

function namedIn(choices: Choices | undefined, code: string): string {
    const papers = [...(choices?.filings ?? []), ...(choices?.withdrawals ?? [])].flatMap((each) => each.papers);
    return papers.find((each) => each.code === code)?.name ?? code;
}

/** What papers were handed in, and scans of them where somebody made some. */
export function PapersIn({
    person,
    papers,
    documents,
    setDocuments,
    sent,
    setSent,
}: {
    person: string;
    papers: ReadonlyArray<{ code: string; name: string }>;
    documents: readonly string[];
    setDocuments: (documents: string[]) => void;
    sent: readonly Sent[];
    setSent: (sent: Sent[]) => void;
}) {
    const say = useSay();
    return (
        <fieldset className="field">
            <legend>{say('已交材料', 'Documents handed in')}</legend>
            {papers.length === 0 && <p className="quiet">{say('规定不要求材料。', 'The rules ask for none.')}</p>}
            <div className="choices">
                {papers.map((each) => (
                    <label key={each.code}>
                        <input
                            type="checkbox"
                            checked={documents.includes(each.code)}
                            onChange={(event) => {
                                setDocuments(event.target.checked ? [...documents, each.code] : documents.filter((other) => other !== each.code));
                                setSent(sent.filter((other) => event.target.checked || other.paper !== each.code));
                            }}
                        />
                        <span>{each.name}</span>
                    </label>
                ))}
            </div>
            {papers
                .filter((each) => documents.includes(each.code))
                .map((each) => (
                    <Photos key={each.code} person={person} paper={each.code} name={say(`${each.name}（可附扫描件）`, `${each.name} (a scan if there is one)`)} sent={sent} change={setSent} />
                ))}
        </fieldset>
    );
}

/** Where the form that was signed is kept. */
export function PaperField({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: unknown }) {
    const say = useSay();
    return (
        <Field label={say('纸质申请编号或存放处', 'The application form and where it is kept')} wrong={wrongOf(error, 'paper')}>
            {(given) => <input {...given} required maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />}
        </Field>
    );
}

/** A region of care, by code; those that the rules know are offered by name. */
export function PlaceField({
    person,
    value,
    onChange,
    wrong,
}: {
    person: string;
    value: string;
    onChange: (value: string) => void;
    wrong: string | undefined;
}) {
    const say = useSay();
    const choices = useChoices(person);
    const name = choices.data?.places.find((each) => each.code === value)?.name;
    return (
        <Field
            label={say('就医地区划代码', 'Region of care')}
            hint={name ?? say('六位，如上海 310000', 'six digits, Shanghai being 310000')}
            wrong={wrong}
        >
            {(given) => (
                <>
                    <input
                        {...given}
                        required
                        inputMode="numeric"
                        pattern="\d{6}"
                        maxLength={6}
                        list="places"
                        value={value}
                        onChange={(event) => onChange(event.target.value)}
                    />
                    <datalist id="places">
                        {choices.data?.places.map((each) => (
                            <option key={each.code} value={each.code}>
                                {each.name}
                            </option>
                        ))}
                    </datalist>
                </>
            )}
        </Field>
    );
}

/** A place by name where the rules know it. */
export function usePlaceName(person: string): (code: string) => string {
    const choices = useChoices(person);
    return (code) => {
        const name = choices.data?.places.find((each) => each.code === code)?.name;
        return name === undefined ? code : `${name} ${code}`;
    };
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useSay } from '../language';
import { gradeText } from '../words';
import type { desk, Entry } from './calls';

const PAUSE_MS = 60;

/** A field that finds entries of the catalogue while one types: arrows choose, Enter takes. */
export function ItemSearch({
    at,
    field,
    take,
}: {
    at: ReturnType<typeof desk>;
    field: RefObject<HTMLInputElement | null>;
    take: (entry: Entry) => void;
}) {
    const say = useSay();
    const id = useId();
    const [text, setText] = useState('');
    const [asked, setAsked] = useState('');
    const [chosen, setChosen] = useState(0);
    const [entered, setEntered] = useState('');
    useEffect(() => {
        const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
        return () => clearTimeout(timer);
    }, [text]);
    const found = useQuery({
        queryKey: ['catalogue', asked],
        queryFn: ({ signal }) => at.search(asked, signal),
        enabled: asked !== '',
        placeholderData: keepPreviousData,
        staleTime: 60_000,
    });
    const entries = text.trim() === '' ? [] : (found.data ?? []);
    const isCurrent = asked === text.trim() && found.isSuccess && !found.isPlaceholderData;
    const at0 = Math.min(chosen, Math.max(0, entries.length - 1));

    const choose = (entry: Entry) => {
        setText('');
        setAsked('');
        setChosen(0);
        setEntered('');
        take(entry);
    };

    // Enter came before the answer did: the best that is found is meant.
    const [first] = entries;
    useEffect(() => {
        if (entered !== '' && entered === text.trim() && isCurrent && first !== undefined) {
            choose(first);
        }
    });

    const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.nativeEvent.isComposing) {
            return;
        }
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setChosen(Math.max(0, Math.min(entries.length - 1, at0 + (event.key === 'ArrowDown' ? 1 : -1))));
        } else if (event.key === 'Escape') {
            setText('');
        } else if (event.key === 'Enter') {
            event.preventDefault();
            const entry = entries[at0];
            // What was found for fewer letters is not what is meant.
            if (isCurrent && entry !== undefined) {
                choose(entry);
            } else {
                setEntered(text.trim());
            }
        }
    };

    return (
        <div className="search">
            <label htmlFor={id}>
                {say('添加费用项目', 'Add an item')} <kbd>F4</kbd>
            </label>
            <input
                id={id}
                ref={field}
                value={text}
                onChange={(event) => {
                    setText(event.target.value);
                    setChosen(0);
                    setEntered('');
                }}
                onKeyDown={pressed}
                role="combobox"
                aria-expanded={entries.length > 0}
                aria-controls={`${id}-found`}
                aria-autocomplete="list"
                aria-describedby={`${id}-hint`}
                {...(entries.length > 0 && { 'aria-activedescendant': `${id}-${at0}` })}
                autoComplete="off"
                maxLength={50}
                placeholder={say('名称、拼音首字母或编码', 'Name, initials in pinyin, or code')}
            />
            <span id={`${id}-hint`} className="quiet">
                {text.trim() !== '' && isCurrent && entries.length === 0
                    ? say('目录中没有：换个词，或少输几个字', 'Not in the catalogue: try another word, or fewer letters')
                    : say('↑ ↓ 选择，Enter 添加', '↑ ↓ to choose, Enter to add')}
            </span>
            <ul id={`${id}-found`} role="listbox" aria-label={say('目录项目', 'Entries of the catalogue')} hidden={entries.length === 0}>
                {entries.map((entry, index) => (
                    <li
                        key={entry.code}
                        id={`${id}-${index}`}
                        role="option"
                        aria-selected={index === at0}
                        onMouseDown={(event) => {
                            event.preventDefault();
                            choose(entry);
                        }}
                    >
                        <span className="what">
                            {entry.name}
                            <small>{entry.code}</small>
                        </span>
                        <span className={entry.grade === 'A' || entry.grade === 'B' ? 'badge' : 'badge warn'}>{gradeText(say, entry.grade)}</span>
                        {entry.firstPay !== '0%' && (
                            <span className="badge">
                                {say('先行自付', 'first')} {entry.firstPay}
                            </span>
                        )}
                        {entry.ceiling && (
                            <span className="badge">
                                {say('限价', 'ceiling')} ¥{entry.ceiling}
                            </span>
                        )}
                        {entry.limited && <span className="badge warn">{say('限制使用', 'limited use')}</span>}
                    </li>
                ))}
            </ul>
        </div>
    );
}

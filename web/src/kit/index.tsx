import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Refused, Unreachable } from '../api';
import { amountText, useLanguage, useSay } from '../language';

/**
 * Whether a page was shown before. The first is read out by itself; focusing its heading would have a slow phone lay the
 * page out once more before it shows anything.
 */
let arrived = false;

/** A page: its heading, which says where one is, and what stands on it. */
export function Page({ title, aside, wide, children }: { title: string; aside?: ReactNode; wide?: boolean; children: ReactNode }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${title} · OpenYibao`;
        if (arrived) {
            heading.current?.focus();
        }
        arrived = true;
    }, [title]);
    return (
        <main id="main" className={wide ? 'page wide' : 'page'}>
            <header>
                <h1 ref={heading} tabIndex={-1}>
                    {title}
                </h1>
                {aside}
            </header>
            {children}
        </main>
    );
}

export function Card({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
    const id = useId();
    return (
        <section className="card" {...(title && { 'aria-labelledby': id })}>
            {title && (
                <div className="buttons">
                    <h2 id={id}>{title}</h2>
                    {aside}
                </div>
            )}
            {children}
        </section>
    );
}

/** An amount of yuan, as the server said it. */
export function Money({ of, big }: { of: string; big?: boolean }) {
    return <span className={big ? 'money big' : 'money'}>{amountText(of)}</span>;
}

export function Button({
    kind,
    small,
    busy,
    ...rest
}: ComponentProps<'button'> & { kind?: 'main' | 'danger'; small?: boolean; busy?: string | false }) {
    const names = ['button', kind, small && 'small'].filter(Boolean).join(' ');
    return (
        <button type="button" {...rest} className={names} disabled={rest.disabled === true || Boolean(busy)}>
            {busy || rest.children}
        </button>
    );
}

/**
 * A field with its label, what it is to be, and what is wrong with it. The child is given the `id` and what tells a
 * screen reader of the hint.
 */
export function Field({
    label,
    hint,
    wrong,
    children,
}: {
    label: string;
    hint?: string;
    wrong?: string | undefined;
    children: (given: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}) {
    const id = useId();
    const told = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
    return (
        <div className="field">
            <label htmlFor={id}>{label}</label>
            {children({ id, ...(told && { 'aria-describedby': told }), ...(wrong && { 'aria-invalid': true as const }) })}
            {hint && (
                <span id={`${id}-hint`} className="quiet">
                    {hint}
                </span>
            )}
            {wrong && (
                <span id={`${id}-wrong`} className="wrong" role="alert">
                    {wrong}
                </span>
            )}
        </div>
    );
}

/** One of a few, each to be seen. */
export function Choices<T extends string>({
    label,
    value,
    of,
    onChange,
}: {
    label: string;
    value: T | undefined;
    of: ReadonlyArray<{ value: T; label: ReactNode }>;
    onChange: (value: T) => void;
}) {
    const name = useId();
    return (
        <fieldset className="field">
            <legend>{label}</legend>
            <div className="choices">
                {of.map((each) => (
                    <label key={each.value}>
                        <input type="radio" name={name} checked={each.value === value} onChange={() => onChange(each.value)} />
                        <span>{each.label}</span>
                    </label>
                ))}
            </div>
        </fieldset>
    );
}

export function Notice({ kind, children }: { kind?: 'warn' | 'bad'; children: ReactNode }) {
    return (
        <div className={kind ? `notice ${kind}` : 'notice'} role={kind === 'bad' ? 'alert' : 'status'}>
            {children}
        </div>
    );
}

/** What is waited for, in words. */
export function Waiting({ children }: { children: ReactNode }) {
    return (
        <div className="waiting" role="status">
            {children}
        </div>
    );
}

/** Nothing is here yet: what would be, and how it comes. */
export function Empty({ children }: { children: ReactNode }) {
    return <div className="empty">{children}</div>;
}

/** Why something was not done and what one can do about it. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
    const say = useSay();
    return (
        <Notice kind="bad">
            <Why error={error} />
            {again && (
                <div className="buttons">
                    <Button small onClick={again}>
                        {say('重试', 'Try again')}
                    </Button>
                </div>
            )}
        </Notice>
    );
}

function Why({ error }: { error: unknown }) {
    const say = useSay();
    if (error instanceof Refused) {
        const { problem } = error;
        return (
            <>
                <p>{problem.message}</p>
                {problem.details && (
                    <ul>
                        {problem.details.map((each) => (
                            <li key={each}>{each}</li>
                        ))}
                    </ul>
                )}
                {problem.whatToDo && <p>{problem.whatToDo}</p>}
                {problem.rule && (
                    <p className="quiet">
                        {problem.rule.title} · {problem.rule.source}
                    </p>
                )}
            </>
        );
    }
    if (error instanceof Unreachable) {
        return <p>{say('连不上服务器：请检查网络后重试。', 'The server cannot be reached: check the network and try again.')}</p>;
    }
    return <p>{say('页面出错：请刷新后重试。', 'The page has failed: reload it and try again.')}</p>;
}

/** What the server says of one field, to stand beside it. */
export function wrongOf(error: unknown, field: string): string | undefined {
    return error instanceof Refused && error.problem.field === field ? error.problem.message : undefined;
}

export function Dialog({ title, open, close, children }: { title: string; open: boolean; close: () => void; children: ReactNode }) {
    const say = useSay();
    const element = useRef<HTMLDialogElement>(null);
    const heading = useId();
    useEffect(() => {
        const dialog = element.current;
        if (open && !dialog?.open) {
            dialog?.showModal();
        }
        if (!open && dialog?.open) {
            dialog.close();
        }
    }, [open]);
    return (
        <dialog ref={element} aria-labelledby={heading} onClose={close}>
            {open && (
                <>
                    <h2 id={heading}>{title}</h2>
                    {children}
                    <div className="buttons">
                        <Button onClick={close}>{say('关闭', 'Close')}</Button>
                    </div>
                </>
            )}
        </dialog>
    );
}

/** Where anybody changes their own password. */
export const PASSWORD = '/password';

/** The bar on top of every page: the name, the other language, and of who is signed in, the password and the way out. */
export function Bar({ home, who, out }: { home: string; who?: string; out?: () => void }) {
    const say = useSay();
    const { language, speak } = useLanguage();
    return (
        <header className="bar">
            <a className="skip" href="#main">
                {say('跳到正文', 'Skip to content')}
            </a>
            <a className="name" href={home}>
                {say('开放医保', 'OpenYibao')}
            </a>
            {who && <span>{who}</span>}
            <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
                {language === 'zh' ? 'English' : '中文'}
            </button>
            {out && (
                <>
                    <Link to={PASSWORD}>{say('密码', 'Password')}</Link>
                    <button type="button" onClick={out}>
                        {say('退出', 'Sign out')}
                    </button>
                </>
            )}
        </header>
    );
}

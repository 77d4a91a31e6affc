import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'zh' | 'en';

const KEPT = 'language';

interface Spoken {
    language: Language;
    speak: (language: Language) => void;
}

const Languages = createContext<Spoken>({ language: 'zh', speak: () => undefined });

/** The language in which the reader has the pages: Chinese until he says otherwise. */
export function spoken(): Language {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

export function Speaking({ children }: { children: ReactNode }) {
    const [language, setLanguage] = useState(spoken);
    useEffect(() => {
        localStorage.setItem(KEPT, language);
        document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    }, [language]);
    const value = useMemo(() => ({ language, speak: setLanguage }), [language]);
    return <Languages value={value}>{children}</Languages>;
}

export function useLanguage(): Spoken {
    return useContext(Languages);
}

/** Says one of two texts that stand beside each other: `say('余额', 'Balance')`. */
export type Say = (zh: string, en: string) => string;

export function useSay(): Say {
    const { language } = useLanguage();
    return (zh, en) => (language === 'zh' ? zh : en);
}

export function locale(language: Language): string {
    return language === 'zh' ? 'zh-CN' : 'en-GB';
}

/** A day as the reader writes it. `day` is `2025-03-31`. */
export function dayText(day: string, language: Language): string {
    return new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${day.slice(0, 10)}T00:00:00Z`),
    );
}

/** A time as the reader writes it, of the zone where it was said: `2025-03-31T08:00:00+08:00`. */
export function timeText(time: string, language: Language): string {
    return `${dayText(time, language)} ${time.slice(11, 16)}`;
}

/** A month, `2025-03`. */
export function monthText(month: string, language: Language): string {
    return new Intl.DateTimeFormat(locale(language), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
    );
}

/**
 * An amount as the reader writes it, from yuan in a string with two decimals. The digits are the server's: nothing is
 * computed with them.
 */
export function amountText(amount: string): string {
    const [, sign = '', whole = '', decimals = '00'] = /^([-+]?)(\d+)(?:\.(\d{2}))?$/.exec(amount) ?? [];
    if (whole === '') {
        throw new Error('not an amount of yuan with two decimals');
    }
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return `${sign === '-' ? '−' : sign}¥${grouped}.${decimals}`;
}

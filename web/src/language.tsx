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

/** As `Intl` writes them; asking it makes a slow phone wait 60 ms for the first date. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** A day as the reader writes it. `day` is `2025-03-31`. */
export function dayText(day: string, language: Language): string {
    const number = Number(day.slice(8, 10));
    return language === 'zh' ? `${monthText(day, language)}${number}日` : `${number} ${monthText(day, language)}`;
}

/** A time as the reader writes it, of the zone where it was said: `2025-03-31T08:00:00+08:00`. */
export function timeText(time: string, language: Language): string {
    return `${dayText(time, language)} ${time.slice(11, 16)}`;
}

/** The month of `2025-03` or `2025-03-31`. */
export function monthText(month: string, language: Language): string {
    const year = Number(month.slice(0, 4));
    const number = Number(month.slice(5, 7));
    return language === 'zh' ? `${year}年${number}月` : `${MONTHS[number - 1]} ${year}`;
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
    return `${sign === '-' ? '−' : sign}¥${grouped(whole)}.${decimals}`;
}

/** Digits in groups of three. */
export function grouped(digits: string): string {
    return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

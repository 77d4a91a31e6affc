import { describe, expect, it } from 'vitest';
import { amountText, dayText, monthText, timeText } from './language';

describe('amounts', () => {
    it('group their digits and keep every fen', () => {
        expect(amountText('0.00')).toBe('¥0.00');
        expect(amountText('1234567.89')).toBe('¥1,234,567.89');
        expect(amountText('-1000.05')).toBe('−¥1,000.05');
        expect(amountText('90071992547409931.01')).toBe('¥90,071,992,547,409,931.01');
    });

    it('are refused where they are none', () => {
        expect(() => amountText('12,5')).toThrow('not an amount');
    });
});

describe('days, months and times', () => {
    it('are written as the reader does', () => {
        expect(dayText('2025-03-31', 'zh')).toBe('2025年3月31日');
        expect(dayText('2025-03-31', 'en')).toBe('31 Mar 2025');
        expect(monthText('2025-03', 'zh')).toBe('2025年3月');
        expect(monthText('2025-03', 'en')).toBe('Mar 2025');
        expect(timeText('2025-03-31T08:05:00+08:00', 'en')).toBe('31 Mar 2025 08:05');
    });

    it('are those of Intl, every day of a leap year', () => {
        for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']] as const) {
            const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
            const months = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
            for (let time = Date.UTC(2028, 0, 1); time < Date.UTC(2029, 0, 1); time += 86_400_000) {
                const day = new Date(time).toISOString();
                expect(dayText(day, language)).toBe(days.format(time));
                expect(monthText(day.slice(0, 7), language)).toBe(months.format(time));
            }
        }
    });
});

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Refused, Unreachable } from './api';
import { useOnce } from './once';

type Answer = 'done' | 'lost' | number;

/** A page with one thing to ask for, and a server that gives the answers in turn and keeps the keys it saw. */
function opened(answers: Answer[], thing?: (asked: string) => string) {
    const keys: string[] = [];
    let dones = 0;
    let press: (asked: string) => void = () => undefined;
    function Page() {
        press = useOnce({
            ask: async (_: string, key) => {
                keys.push(key);
                const answer = answers.shift();
                if (answer === 'lost') {
                    throw new Unreachable('away');
                }
                if (typeof answer === 'number') {
                    throw new Refused({ status: answer, code: 'NO', message: 'no' });
                }
            },
            done: () => {
                dones++;
            },
            ...(thing && { thing }),
        }).mutate;
        return null;
    }
    renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Page)));
    return {
        keys,
        dones: () => dones,
        ask: async (asked = 'a') => {
            press(asked);
            await new Promise((settled) => setTimeout(settled));
        },
        press: (asked = 'a') => press(asked),
    };
}

test('what got no answer is asked for again under the same key, and then it is over', async () => {
    const page = opened(['lost', 503, 'done', 'done']);
    await page.ask();
    await page.ask();
    expect(page.dones()).toBe(0);
    await page.ask();
    expect(page.dones()).toBe(1);
    await page.ask();
    const [first, second, third, fourth] = page.keys;
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
});

test('what was refused is asked for anew, changed or not', async () => {
    const page = opened([422, 409, 'done']);
    await page.ask('a');
    await page.ask('b');
    await page.ask('b');
    expect(new Set(page.keys).size).toBe(3);
});

test('changed while nobody knows whether it was done, it is still the same thing: the server may refuse it', async () => {
    const page = opened(['lost', 409, 'done']);
    await page.ask('200.00');
    await page.ask('300.00');
    await page.ask('300.00');
    const [first, second, third] = page.keys;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
});

test('another thing has another key, and the first keeps its own', async () => {
    const page = opened(['lost', 'done', 'done'], (asked) => asked);
    await page.ask('line 1');
    await page.ask('line 2');
    await page.ask('line 1');
    const [first, second, third] = page.keys;
    expect(second).not.toBe(first);
    expect(third).toBe(first);
});

test('pressed twice, it is asked once', async () => {
    const page = opened(['done', 'done']);
    page.press();
    page.press();
    await page.ask();
    expect(page.keys.length).toBe(1);
    expect(page.dones()).toBe(1);
    await page.ask();
    expect(page.keys.length).toBe(2);
});

import { expect, test, type Page } from './harness';

/** Adds a line without the mouse. */
export async function add(page: Page, search: string, name: string, quantity: string, price: string): Promise<void> {
    await expect(page.getByRole('combobox', { name: /F4/ })).toBeVisible();
    await page.keyboard.press('F4');
    await page.keyboard.type(search);
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(name);
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect(row.getByRole('textbox').first()).toBeFocused();
    await page.keyboard.type(quantity);
    await page.keyboard.press('Enter');
    await expect(row.getByRole('textbox').nth(1)).toBeFocused();
    await page.keyboard.type(price);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: /F4/ })).toBeFocused();
}

/** Has what the preview shows settled, as far as the last look, without the mouse: Enter does it. */
export async function toSettle(page: Page): Promise<void> {
    await expect(page.getByRole('button', { name: /F9/ })).toBeEnabled();
    await page.keyboard.press('F9');
    await expect(page.getByRole('dialog').getByRole('button', { name: /Enter/ })).toBeFocused();
}

/** A receipt on its paper: one page of the size of the paper. */
export async function printed(page: Page, paper: 'a4' | 'roll', say: (zh: string, en: string) => string): Promise<void> {
    await page.evaluate(() => {
        window.print = () => undefined;
    });
    await page.getByRole('button', { name: paper === 'a4' ? say('打印 A4', 'Print A4') : say('打印 80 毫米小票', 'Print 80 mm roll') }).click();
    const pdf = await page.pdf({ preferCSSPageSize: true, path: `target/pages/receipt-${paper}-${test.info().project.name}.pdf` });
    const [, width = ''] = /\/MediaBox \[0 0 ([\d.]+)/.exec(pdf.toString('latin1')) ?? [];
    // 210 mm and 80 mm, in points.
    expect(Math.round(Number(width))).toBe(paper === 'a4' ? 595 : 227);
}

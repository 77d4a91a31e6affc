/** The time of day at the window, on the server's day, as a field of day and time takes it. */
export function now(today: string): string {
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });
    return `${today}T${time.format(new Date())}`;
}

/** What such a field holds, as the server takes it. */
export function withSeconds(typed: string): string {
    return typed.length === '2025-06-01T09:30'.length ? `${typed}:00` : typed;
}

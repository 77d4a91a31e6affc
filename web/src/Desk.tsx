import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Bar } from './kit';
import { useLanguage, useSay } from './language';
import { nonce } from './nonce';
import { useSession, useSigning } from './session';

/**
 * Ant Design takes the nonce of the page, and still writes some `<style>` elements without it (how wide a scroll bar is,
 * that a page behind a drawer stands still), as the editor of packs does: the content policy would refuse them.
 */
const create = document.createElement.bind(document);
document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) {
        element.nonce = nonce;
    }
    return element;
}) as typeof document.createElement;

/** The frame of pages at a desk: the bar, the ways, and Ant Design in the reader's language. */
export function Desk({ home, ways, children }: { home: string; ways: ReadonlyArray<{ to: string; label: string; end?: boolean }>; children: ReactNode }) {
    const say = useSay();
    const { language } = useLanguage();
    const { user } = useSession();
    const { signOut } = useSigning();
    return (
        <ConfigProvider
            csp={{ nonce }}
            locale={language === 'zh' ? zhCN : enUS}
            theme={{
                token: {
                    colorPrimary: '#0b5e55',
                    colorLink: '#0b5e55',
                    colorTextPlaceholder: '#5f6b68',
                    colorTextDescription: '#55625f',
                    colorTextSecondary: '#45514e',
                    colorTextTertiary: '#55625f',
                    colorError: '#a8201a',
                    colorWarning: '#8a4b00',
                    colorSuccess: '#1b6e3c',
                    controlHeight: 36,
                    fontFamily: 'inherit',
                },
            }}
        >
            <App>
                <div className="shell">
                    <Bar home={home} who={user} out={() => void signOut()} />
                    {children}
                    <nav className="ways" aria-label={say('页面', 'Pages')}>
                        {ways.map((way) => (
                            <NavLink key={way.to} to={way.to} end={way.end ?? false}>
                                {way.label}
                            </NavLink>
                        ))}
                    </nav>
                </div>
            </App>
        </ConfigProvider>
    );
}

import { useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { OfficeMailHost } from '../office-mail-host';
import { STYLES } from './styles';

type Theme = Pick<OfficeMailHost, 'darkTheme' | 'onThemeChanged'>;

/** Theme and styles, mounted once: what opens and what then stands there are its children. `theme`: null until Outlook has answered. */
export function Frame({ theme, children }: { readonly theme: Theme | null; readonly children: ReactNode }): JSX.Element {
  const prefersDark = usePreference();
  const dark = useOutlook(theme) ?? prefersDark;
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} style={{ background: 'transparent' }}>
      <style>{STYLES}</style>
      <div className="rl-pane" data-theme={dark ? 'dark' : 'light'}>{children}</div>
    </FluentProvider>
  );
}

function useOutlook(theme: Theme | null): boolean | null {
  const [dark, setDark] = useState<boolean | null>(null);
  useEffect(() => {
    if (theme === null) return;
    const follow = (): void => setDark(theme.darkTheme());
    follow();
    theme.onThemeChanged(follow);
  }, [theme]);
  return dark;
}

function usePreference(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return dark;
}

import { useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { STYLES } from './styles';

/** Theme and styles, mounted once: what opens and what then stands there are its children. */
export function Frame({ children }: { readonly children: ReactNode }): JSX.Element {
  const dark = useDark();
  return (
    <FluentProvider theme={dark ? webDarkTheme : webLightTheme} style={{ background: 'transparent' }}>
      <style>{STYLES}</style>
      <div className="rl-pane" data-theme={dark ? 'dark' : 'light'}>{children}</div>
    </FluentProvider>
  );
}

function useDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return dark;
}

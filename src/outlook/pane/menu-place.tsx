import { useLayoutEffect, useRef } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { Icon } from './icons';
import { Region } from './parts';
import { useMenus } from './menus-later';
import type { Menus } from './menus-later';

/** Holds the place of a menu until menus are there; whoever stands on the holder with the keyboard stands on the menu then. */
export function MenuPlace({ name, holder, children }: { readonly name: string; readonly holder: ReactNode; readonly children: (menus: Menus) => ReactNode }): JSX.Element {
  const menus = useMenus();
  const place = useRef<HTMLSpanElement>(null);
  const held = useRef(false);
  useLayoutEffect(() => {
    if (menus === null || !held.current) return;
    held.current = false;
    place.current?.querySelector('button')?.focus();
  }, [menus]);
  return (
    <span className="hold" data-place={name} ref={place} onFocus={() => { held.current = menus === null; }} onBlur={() => { held.current = false; }}>
      {menus === null ? holder : children(menus)}
    </span>
  );
}

/** As large as the menu's own button, and with its name. */
export const HeldButton = ({ text }: { readonly text: string }): JSX.Element => <Button size="small" disabledFocusable icon={<Icon name="down" size={12} />} iconPosition="after">{text}</Button>;

export function HeldPick({ label, text, spoken }: { readonly label: string; readonly text: string; readonly spoken?: string }): JSX.Element {
  return <button type="button" className="rl-pick" aria-disabled="true" title={label}><span className="vh">{`${label}, `}</span>{text}{spoken === undefined ? null : <span className="vh">{`, ${spoken}`}</span>}<Icon name="down" size={12} /></button>;
}

/** The section whose list is fetched with the menus: its heading holds the place until then. */
export function ContactsPlace({ title, children }: { readonly title: string; readonly children: (menus: Menus) => ReactNode }): JSX.Element {
  const menus = useMenus();
  return menus === null ? <Region id="contacts-title" title={title}><p className="c2">{'\u00a0'}</p></Region> : <>{children(menus)}</>;
}

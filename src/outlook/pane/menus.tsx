import type { JSX, ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { ActionView, Channel, ChoiceView } from '../../core';
import { Icon } from './icons';
import type { IconName } from './icons';

/** One of several values; the trigger shows the value, its name says of what. */
export function PickMenu({ choice, label, short, onPick }: { readonly choice: ChoiceView<string>; readonly label: string; readonly short?: string; readonly onPick: (value: string) => void }): JSX.Element {
  const current = choice.options.find(({ value }) => value === choice.value)?.label ?? choice.value;
  return (
    <Menu inline checkedValues={{ pick: [choice.value] }} onCheckedValueChange={(_event, { checkedItems }) => checkedItems[0] !== undefined && onPick(checkedItems[0])}>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className="rl-pick" title={label}><span className="vh">{`${label}, `}</span>{short ?? current}{short === undefined ? null : <span className="vh">{`, ${current}`}</span>}<Icon name="down" size={12} /></button>
      </MenuTrigger>
      <MenuPopover><MenuList>{choice.options.map(({ value, label: text }) => <MenuItemRadio key={value} name="pick" value={value}>{text}</MenuItemRadio>)}</MenuList></MenuPopover>
    </Menu>
  );
}

export function ChannelMenu({ channels, onPick }: { readonly channels: ChoiceView<Channel>; readonly onPick: (channel: Channel) => void }): JSX.Element {
  return (
    <Menu inline positioning="below-end" checkedValues={{ channel: [channels.value] }} onCheckedValueChange={(_event, { checkedItems }) => checkedItems[0] !== undefined && onPick(checkedItems[0] as Channel)}>
      <MenuTrigger disableButtonEnhancement><Button appearance="primary" icon={<Icon name="down" />} aria-label={channels.label} title={channels.label} /></MenuTrigger>
      <MenuPopover><MenuList>{channels.options.map(({ value, label }) => <MenuItemRadio key={value} name="channel" value={value}>{label}</MenuItemRadio>)}</MenuList></MenuPopover>
    </Menu>
  );
}

export interface MenuEntry {
  readonly label: string;
  readonly disabledBecause?: string | null;
  readonly run: () => void;
}

export function ActionMenu({ label, icon, visible, entries, large = false }: { readonly label: string; readonly icon?: IconName; readonly visible?: ReactNode; readonly entries: readonly MenuEntry[]; readonly large?: boolean }): JSX.Element {
  return (
    <Menu inline positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {visible === undefined ? <Button appearance="transparent" size={large ? 'medium' : 'small'} icon={<Icon name={icon ?? 'more'} size={20} />} aria-label={label} title={label} /> : <Button size="small" icon={<Icon name="down" size={12} />} iconPosition="after">{visible}</Button>}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {entries.map(({ label: text, disabledBecause, run }) => (
            <MenuItem key={text} disabled={typeof disabledBecause === 'string'} {...(typeof disabledBecause === 'string' ? { subText: disabledBecause } : {})} onClick={run}>{text}</MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export const entriesOf = (views: readonly ActionView[], act: (view: ActionView) => void): readonly MenuEntry[] => views.map((view) => ({ label: view.label, disabledBecause: view.disabledBecause, run: () => act(view) }));

export { Contacts } from './contacts';

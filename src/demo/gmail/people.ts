import type { MailPerson } from './view/mailbox-json';

/** Signs that a name may not hold without quotation marks (RFC 5322, 3.2.3). */
const SPECIAL = /[()<>[\]:;@\\,."]/;

/** `Anne Roy <anne@example.test>`, `"Roy, Anne" <anne@example.test>`, or the address alone. */
export function personText({ name, address }: MailPerson): string {
  if (name === '') return address;
  return `${SPECIAL.test(name) ? `"${name.replace(/[\\"]/g, '\\$&')}"` : name} <${address}>`;
}

export const peopleText = (people: readonly MailPerson[]): string => people.map(personText).join(', ');

/** One header line; a comma inside quotation marks parts nobody. */
export function peopleOf(text: string): readonly MailPerson[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [, name, address] = /^(.*)<([^<>]*)>$/.exec(part) ?? [];
    if (address === undefined) return { name: '', address: part };
    const bare = (name ?? '').trim();
    return { name: bare.startsWith('"') ? bare.slice(1, -1).replace(/\\(.)/g, '$1') : bare, address: address.trim() };
  });
}

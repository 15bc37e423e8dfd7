import { describe, expect, test } from '@jest/globals';
import { splitMessage } from '../../../src/core/identify/split-message';

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
const OLD = 'Bonjour,\n\nLa facture FA-2026-0113 est échue.\n\nCordialement,\nNadia Perrin';

describe('mail clients of offices that are not Outlook', () => {
  test.each<[string, string, string | null, string | null]>([
    ['GroupWise', `>>> Marie Durand <m.durand@client.example> 17/11/2026 10:02 >>>\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
    ['GroupWise without an address', `>>> "Marie Durand" 17/11/26 10:02 >>>\n${OLD}`, null, 'Marie Durand'],
    ['GroupWise in English', `>>> On 11/17/2026 at 10:02 AM, in message <5BF0.GWIA@client.example>, Marie Durand <m.durand@client.example> wrote:\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, one line', `"Marie Durand" <m.durand@client.example> a écrit sur 16/11/2026 09:25:01 :\n\n> ${OLD.replace(/\n/g, '\n> ')}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, one line in English', `Marie Durand <m.durand@client.example> wrote on 11/16/2026 09:25:01 AM:\n\n> ${OLD.replace(/\n/g, '\n> ')}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, one line in German', `Marie Durand <m.durand@client.example> schrieb am 16.11.2026 09:25:01:\n\n> ${OLD.replace(/\n/g, '\n> ')}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, labelled', `De :        "Marie Durand" <m.durand@client.example>\nA :        Eric VALETTE/DA/SOC@SOC\nDate :        13/11/2026 11:12\nObjet :        Relance\n\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, the sender above', `"Marie Durand" <m.durand@client.example>\n16/11/2026 09:12\n\nA :        Eric VALETTE/DA/SOC@SOC\ncc :\nObjet :        Relance\n\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, the sender above, by name', `Marie Durand/CPT/CLIENT\n16/11/2026 09:12\n\nPour :        Eric VALETTE/DA/SOC@SOC\nObjet :        Relance\n\n${OLD}`, null, 'Marie Durand'],
    ['Notes, passed on', `----- Réacheminé par Eric VALETTE/DA/SOC le 16/11/2026 09:40 -----\n\nDe :        "Marie Durand" <m.durand@client.example>\nA :        Eric VALETTE/DA/SOC@SOC\nDate :        13/11/2026 11:12\nObjet :        Relance\n\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
    ['Notes, passed on in English', `----- Forwarded by Eric VALETTE/DA/SOC on 11/16/2026 09:40 AM -----\n\nFrom:        "Marie Durand" <m.durand@client.example>\nTo:        Eric VALETTE/DA/SOC@SOC\nDate:        11/13/2026 11:12 AM\nSubject:        Relance\n\n${OLD}`, 'm.durand@client.example', 'Marie Durand'],
  ])('%s: the text is parted from the quotation, and its sender is found', (_, quote, address, name) => {
    const split = splitMessage(`Payé le 2, sous notre nom de groupe.\n\n${quote}\n`);
    expect(words(split.newest)).toBe('Payé le 2, sous notre nom de groupe.');
    expect(split.quoted[0]?.from).toEqual({ name, address });
    expect(words(split.quoted.map((part) => part.text).join(' '))).toContain('La facture FA-2026-0113 est échue.');
  });
  test('passed on: the quoted part says so', () => {
    expect(splitMessage(`Pour toi.\n\n----- Réacheminé par Eric VALETTE/DA/SOC le 16/11/2026 09:40 -----\n\nDe : Marie <m@client.example>\nDate : 13/11/2026\nObjet : x\n\nBonjour`).quoted[0]?.forwarded).toBe(true);
  });
  test.each(['Nos horaires :\n16/11/2026 09:12\nObjet : inventaire\n', 'Paul Martin\n16/11/2026\nVu ce jour.', 'a > b >>> c 17/11/2026 10:02 >> d'])('prose with a date is no header: "%s"', (text) => {
    expect(splitMessage(`${text}\n`).quoted).toEqual([]);
  });
});

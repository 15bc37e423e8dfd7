import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Enum, Root, Type } from 'protobufjs';
import type { Field } from 'protobufjs';

const load = createRequire(join(__dirname, 'card-schema.js'));
let card: Type | null = null;

/** google.apps.card.v1.Card as Google publishes it with its Chat library. */
export function cardType(): Type {
  if (card === null) {
    const root = Root.fromJSON(load('@google-apps/chat/build/protos/protos.json') as Parameters<typeof Root.fromJSON>[0]);
    root.resolveAll();
    card = root.lookupType('google.apps.card.v1.Card');
  }
  return card;
}

/**
 * What Google would not find in its own definition of a card. protobufjs' own `verify` lets unknown fields pass.
 * @returns one sentence each, with the place: `$.sections[0].widgets[2].image: ...`
 */
export function cardFaults(json: unknown, type: Type = cardType(), at = '$'): readonly string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return [`${at}: expected object for ${type.name}`];
  const chosen = new Map<string, string>();
  return Object.entries(json).flatMap(([name, value]) => {
    const field = type.fields[name];
    const here = `${at}.${name}`;
    if (field === undefined) return [`${here}: no such field in ${type.fullName.slice(1)}`];
    field.resolve();
    return [...twice(field, chosen, at), ...(field.options?.['deprecated'] === true ? [`${here}: deprecated field`] : []), ...valueFaults(value, field, here)];
  });
}

function twice(field: Field, chosen: Map<string, string>, at: string): readonly string[] {
  const choice = field.partOf?.name;
  if (choice === undefined || choice.startsWith('_')) return [];
  const before = chosen.get(choice);
  chosen.set(choice, field.name);
  return before === undefined ? [] : [`${at}: oneof ${choice} set twice (${before}, ${field.name})`];
}

function valueFaults(value: unknown, field: Field, at: string): readonly string[] {
  if (!field.repeated) return oneFaults(value, field, at);
  return Array.isArray(value) ? value.flatMap((one, index) => oneFaults(one, field, `${at}[${index}]`)) : [`${at}: expected array`];
}

const WRAPPERS: Readonly<Record<string, string>> = { '.google.protobuf.BoolValue': 'boolean', '.google.protobuf.FloatValue': 'number' };
const INTEGERS: readonly string[] = ['int32', 'int64', 'uint32', 'uint64'];

function oneFaults(value: unknown, field: Field, at: string): readonly string[] {
  const { resolvedType, type } = field;
  if (resolvedType instanceof Enum) return typeof value === 'string' && Object.hasOwn(resolvedType.values, value) ? [] : [`${at}: ${JSON.stringify(value)} is not a ${resolvedType.name}`];
  if (resolvedType instanceof Type) {
    const wrapped = WRAPPERS[resolvedType.fullName];
    if (wrapped !== undefined) return typeof value === wrapped ? [] : [`${at}: expected ${wrapped}`];
    return cardFaults(value, resolvedType, at);
  }
  if (INTEGERS.includes(type)) return Number.isInteger(value) ? [] : [`${at}: expected whole number`];
  const wanted = type === 'string' ? 'string' : type === 'bool' ? 'boolean' : 'number';
  return typeof value === wanted ? [] : [`${at}: expected ${wanted}`];
}

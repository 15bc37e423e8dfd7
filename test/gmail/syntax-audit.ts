import { parse } from 'acorn';

/** ECMAScript's own names, and the services of Google that src/gmail speaks to. Nothing of a browser, of Node, of timers. */
const ALLOWED = new Set(
  ('Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakSet Promise Proxy Reflect Error TypeError RangeError SyntaxError ReferenceError ArrayBuffer DataView Uint8Array Int8Array ' +
    'Uint16Array Uint32Array Int32Array Float64Array BigUint64Array Infinity NaN undefined parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent globalThis arguments ' +
    'console CardService GmailApp PropertiesService CacheService LockService UrlFetchApp ScriptApp Session Utilities Sheets').split(' '),
);
/** Members that Apps Script's console has and we use. */
const LOGGING = new Set(['log', 'error']);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';

function children(node: Node): readonly (readonly [string, Node])[] {
  return Object.entries(node).flatMap(([key, value]) => (Array.isArray(value) ? value.filter(isNode).map((each) => [key, each] as const) : isNode(value) ? [[key, value] as const] : []));
}

export interface Audit {
  /** What Apps Script's V8 does not have, each with where it stands. */
  readonly faults: readonly string[];
  /** Names that Google's static scan finds. */
  readonly functions: readonly string[];
}

/**
 * What stands in a script file that Apps Script would refuse or lack. Class fields, private names, `?.`, `??` and numeric
 * separators are no part of the language of 2019: the parser refuses them. A name that is only asked for (`typeof name`) is none.
 */
export function auditScript(code: string): Audit {
  let program: Node;
  try {
    program = parse(code, { ecmaVersion: 2019, sourceType: 'script' }) as unknown as Node;
  } catch (error) {
    if (error instanceof SyntaxError) return { faults: [error.message], functions: [] };
    throw error;
  }
  const faults: string[] = [];
  const declared = new Set<string>();
  const declare = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.type === 'Identifier') declared.add(String(node.name));
    else if (node.type === 'AssignmentPattern') declare(node.left);
    else if (node.type === 'Property') declare(node.value);
    else for (const [, child] of children(node)) declare(child);
  };
  const each = (node: Node, act: (node: Node, parent: Node, key: string) => void): void => {
    for (const [key, child] of children(node)) {
      act(child, node, key);
      each(child, act);
    }
  };
  each(program, (node) => {
    if (/^(Function|Class)/.test(node.type)) declare(node.id);
    if (Array.isArray(node.params)) node.params.forEach(declare);
    if (node.type === 'VariableDeclarator') declare(node.id);
    if (node.type === 'CatchClause') declare(node.param);
  });
  each(program, (node, parent, key) => {
    if (node.type === 'ImportExpression' || node.type === 'MetaProperty') faults.push(`${node.type} at ${node.start}`);
    if (node.type === 'MemberExpression' && isNode(node.object) && node.object.name === 'console' && !declared.has('console') && isNode(node.property) && !LOGGING.has(String(node.property.name))) faults.push(`console.${String(node.property.name)} at ${node.start}`);
    if (node.type !== 'Identifier') return;
    const isName = (parent.type === 'MemberExpression' && key === 'property' && parent.computed !== true) || (/^(Property|MethodDefinition)$/.test(parent.type) && key === 'key' && parent.computed !== true);
    const asked = parent.type === 'UnaryExpression' && parent.operator === 'typeof';
    const name = String(node.name);
    if (!isName && !asked && !/^(Labeled|Break|Continue)Statement$/.test(parent.type) && !declared.has(name) && !ALLOWED.has(name)) faults.push(`${name} at ${node.start}`);
  });
  const functions = (program.body as readonly Node[]).flatMap((node) => (node.type === 'FunctionDeclaration' && isNode(node.id) ? [String(node.id.name)] : []));
  return { faults, functions };
}

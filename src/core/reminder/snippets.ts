import { witnessesOf } from './none-able';
import { catalogueOf } from './template-file';
import type { Template } from './types';
import type { Catalogue } from './variables';

/** A name that a text may use, and how it stands in a text that can be saved. */
export interface Snippet {
  readonly name: string;
  readonly snippet: string;
}

/** Everything that can be printed, lists as a loop over them; what may be without a value inside its condition. */
export function snippetsFor(of: Pick<Template, 'reply'>): readonly Snippet[] {
  return snippetsIn(catalogueOf(of), '', of);
}

function snippetsIn(catalogue: Catalogue, prefix: string, of: Pick<Template, 'reply'>): readonly Snippet[] {
  return Object.entries(catalogue).flatMap(([last, entry]): readonly Snippet[] => {
    const name = `${prefix}${last}`;
    if (typeof entry !== 'string') return 'fields' in entry ? snippetsIn(entry.fields, `${name}.`, of) : [{ name: `${name}[]`, snippet: loopOver(name, entry.listOf) }];
    if (entry === 'flag') return [{ name, snippet: `{% if ${name} %}{% endif %}` }];
    const printed = entry === 'block' ? `\n{{ ${name} }}\n` : `{{ ${name} }}`;
    return [{ name, snippet: witnessesOf(name, of.reply) === null ? printed : `{% if ${name} %}${printed}{% endif %}` }];
  });
}

const loopOver = (list: string, element: Catalogue): string => `\n{% for element in ${list} %}\n- {{ element.${Object.keys(element)[0] ?? ''} }}\n{% endfor %}\n`;

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Result, Template, TemplateProblem } from '../core';
import { fail } from '../core';
import { parseTemplate } from '../core/writing';

export interface LoadedTemplates {
  readonly templates: readonly Template[];
  readonly problems: readonly TemplateProblem[];
}

/** Every template (`*.md` except README.md) below the folder; a file that cannot be used is reported and left out, the others serve. */
export function loadTemplates(folder: string): LoadedTemplates {
  const templates: Template[] = [];
  const problems: TemplateProblem[] = [];
  for (const file of filesBelow(folder)) {
    const parsed = readTemplate(file);
    if (parsed.ok) templates.push(parsed.value);
    else problems.push(parsed.problem);
  }
  return { templates, problems };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : entry.name.endsWith('.md') && entry.name !== 'README.md' ? [join(folder, entry.name)] : []));
}

function readTemplate(file: string): Result<Template, TemplateProblem> {
  const bytes = readFileSync(file);
  if (bytes.length > 1_000_000) return fail({ code: 'template/too-long', template: basename(file), limit: 1_000_000 });
  return parseTemplate(bytes.toString('utf8'), basename(file));
}

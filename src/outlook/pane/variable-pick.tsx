import { useId, useMemo, useState } from 'react';
import type { JSX } from 'react';
import { Button } from '@fluentui/react-components';
import { textsWords } from '../../core';
import type { Language, Template } from '../../core';
import type * as Writing from '../../core/writing';

/** Every name that this text may use; what is inserted can be saved as it stands. */
export function VariablePick({ engine, template, language, onInsert }: { readonly engine: typeof Writing | null; readonly template: Template; readonly language: Language; readonly onInsert: (snippet: string) => void }): JSX.Element {
  const said = textsWords(language);
  const id = useId();
  const snippets = useMemo(() => (engine === null ? [] : engine.snippetsFor(template)), [engine, template]);
  const [name, setName] = useState('');
  const chosen = snippets.find((one) => one.name === name) ?? snippets[0];
  return (
    <div>
      <label className="lbl" htmlFor={id}>{said.variable}</label>
      <div className="row">
        <select id={id} className="rl-input grow" value={chosen?.name ?? ''} onChange={(event) => setName(event.target.value)}>
          {snippets.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
        </select>
        <Button disabledFocusable={chosen === undefined} onClick={() => chosen !== undefined && onInsert(chosen.snippet)}>{said.insert}</Button>
      </div>
    </div>
  );
}

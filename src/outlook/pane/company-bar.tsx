import type { JSX } from 'react';
import { companyName, companyWords } from '../../core';
import { Icon } from './icons';
import { HeldPick, MenuPlace } from './menu-place';
import type { Session } from './session';
import type { CompaniesView, Snapshot } from './snapshot';

/** Of several companies, the one that reminds: named above everything, with the way to the others. */
export function CompanyBar({ session, snapshot, companies: { all, shown } }: { readonly session: Session; readonly snapshot: Snapshot; readonly companies: CompaniesView }): JSX.Element {
  const { language, busy } = snapshot;
  const said = companyWords(language);
  const options = all.map((company) => ({ value: company.id as string, label: companyName(company, language) }));
  const name = options.find(({ value }) => value === shown)?.label ?? said.unnamed;
  return (
    <section className="company" aria-label={said.choose}>
      <Icon name="company" />
      <MenuPlace name="company" holder={<HeldPick label={said.choose} text={name} />}>{(menus) => (busy
        ? <HeldPick label={said.choose} text={name} />
        : <menus.PickMenu label={said.choose} choice={{ label: said.choose, value: shown, options }} onPick={(value) => {
          const to = all.find(({ id }) => id === value);
          if (to !== undefined) void session.desk.options.companies.choose(to.id);
        }} />)}</MenuPlace>
    </section>
  );
}

import { useId, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { companyWords, consumerWords, feedDoorWords, presentUsualTerm, ratesNotice, textsWords, words } from '../../core';
import type { Pack, Problem, Routes } from '../../core';
import { Choices } from './choices';
import { Field } from './forms';
import { Icon } from './icons';
import { Ledger } from './ledger';
import { Region, StepBar } from './parts';
import { ProblemText } from './problem-text';
import type { Session } from './session';
import type { Snapshot } from './snapshot';
import { useRates } from './use-rates';

type Change = Routes['PUT /api/v1/profile']['body'];

export function Settings({ session, snapshot, bars }: { readonly session: Session; readonly snapshot: Snapshot; readonly bars: ReactNode }): JSX.Element {
  const table = words(snapshot.language);
  const pack = session.currentPack();
  return (
    <>
      <StepBar title={table.settings} back={table.back} onBack={() => session.closeStep()} />
      <main className="body">
        {bars}
        <RatesNotice session={session} snapshot={snapshot} />
        <Region id="settings-language" title={table.settingsLanguage}>
          <div role="radiogroup" aria-labelledby="settings-language">
            {(['fr', 'en'] as const).map((language) => <label key={language} className="check" lang={language}><input type="radio" name="screen-language" checked={snapshot.language === language} onChange={() => session.setLanguage(language)} />{words(language).languages[language]}</label>)}
          </div>
        </Region>
        {pack === null ? null : <Profile key={pack.profile.id} session={session} snapshot={snapshot} pack={pack} />}
        <Region id="settings-plans" title={table.plans}><Button data-focus="plans" onClick={() => session.openStep({ kind: 'plans', debtor: null })}>{table.plans}</Button></Region>
        <Region id="settings-texts" title={textsWords(snapshot.language).title}><Button data-focus="texts" onClick={() => session.openStep({ kind: 'message-texts' })}>{textsWords(snapshot.language).title}</Button></Region>
        {snapshot.sample ? null : <Region id="settings-feeds" title={feedDoorWords(snapshot.language).title}><p className="hint" style={{ marginBottom: 8 }}>{feedDoorWords(snapshot.language).hint}</p><Button data-focus="feeds" onClick={() => session.openStep({ kind: 'feeds' })}>{feedDoorWords(snapshot.language).title}</Button></Region>}
        {snapshot.sample ? null : <Region id="settings-companies" title={companyWords(snapshot.language).title}><p className="hint" style={{ marginBottom: 8 }}>{companyWords(snapshot.language).hint}</p><Button data-focus="companies" onClick={() => session.openStep({ kind: 'companies' })}>{companyWords(snapshot.language).title}</Button></Region>}
        {snapshot.sample ? null : <Choices session={session} snapshot={snapshot} />}
        {snapshot.sample ? null : <Ledger session={session} snapshot={snapshot} onUsed={() => void session.reading.restart()} />}
      </main>
    </>
  );
}

/** Quiet: what is asked for here is not waited for, and a server that is away is told elsewhere. */
function RatesNotice({ session, snapshot }: { readonly session: Session; readonly snapshot: Snapshot }): JSX.Element | null {
  const [rates] = useRates(session);
  const notice = rates?.ok === true && session.currentPack() !== null ? ratesNotice(rates.value, snapshot.language, session.day()) : null;
  return notice === null ? null : <div className={`mb ${notice.intent}`}><Icon name={notice.intent === 'error' ? 'against' : 'note'} /><span className="t any" role="status">{notice.text}</span></div>;
}

const lines = (text: string): readonly string[] => text.split(/[\n,;]+/).map((line) => line.trim()).filter((line) => line !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function Profile({ session, snapshot, pack }: { readonly session: Session; readonly snapshot: Snapshot; readonly pack: Pack }): JSX.Element {
  const table = words(snapshot.language);
  const { profile } = pack;
  const [typed, setTyped] = useState({
    name: profile.name, iban: profile.iban ?? '', bic: profile.bic ?? '', phone: profile.phone ?? '', mentions: profile.legalMentions ?? '', addresses: profile.addresses.join('\n'), domains: profile.domains.join('\n'), signature: profile.signature, remindsConsumers: profile.remindsConsumers === true,
    customerDomains: pack.domainOverrides.company.join('\n'), sharedDomains: pack.domainOverrides.freeMail.join('\n'), term: presentUsualTerm(profile.usualTerm ?? null, snapshot.language).chosen,
  });
  const [saved, setSaved] = useState<'no' | 'yes' | Problem>('no');
  const set = (name: keyof typeof typed) => (value: string): void => {
    setSaved('no');
    setTyped((now) => ({ ...now, [name]: value }));
  };
  const told = consumerWords(snapshot.language);
  const [hint, termId] = [useId(), useId()];
  const terms = presentUsualTerm(profile.usualTerm ?? null, snapshot.language);
  const save = async (): Promise<void> => {
    const change: Change = {
      ...(typed.name.trim() === '' ? {} : { name: typed.name.trim() }), iban: orNull(typed.iban), bic: orNull(typed.bic), phone: orNull(typed.phone), legalMentions: orNull(typed.mentions),
      addresses: lines(typed.addresses), domains: lines(typed.domains), signature: typed.signature, remindsConsumers: typed.remindsConsumers, customerDomains: lines(typed.customerDomains), sharedDomains: lines(typed.sharedDomains), usualTerm: terms.choices.find(({ key }) => key === typed.term)?.term ?? null,
    };
    const answer = await session.records.changeProfile(change);
    setSaved(answer.ok ? 'yes' : answer.problem);
    if (!answer.ok) return;
    session.packChanged(answer.value);
    // Whatever stands on the screen behind this page is decided anew.
    if (typed.remindsConsumers !== (profile.remindsConsumers === true)) await session.reading.refresh(true);
  };
  return (
    <Region id="settings-profile" title={table.settingsProfile}>
      <form className="stack" style={{ gap: 12 }} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={table.profileName} value={typed.name} error={undefined} onChange={set('name')} limit={200} />
        <Field label={table.profileIban} value={typed.iban} error={undefined} onChange={set('iban')} limit={60} />
        <Field label={table.profileBic} value={typed.bic} error={undefined} onChange={set('bic')} limit={20} />
        <Field label={table.profilePhone} value={typed.phone} error={undefined} onChange={set('phone')} limit={60} />
        <Field label={table.profileMentions} value={typed.mentions} error={undefined} onChange={set('mentions')} long />
        <Field label={table.profileAddresses} value={typed.addresses} error={undefined} onChange={set('addresses')} long hint={table.profileAddressesHint} />
        <Field label={table.profileDomains} value={typed.domains} error={undefined} onChange={set('domains')} long />
        <Field label={table.customerDomains} value={typed.customerDomains} error={undefined} onChange={set('customerDomains')} long hint={table.customerDomainsHint} />
        <Field label={table.sharedDomains} value={typed.sharedDomains} error={undefined} onChange={set('sharedDomains')} long hint={table.sharedDomainsHint} />
        <div>
          <label className="lbl" htmlFor={termId}>{terms.label}</label>
          <select id={termId} className="rl-input" value={typed.term} aria-describedby={`${termId}-hint`} onChange={(event) => set('term')(event.target.value)}>{terms.choices.map(({ key, label }) => <option key={key} value={key}>{label}</option>)}</select>
          <p className="hint" id={`${termId}-hint`}>{terms.hint}</p>
        </div>
        <fieldset className="fieldset">
          <legend>{table.settingsSignature}</legend>
          {(['mail-client', 'relance'] as const).map((signature) => <label key={signature} className="check"><input type="radio" name="signature" checked={typed.signature === signature} onChange={() => set('signature')(signature)} />{table.signatures[signature]}</label>)}
        </fieldset>
        <div>
          <label className="check"><input type="checkbox" checked={typed.remindsConsumers} aria-describedby={hint} onChange={(event) => { setSaved('no'); setTyped((now) => ({ ...now, remindsConsumers: event.target.checked })); }} />{told.setting}</label>
          <p className="c2 sec" id={hint}>{told.hint}</p>
        </div>
        <div className="row wrap"><Button appearance="primary" type="submit">{table.save}</Button><span role="status" className="row" style={{ gap: 4 }}>{saved === 'yes' ? <><span className="yes"><Icon name="check" /></span>{table.saved}</> : ''}</span></div>
        {typeof saved === 'string' ? null : <ProblemText problem={saved} session={session} snapshot={snapshot} />}
      </form>
    </Region>
  );
}

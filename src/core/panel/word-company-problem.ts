import type { Language } from '../ledger/types';
import type { CompanyProblem } from '../problems';
import { fr } from './plain';

interface Words {
  readonly title: string;
  readonly body: string;
}

type NameRefused = Extract<CompanyProblem, { code: 'company/name-refused' }>['because'];

const NAME: Readonly<Record<Language, Readonly<Record<NameRefused, Words>>>> = {
  fr: {
    missing: { title: fr`Donnez un nom à la société.`, body: fr`Il distingue ses relances et son journal de ceux des autres.` },
    'too-long': { title: fr`Ce nom est trop long.`, body: fr`Deux cents caractères au plus.` },
    taken: { title: fr`Une société porte déjà ce nom.`, body: fr`Choisissez-la dans la liste, ou donnez un autre nom.` },
  },
  en: {
    missing: { title: 'Give the company a name.', body: 'It tells its reminders and its log from those of the others.' },
    'too-long': { title: 'This name is too long.', body: 'Two hundred characters at most.' },
    taken: { title: 'A company has this name already.', body: 'Choose it from the list, or give another name.' },
  },
};

/** @param problem of several companies on one server; what it holds is plain text. */
export function wordCompanyProblem(problem: CompanyProblem, language: Language): Words {
  const french = language === 'fr';
  switch (problem.code) {
    case 'company/name-refused': return NAME[language][problem.because];
    case 'company/unknown': return french
      ? { title: fr`Cette société n'est plus suivie ici.`, body: fr`Choisissez-en une autre en haut du volet.` }
      : { title: 'This company is no longer kept here.', body: 'Choose another one at the top of the pane.' };
    case 'company/kept': return problem.because === 'first'
      ? (french ? { title: fr`La première société ne se retire pas.`, body: fr`Changez son nom et son grand livre dans les réglages.` } : { title: 'The first company cannot be removed.', body: 'Change its name and its ledger in the settings.' })
      : (french ? { title: fr`Cette société ne se retire plus.`, body: fr`Son journal fait foi : il est conservé, et la société avec lui. Retirez ses grands livres si elle ne relance plus.` } : { title: 'This company can no longer be removed.', body: 'Its log is evidence: it is kept, and the company with it. Remove its ledgers if it reminds nobody any more.' });
  }
}

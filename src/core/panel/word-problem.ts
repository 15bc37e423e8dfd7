import { assertNever } from '../result';
import type { Language } from '../ledger/types';
import { formatDayMonth } from '../calendar';
import type { Instant, LocalDate } from '../calendar/types';
import type { Problem } from '../problems';
import { localTime } from './account';
import { formatCount, fr, plain } from './plain';
import type { ActionView, MessageView, PanelAction } from './types';
import { wordBookProblem } from './word-book-problem';
import { wordCompanyProblem } from './word-company-problem';
import { wordFeedProblem } from './word-feed-problem';
import { wordGoogleProblem } from './word-google-problem';
import { wordFec } from './word-fec';
import { wordLedgerFile } from './word-ledger-file';
import { wordMoveProblem } from './word-move-problem';
import { wordPenaltyProblem } from './word-penalty-problem';
import { wordSignInProblem } from './word-sign-in-problem';
import { words } from './words';

type RowWhy = Extract<Problem, { code: 'ledger/row-unreadable' }>['why'];

const WHY: Readonly<Record<Language, Readonly<Record<RowWhy, readonly [what: string, todo: string]>>>> = {
  fr: {
    'no-number': ['pas de numéro de facture', 'complétez la cellule'],
    'no-customer': ['pas de client', 'complétez le nom ou le code'],
    'no-amount': ['pas de montant', 'complétez la cellule'],
    amount: ['montant illisible', 'écrivez un nombre avec deux décimales au plus'],
    'no-due-date': ['pas d’échéance', 'complétez la date : rien n’est deviné'.replace(' :', '\u00a0:')],
    date: ['date illisible', 'écrivez-la jj/mm/aaaa'],
    'bare-date': ['date sans séparateurs, lecture incertaine', 'écrivez toute la colonne jj/mm/aaaa, ou toute en jjmmaaaa'],
    currency: ['devise non prise en charge ou mélangée', 'EUR, GBP, USD ou CHF, une seule par facture'],
    duplicate: ['facture déjà lue plus haut', 'retirez la ligne en double'],
    identifier: ['valeur invalide, ignorée', 'corrigez la cellule ; la ligne est utilisée'.replace(' ;', '\u202f;')],
    'too-many-columns': ['trop de colonnes', 'vérifiez les séparateurs de la ligne'],
    'too-few-columns': ['ligne incomplète', 'vérifiez ses séparateurs, ou exportez de nouveau le fichier'],
    'no-account': ['pas de numéro de compte', 'complétez la cellule'],
    'cell-error': ['erreur de calcul dans la cellule', 'corrigez la formule, puis enregistrez le fichier'],
    formula: ['formule sans résultat enregistré', 'ouvrez le fichier dans votre tableur, enregistrez-le, puis choisissez-le de nouveau'],
    shortened: ['numéro abrégé par le tableur', 'mettez la colonne au format Texte et ressaisissez le numéro'],
    ambiguous: ['montant à deux lectures', 'écrivez les décimales comme dans le reste de la colonne'],
    'lines-undecided': ['facture sur plusieurs lignes de même montant', 'total répété ou lignes à additionner ? Gardez une ligne par facture'.replace(' ?', '\u202f?')],
    'sum-without-name': ['montant seul, ni facture ni total reconnu', 'complétez la ligne ou retirez-la'],
    'paid-yet-open': ['dite payée, mais il reste un montant dû', 'la ligne n’est pas utilisée ; corrigez le statut ou le montant'.replace(' ;', '\u202f;')],
    'partly-matched': ['réglée ou lettrée en partie, reste dû inconnu', 'la ligne n’est pas utilisée ; ajoutez une colonne « Restant dû »'.replace(' ;', '\u202f;').replace('« ', '«\u00a0').replace(' »', '\u00a0»')],
  },
  en: {
    'no-number': ['no invoice number', 'fill in the cell'],
    'no-customer': ['no customer', 'fill in the name or the code'],
    'no-amount': ['no amount', 'fill in the cell'],
    amount: ['unreadable amount', 'write a number with at most two decimals'],
    'no-due-date': ['no due date', 'fill in the date: nothing is guessed'],
    date: ['unreadable date', 'write it dd/mm/yyyy'],
    'bare-date': ['date without separators, not certain', 'write the whole column dd/mm/yyyy, or all of it ddmmyyyy'],
    currency: ['currency not supported or mixed', 'EUR, GBP, USD or CHF, one per invoice'],
    duplicate: ['invoice already read above', 'remove the double row'],
    identifier: ['invalid value, ignored', 'correct the cell; the row is used'],
    'too-many-columns': ['too many columns', 'check the separators of the row'],
    'too-few-columns': ['row cut short', 'check its separators, or export the file again'],
    'no-account': ['no account number', 'fill in the cell'],
    'cell-error': ['calculation error in the cell', 'correct the formula, then save the file'],
    formula: ['formula without a saved result', 'open the file in your spreadsheet, save it, then choose it again'],
    shortened: ['number shortened by the spreadsheet', 'set the column to Text and type the number again'],
    ambiguous: ['amount that can be read in two ways', 'write the decimals as in the rest of the column'],
    'lines-undecided': ['invoice on several rows of the same amount', 'repeated total or lines to add up? Keep one row per invoice'],
    'sum-without-name': ['amount alone, neither invoice nor known total', 'complete the row or remove it'],
    'paid-yet-open': ['called paid, yet something is open', 'the row is not used; correct the status or the amount'],
    'partly-matched': ['paid or matched in part, what is open is not known', 'the row is not used; add a column "Outstanding"'],
  },
};

/** What a clerk can fill in wrongly, by the last part of the field's path; anything else is named as it is. */
const ENTRY_FIELDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: { amount: 'montant', promisedFor: 'date promise', until: 'date de fin', sentOn: fr`date d'envoi`, depositedOn: 'date de dépôt', due: 'échéance', reason: 'motif', text: 'texte', note: 'note', quotation: 'phrase à garder', invoices: 'factures', outcome: 'résultat', tone: 'ton', stage: 'étape', file: 'fichier' },
  en: { amount: 'amount', promisedFor: 'date promised', until: 'end date', sentOn: 'date of sending', depositedOn: 'date of posting', due: 'due date', reason: 'reason', text: 'text', note: 'note', quotation: 'sentence to keep', invoices: 'invoices', outcome: 'outcome', tone: 'tone', stage: 'step', file: 'file' },
};
/** What the log's guard says of them (core/flow). */
const ENTRY_FAULTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    empty: 'vide', 'in the past': 'déjà passée', 'in the future': 'encore à venir', 'too far ahead': 'trop lointaine', 'not a calendar day': fr`ce n'est pas une date`, 'not an amount': fr`ce n'est pas un montant`,
    'not above zero': 'à mettre au-dessus de zéro', 'before it was drafted': 'avant celle du brouillon', 'more than the invoices in dispute': 'plus que les factures contestées', 'nothing is open in this currency': fr`rien n'est ouvert dans cette devise`,
  },
  en: {
    empty: 'empty', 'in the past': 'already past', 'in the future': 'still to come', 'too far ahead': 'too far ahead', 'not a calendar day': 'not a date', 'not an amount': 'not an amount',
    'not above zero': 'must be above zero', 'before it was drafted': 'before that of the draft', 'more than the invoices in dispute': 'more than the disputed invoices', 'nothing is open in this currency': 'nothing is open in this currency',
  },
};

/** A word by a name from outside: `constructor` is not one. */
const named = (of: Readonly<Record<string, string>>, name: string): string | undefined => (Object.prototype.hasOwnProperty.call(of, name) ? of[name] : undefined);

/** The clerk's wall clock and the moment of the figures on screen, where the host knows them. */
export interface ProblemClock {
  /** Minutes to add to UTC. */
  readonly offsetMinutes: number;
  readonly figuresOf: Instant | null;
}

/**
 * What happened, what to do, and at most one action: for every expected failure.
 * Without a clock no time of day is said.
 */
export function wordProblem(problem: Problem, language: Language, today: LocalDate, clock: ProblemClock | null = null): MessageView {
  const french = language === 'fr';
  const table = words(language);
  const action = (kind: PanelAction, label: string): ActionView => ({ action: kind, label, disabledBecause: null });
  const retry = action({ kind: 'retry' }, table.retry);
  const refresh = action({ kind: 'refresh' }, table.refresh);
  const copy = action({ kind: 'copy-text' }, table.copy);
  const say = (intent: MessageView['intent'], title: string, body: string, does: ActionView | null = null): MessageView => ({ intent, code: problem.code, title, body, action: does });
  /** "09:12"; with its day when that is not today. French wants a word before it: one for the time alone, one for the day. */
  const moment = (at: Instant, beforeTime = '', beforeDay = 'le'): string => {
    const { day, time } = localTime(at, clock?.offsetMinutes ?? 0);
    if (!french) return day === today ? time : `${formatDayMonth(day, 'en', today)}, ${time}`;
    return day === today ? `${beforeTime}${time}` : `${beforeDay}\u00a0${formatDayMonth(day, 'fr', today)} à ${time}`;
  };
  const pick = (inFrench: string, inEnglish: string): string => (french ? inFrench : inEnglish);

  switch (problem.code) {
    case 'source/unreachable': {
      // Before the day that the server has told since: this machine's clock is not the server's, and its time would mislead.
      const since = clock === null || problem.since === null || localTime(problem.since, clock.offsetMinutes).day < today ? null : moment(problem.since);
      const figures = clock === null || clock.figuresOf === null ? null : moment(clock.figuresOf, 'de ', 'du');
      return say(
        'error',
        since === null ? pick('Serveur injoignable', 'Server unreachable') : pick(fr`Serveur injoignable depuis ${since}`, `Server unreachable since ${since}`),
        figures === null
          ? pick(fr`Les chiffres affichés restent les derniers lus ; ce que vous avez écrit est gardé ici.`, 'The figures shown are the last ones read; what you wrote is kept here.')
          : pick(fr`Les chiffres affichés restent ceux ${figures}. Ce que vous avez écrit est gardé ici.`, `Figures shown are those of ${figures}. What you wrote is kept here.`),
        retry,
      );
    }
    case 'source/timed-out':
      return say('error', pick('Le serveur met trop de temps à répondre', 'The server takes too long'), pick(fr`Après ${Math.round(problem.afterMs / 1000)} s, la demande a été arrêtée. Rien n'est perdu.`, `The request was stopped after ${Math.round(problem.afterMs / 1000)} s. Nothing is lost.`), retry);
    case 'source/server-error':
      return say('error', pick('Le serveur a rencontré une erreur', 'The server met an error'), pick(fr`Erreur ${problem.status}${problem.reference === null ? '' : fr`, réf. ${plain(problem.reference, 20)}`}. Réessayez ; si cela dure, donnez cette référence à votre administrateur.`, `Error ${problem.status}${problem.reference === null ? '' : `, ref. ${plain(problem.reference, 20)}`}. Try again; if it lasts, give this reference to your administrator.`), retry);
    case 'source/unreadable-answer':
      return say('error', pick('Réponse du serveur illisible', 'Unreadable answer from the server'), pick(fr`Un intermédiaire (proxy, portail) a peut-être répondu à sa place. Réessayez.`, 'Something in between (proxy, portal) may have answered instead. Try again.'), retry);
    case 'source/not-signed-in':
      return say('warning', pick('Session expirée', 'Session expired'), pick('Rechargez le volet pour vous identifier de nouveau.', 'Reload the pane to sign in again.'), action({ kind: 'retry' }, table.reload));
    case 'source/forbidden':
      return say('error', pick('Accès refusé', 'Access refused'), pick('Votre compte n’a pas accès à ce grand livre. Demandez-le à votre administrateur.', 'Your account has no access to this ledger. Ask your administrator.'));
    case 'source/unknown-debtor':
      return say('warning', pick('Client introuvable', 'Customer not found'), pick('Il n’est plus dans le grand livre. Cherchez-le par son nom.', 'It is no longer in the ledger. Search by name.'), action({ kind: 'change-debtor' }, table.changeDebtor));
    case 'source/no-ledger':
      return say('warning', pick('Aucun grand livre', 'No ledger'), pick('Connectez votre fichier de factures dans les réglages.', 'Connect your invoice file in the settings.'));
    case 'source/domain-refused': {
      const domain = plain(problem.domain, 80);
      const why = {
        malformed: pick(fr`« ${domain} » n'est pas un nom de domaine entier (attendu : exemple.fr)`, `“${domain}” is not a whole domain name (expected: example.com)`),
        ours: pick(fr`« ${domain} » est votre propre domaine`, `“${domain}” is your own domain`),
        everybodys: pick(fr`« ${domain} » est une messagerie où chacun peut ouvrir une boîte : retenez plutôt l'adresse de votre client`, `“${domain}” gives a mailbox to anybody: remember your customer’s address instead`),
        'on-both-lists': pick(fr`« ${domain} » est sur les deux listes de domaines`, `“${domain}” is on both lists of domains`),
      }[problem.because];
      return say('warning', pick('Domaine refusé', 'Domain refused'), pick(fr`${why}. Corrigez-le ou retirez-le ; rien n'a été enregistré.`, `${why}. Correct or remove it; nothing was saved.`));
    }
    case 'source/choice-refused': {
      const address = problem.scope === 'address';
      const why = {
        ours: address ? pick(fr`C'est une de vos adresses`, 'It is one of your own addresses') : pick(fr`C'est votre domaine`, 'It is your own domain'),
        everybodys: address ? pick('Cette adresse écrit pour plusieurs sociétés', 'This address writes for several companies') : pick('Ce domaine sert à plusieurs sociétés', 'This domain serves several companies'),
        malformed: address ? pick(fr`Ce n'est pas une adresse`, 'It is no address') : pick(fr`Ce n'est pas un domaine`, 'It is no domain'),
      }[problem.because];
      return say('warning', address ? pick('Choix non retenu pour cette adresse', 'Choice not remembered for this address') : pick('Choix non retenu pour ce domaine', 'Choice not remembered for this domain'), pick(fr`${why}. Retenez-le pour ce fil${address ? '' : ' ou pour une adresse'}.`, `${why}. Remember it for this thread${address ? '' : ' or for an address'}.`));
    }
    case 'policy/refused':
      return say('warning', pick('Plan non enregistré', 'Plan not saved'), pick(fr`Corrigez les champs signalés (${problem.faults.length}) ; rien n'a été enregistré.`, `Correct the fields that are marked (${problem.faults.length}); nothing was saved.`));
    case 'policy/changed-meanwhile':
      return say('warning', pick(fr`Plan modifié entre-temps`, 'Plan changed in the meantime'), pick(fr`${plain(problem.by, 60)} a enregistré une autre version. Rouvrez le plan, puis refaites votre modification.`, `${plain(problem.by, 60)} saved another version. Open the plan again, then make your change.`));
    case 'policy/unknown':
      return say('warning', pick(fr`Ce plan n'existe pas`, 'There is no such plan'), pick('Choisissez-en un autre dans la liste.', 'Choose another from the list.'));
    case 'policy/in-use': {
      const { company, segments, debtors } = problem;
      const whose = [
        ...(company ? [pick(fr`l'entreprise`, 'the company')] : []), ...segments.slice(0, 3).map((segment) => pick(fr`« ${plain(segment, 40)} »`, `“${plain(segment, 40)}”`)),
        ...(segments.length > 3 ? [pick(`${segments.length - 3} autres catégories`, `${segments.length - 3} more categories`)] : []),
        ...(debtors > 0 ? [pick(debtors === 1 ? '1 client' : `${debtors} clients`, debtors === 1 ? '1 customer' : `${debtors} customers`)] : []),
      ].join(', ');
      return say('warning', pick(fr`Plan encore utilisé`, 'Plan still in use'), pick(fr`Rien n'a été supprimé. Donnez d'abord un autre plan à ceux qui l'ont : ${whose}.`, `Nothing was deleted. First give another plan to those who have it: ${whose}.`));
    }
    case 'text/refused':
      return say('warning', pick('Texte non enregistré', 'Text not saved'), pick(fr`Corrigez les fautes signalées (${problem.faults.length}) ; rien n'a été enregistré.`, `Correct the faults that are marked (${problem.faults.length}); nothing was saved.`));
    case 'text/held-back':
      return say('warning', pick('Texte retenu', 'Text held back'), pick(fr`Il dit ce qui serait retenu dans chaque message. Corrigez-le, ou indiquez pourquoi vous l'enregistrez quand même.`, 'It says what would be held back in every message. Correct it, or say why you save it all the same.'));
    case 'text/changed-meanwhile':
      return say('warning', pick(fr`Texte modifié entre-temps`, 'Text changed in the meantime'), pick(fr`${plain(problem.by, 60)} a enregistré une autre version. Le vôtre reste ici : comparez-le à cette version, puis enregistrez.`, `${plain(problem.by, 60)} saved another version. Yours stays here: compare it with that version, then save.`));
    case 'text/unknown':
      return say('warning', pick(fr`Ce texte n'existe pas`, 'There is no such text'), pick('Choisissez-en un autre dans la liste.', 'Choose another from the list.'));
    case 'source/version-not-served':
      return say('error', pick('Volet et serveur de versions différentes', 'Pane and server differ in version'), pick(fr`Rechargez le volet. S'il reste en erreur, le serveur doit être mis à jour (version ${problem.asked}, servies : ${problem.served.join(', ')}).`, `Reload the pane. If the error stays, the server must be updated (version ${problem.asked}, served: ${problem.served.join(', ')}).`), action({ kind: 'retry' }, table.reload));
    case 'store/disk-full':
      return say('error', pick('Disque du serveur plein', 'The server’s disk is full'), pick(fr`Rien n'a été inséré ni enregistré ; ce que vous avez écrit est gardé ici, et la lecture continue. Libérez de la place sur ce disque, puis réessayez.`, 'Nothing was inserted or recorded; what you wrote is kept here, and reading goes on. Make room on that disk, then try again.'), retry);
    case 'store/busy':
      return say('warning', pick('Base de données occupée', 'Database busy'), pick(fr`Un autre programme (sauvegarde, antivirus) la tient depuis plus de ${Math.round(problem.afterMs / 1000)} s. Rien n'a été enregistré. Réessayez : une seule entrée sera écrite.`, `Another program (backup, antivirus) has held it for more than ${Math.round(problem.afterMs / 1000)} s. Nothing was recorded. Try again: only one entry will be written.`), retry);
    case 'store/damaged': {
      const { backup } = problem;
      const kept = backup === null ? pick(fr`Aucune sauvegarde n'a été trouvée.`, 'No backup was found.')
        : pick(fr`La dernière sauvegarde, du ${formatDayMonth(backup.at.slice(0, 10) as LocalDate, 'fr', today)}, contient ${formatCount(backup.entries, 'fr')} ${backup.entries === 1 ? 'entrée' : 'entrées'} du journal.`, `The last backup, of ${formatDayMonth(backup.at.slice(0, 10) as LocalDate, 'en', today)}, holds ${formatCount(backup.entries, 'en')} log ${backup.entries === 1 ? 'entry' : 'entries'}.`);
      return say('error', pick('Base de données endommagée', 'Database damaged'), pick(fr`Rien n'a été effacé ni remplacé. ${kept} Arrêtez le serveur, puis lancez : npm run serve -- --restore`, `Nothing was deleted or replaced. ${kept} Stop the server, then run: npm run serve -- --restore`));
    }
    case 'store/not-answering':
      return say('error', pick('La base de données ne répond pas', 'The database does not answer'), pick(fr`Le serveur répond, mais pas son disque ou sa base. Ce que vous avez écrit est gardé ici. Réessayez : une entrée déjà écrite ne le sera pas deux fois.`, 'The server answers, but its disk or database does not. What you wrote is kept here. Try again: an entry already written is not written twice.'), retry);
    case 'store/clock-behind': {
      const [last, now] = [moment(problem.lastEntryAt, 'de ', 'du'), moment(problem.now, '', 'le')];
      return say('warning', pick('L’horloge du serveur retarde', 'The server’s clock is behind'), pick(fr`Il y est ${now}, mais la dernière entrée du journal est ${last}. Les entrées gardent leur ordre ; vérifiez la date et l'heure du serveur avant de relancer.`, `It shows ${now}, but the newest log entry is of ${last}. Entries keep their order; check the server’s date and time before you send reminders.`), refresh);
    }
    case 'log/step-taken': {
      const on = clock === null ? null : localTime(problem.at, clock.offsetMinutes);
      const when = on === null ? pick(fr`le ${formatDayMonth(problem.at.slice(0, 10) as LocalDate, 'fr', today)}`, `on ${formatDayMonth(problem.at.slice(0, 10) as LocalDate, 'en', today)}`)
        : on.day === today ? pick(fr`aujourd'hui à ${on.time}`, `today at ${on.time}`)
        : pick(fr`le ${formatDayMonth(on.day, 'fr', today)} à ${on.time}`, `on ${formatDayMonth(on.day, 'en', today)} at ${on.time}`);
      return say('warning', pick('Un collègue a été plus rapide', 'A colleague was faster'), pick(fr`${plain(problem.by, 80)} a pris cette étape ${when}. Rien n'a été inséré.`, `${plain(problem.by, 80)} took this step ${when}. Nothing was inserted.`), refresh);
    }
    case 'log/no-longer-due':
      return say('warning', pick('Cette étape n’est plus due', 'This step is no longer due'), pick('La situation du client ou son plan a changé entre-temps (règlement, promesse, litige). Rien n’a été inséré.', 'The customer’s situation or plan has changed (payment, promise, dispute). Nothing was inserted.'), refresh);
    case 'log/address-refused':
      return say('warning', pick('Cette adresse a été refusée', 'This address was refused'), pick(fr`Un message est revenu de ${plain(problem.address, 80)}. Rien n'a été inséré : choisissez un autre contact, ou dites cette adresse de nouveau bonne.`, `A message came back from ${plain(problem.address, 80)}. Nothing was inserted: choose another contact, or say that this address works again.`), refresh);
    case 'log/nothing-to-confirm':
      return say('info', pick('Brouillon déjà traité', 'Draft already dealt with'), pick(fr`Le brouillon ${plain(problem.reference, 20)} n'attend plus de réponse.`, `Draft ${plain(problem.reference, 20)} waits for no answer any more.`), refresh);
    case 'log/entry-unknown':
      return say('warning', pick('Entrée introuvable', 'Entry not found'), pick('Le journal a changé. Relisez ce client.', 'The log has changed. Refresh this customer.'), refresh);
    case 'log/cannot-be-undone': {
      const because = {
        'already-voided': pick('elle est déjà annulée', 'it is undone already'),
        'not-the-last-step': pick('une étape plus récente s’appuie dessus', 'a later step rests on it'),
        'is-an-undo': pick('une annulation ne s’annule pas', 'an undo cannot be undone'),
      }[problem.because];
      return say('warning', pick('Annulation impossible', 'Cannot be undone'), pick(fr`Cette entrée reste : ${because}.`, `This entry stays: ${because}.`));
    }
    case 'log/invalid-entry': {
      const field = named(ENTRY_FIELDS[language], problem.field.split('.').pop() ?? '') ?? plain(problem.field, 60);
      const because = named(ENTRY_FAULTS[language], problem.detail);
      const what = because === undefined ? field : `${field}, ${because}`;
      return say('error', pick('Saisie refusée', 'Entry refused'), pick(fr`À corriger : ${what}.`, `To correct: ${what}.`));
    }
    case 'log/request-id-reused':
      return say('error', pick('Demande en double', 'Request sent twice'), pick('Relisez ce client avant de recommencer.', 'Refresh this customer before trying again.'), refresh);
    case 'log/changed-by-hand':
      if (problem.row === null) return say('error', pick('Journal incomplet', 'Log incomplete'), pick(fr`Des lignes ont été retirées de l'onglet Journal. Rétablissez-les (Fichier, Historique des versions), puis réessayez.`, 'Rows were taken out of the log’s tab. Bring them back (File, Version history), then try again.'), refresh);
      return say('error', pick('Journal modifié à la main', 'Log changed by hand'), pick(fr`La ligne ${problem.row} de l'onglet Journal, de ce client, ne dit plus ce qui avait été écrit. Rien n'est noté ni inséré pour lui. Rétablissez-la (Fichier, Historique des versions), puis réessayez.`, `Row ${problem.row} of the log’s tab, about this customer, no longer says what was written. Nothing is recorded or inserted for him. Bring it back (File, Version history), then try again.`), refresh);
    case 'log/read-only':
      if (problem.because === 'no-rights') return say('warning', pick('Lecture seule', 'Read-only'), pick(fr`Le serveur n'a pas le droit d'écrire dans sa base : rien ne peut être enregistré, donc rien n'est inséré. Vous pouvez copier le texte ; demandez à votre administrateur le droit d'écrire.`, 'The server may not write to its database: nothing can be recorded, so nothing is inserted. You can copy the text; ask your administrator for the right to write.'), copy);
      return say('error', pick('Journal en lecture seule', 'Log is read-only'), pick('Ce journal a été repris par le serveur de votre société : utilisez-le.'.replace(' :', '\u00a0:'), 'This log has moved to your company’s server: use that one.'));
    case 'mail/no-item':
      return say('info', table.noMessageTitle, table.noMessageText);
    case 'mail/item-changed':
      return say('warning', pick('Le message ouvert a changé', 'The open message has changed'), pick('Rien n’a été inséré. Revenez au message du client, puis recommencez.', 'Nothing was inserted. Go back to the customer’s message and try again.'), retry);
    case 'mail/no-answer':
      return say('error', pick('Outlook ne répond pas', 'Outlook does not answer'), pick(fr`Aucune réponse après ${Math.round(problem.afterMs / 1000)} s. Vous pouvez copier le texte et le coller dans votre réponse.`, `No answer after ${Math.round(problem.afterMs / 1000)} s. You can copy the text and paste it into your reply.`), copy);
    case 'mail/host-refused':
      return say('error', pick('Outlook a refusé', 'Outlook refused'), pick(fr`Vous pouvez copier le texte et le coller dans votre réponse${problem.hostCode === null ? '' : fr` (code ${problem.hostCode})`}.`, `You can copy the text and paste it into your reply${problem.hostCode === null ? '' : ` (code ${problem.hostCode})`}.`), copy);
    case 'mail/unsupported':
      return say('warning', pick('Pas possible dans cet Outlook', 'Not possible in this Outlook'), pick('Copiez le texte et collez-le dans votre réponse.', 'Copy the text and paste it into your reply.'), copy);
    case 'mail/too-long':
      return say('warning', pick('Texte trop long pour Outlook', 'Text too long for Outlook'), pick(fr`Outlook accepte ${Math.round(problem.limit / 1024)} ko. Raccourcissez le texte dans l'aperçu, ou copiez-le.`, `Outlook takes ${Math.round(problem.limit / 1024)} kB. Shorten the text in the preview, or copy it.`), copy);
    case 'mail/no-recipient':
      return say('warning', pick('Aucun destinataire', 'No recipient'), pick('Ajoutez une adresse pour ce client dans le grand livre, ou répondez à son message.', 'Add an address for this customer to the ledger, or reply to its message.'));
    case 'mail/clipboard-closed':
      return say('warning', pick('Copie impossible ici', 'Copying is not possible here'), pick(fr`Le presse-papiers est fermé à ce volet : ouvrez l'aperçu, sélectionnez le texte et copiez-le (Ctrl+C).`, 'The clipboard is closed to this pane: open the preview, select the text and copy it (Ctrl+C).'), action({ kind: 'preview' }, table.preview));
    case 'mail/attachments-refused':
      return say('warning', pick('Outlook n’a pas pris les PDF', 'Outlook did not take the PDFs'), pick(fr`Rien n'a été ouvert avec eux${problem.hostCode === null ? '' : fr` (code ${problem.hostCode})`}. Téléchargez-les sous Factures ouvertes et ajoutez-les au brouillon.`, `Nothing was opened with them${problem.hostCode === null ? '' : ` (code ${problem.hostCode})`}. Download them under Open invoices and add them to the draft.`));
    case 'mail/subject-not-set':
      return say('warning', pick('Objet à écrire', 'Subject to be written'), pick('Le texte est dans le brouillon, mais Outlook n’a pas pris l’objet. Écrivez-le avant d’envoyer.', 'The text stands in the draft, but Outlook did not take the subject. Write it before you send.'));
    case 'mail/not-in-outlook':
      return say('info', table.notInOutlookTitle, table.notInOutlookText);
    case 'ledger/not-a-workbook':
      return say('error', pick(fr`${plain(problem.file, 80)} : fichier non reconnu`, `${plain(problem.file, 80)}: file not recognised`), pick('Enregistrez-le en XLSX ou en CSV depuis votre tableur (les anciens XLS ne sont pas lus), puis choisissez-le de nouveau.', 'Save it as XLSX or CSV from your spreadsheet (old XLS files are not read), then choose it again.'));
    case 'ledger/empty':
      return say('error', pick(fr`${plain(problem.file, 80)} : aucune ligne`, `${plain(problem.file, 80)}: no row`), pick('Le fichier est vide. Exportez de nouveau vos factures.', 'The file is empty. Export your invoices again.'));
    case 'ledger/file-unreadable': {
      if (problem.because === 'changing') return say('warning', pick(fr`${plain(problem.file, 80)} : en cours d'écriture`, `${plain(problem.file, 80)}: being written`), pick(fr`Le fichier a changé pendant sa lecture : rien n'en a été repris, les chiffres déjà lus restent. Attendez la fin de l'export ; Relance relit le fichier dès qu'il ne change plus.`, 'The file changed while it was read: nothing of it was taken over, figures already read stay. Wait until the export has ended; Relance reads the file again once it stands still.'), retry);
      const because = {
        missing: pick('le fichier n’est pas là où Relance le cherche', 'the file is not where Relance looks for it'),
        'no-rights': pick('Relance n’a pas le droit de le lire', 'Relance has no right to read it'),
        locked: pick('un autre programme le tient ouvert', 'another program holds it open'),
        other: pick('le disque n’a pas répondu', 'the disk did not answer'),
      }[problem.because];
      return say('error', pick(fr`${plain(problem.file, 80)} : illisible`, `${plain(problem.file, 80)}: cannot be read`), pick(fr`Raison : ${because}. Les chiffres déjà lus ne changent pas.`, `Reason: ${because}. Figures already read do not change.`), retry);
    }
    case 'ledger/quote-not-closed':
      return say('error', pick(fr`${plain(problem.file, 80)} : guillemet non fermé`, `${plain(problem.file, 80)}: quote not closed`), pick(fr`Le guillemet ouvert à la ligne ${problem.row} n'est jamais fermé. Corrigez cette ligne, puis relisez le fichier.`, `The quote opened in row ${problem.row} is never closed. Correct that row, then read the file again.`));
    case 'ledger/no-usable-column':
      return say('error', pick(fr`${plain(problem.file, 80)} : aucune colonne reconnue`, `${plain(problem.file, 80)}: no column recognised`), pick(fr`En-têtes lus : ${problem.headers.slice(0, 6).map((header) => plain(header, 30)).join(', ') || '—'}. Indiquez les colonnes ci-dessous.`, `Headers read: ${problem.headers.slice(0, 6).map((header) => plain(header, 30)).join(', ') || '—'}. Say below which columns they are.`));
    case 'ledger/column-missing': {
      const field = named(table.fields, problem.field) ?? plain(problem.field, 40);
      return say('error', pick(fr`${plain(problem.file, 80)} : il manque la colonne ${field}`, `${plain(problem.file, 80)}: column ${field} is missing`), pick('Indiquez-la ci-dessous, ou ajoutez-la au fichier.', 'Say below which one it is, or add it to the file.'));
    }
    case 'ledger/account-statement':
      return say('error', pick(fr`${plain(problem.file, 80)} : c'est un extrait de compte, pas une liste de factures`, `${plain(problem.file, 80)}: this is a statement of accounts, not a list of invoices`), pick(fr`La colonne ${plain(problem.column, 40)}, parmi des débits et des crédits, ne dit pas ce qui reste dû de chaque facture. Exportez l'échéancier : une ligne par facture ouverte, avec son restant dû.`, `Column ${plain(problem.column, 40)}, among debits and credits, does not say what is open of each invoice. Export open items: one row per open invoice, with what is outstanding.`));
    case 'ledger/date-order-undecided':
      return say('warning', pick(fr`« ${plain(problem.example, 20)} », c'est quel jour ?`, `"${plain(problem.example, 20)}": which day is it?`), pick(fr`Dans la colonne ${plain(problem.column, 40)} de ${plain(problem.file, 60)}, rien ne dit si le jour vient avant le mois.`, `In column ${plain(problem.column, 40)} of ${plain(problem.file, 60)}, nothing says whether the day comes before the month.`));
    case 'ledger/date-orders-mixed':
      return say('error', pick(fr`${plain(problem.file, 60)}, colonne ${plain(problem.column, 40)} : deux ordres de dates`, `${plain(problem.file, 60)}, column ${plain(problem.column, 40)}: two orders of dates`), pick(fr`« ${plain(problem.dayFirst, 20)} » commence par le jour, « ${plain(problem.monthFirst, 20)} » par le mois : les autres ne se devinent pas. Écrivez toute la colonne en vraies dates (Format, Nombre, Date).`, `"${plain(problem.dayFirst, 20)}" begins with the day, "${plain(problem.monthFirst, 20)}" with the month: the others are not guessed. Write the whole column as real dates (Format, Number, Date).`), retry);
    case 'ledger/column-twice': {
      const places = problem.columns.slice(0, 5).map((column) => plain(column, 3)).join(', ');
      return say('error', pick(fr`${plain(problem.file, 60)} : deux colonnes « ${plain(problem.header, 40)} »`, `${plain(problem.file, 60)}: two columns "${plain(problem.header, 40)}"`), pick(fr`Colonnes ${places} : laquelle compte ? Renommez les autres, ou choisissez les colonnes dans les réglages.`, `Columns ${places}: which one counts? Rename the others, or choose the columns in the settings.`), retry);
    }
    case 'ledger/encrypted':
      return say('error', pick(fr`${plain(problem.file, 80)} : protégé par un mot de passe`, `${plain(problem.file, 80)}: protected by a password`), pick('Enregistrez une copie sans mot de passe, puis choisissez-la.', 'Save a copy without a password, then choose it.'));
    case 'ledger/too-large':
      return say('error', pick(fr`${plain(problem.file, 80)} : trop grand`, `${plain(problem.file, 80)}: too large`), pick(fr`La limite est de ${Math.round(problem.limit / 1048576)} Mo. N'exportez que les factures ouvertes.`, `The limit is ${Math.round(problem.limit / 1048576)} MB. Export open invoices only.`));
    case 'ledger/row-unreadable': {
      const [what, todo] = WHY[language][problem.why];
      const value = problem.value === '' ? '' : french ? fr` « ${plain(problem.value, 40)} »` : ` "${plain(problem.value, 40)}"`;
      const where = problem.sheet === null ? plain(problem.file, 60) : `${plain(problem.file, 60)}, ${plain(problem.sheet, 40)}`;
      // A field without a column goes by its own name.
      const column = named(table.fields, problem.column) ?? plain(problem.column, 40);
      return say('warning', pick(fr`Ligne ${problem.row}, ${column} : ${what}`, `Row ${problem.row}, ${column}: ${what}`), pick(fr`${where}${value} : ${todo}.`, `${where}${value}: ${todo}.`));
    }
    case 'ledger/other-format':
    case 'ledger/rows-skipped':
    case 'ledger/total-differs':
    case 'ledger/rows-identical':
    case 'ledger/lines-summed':
    case 'ledger/addresses-differ':
    case 'ledger/second-table':
    case 'ledger/sheet-remark': {
      const { intent, title, body } = wordLedgerFile(problem, language);
      return say(intent, title, body);
    }
    case 'ledger/fec-unbalanced':
    case 'ledger/fec-remark': {
      const { intent, title, body } = wordFec(problem, language);
      return say(intent, title, body);
    }
    case 'ledger/document-missing':
      return say('info', pick(fr`PDF de ${plain(problem.number, 60)} introuvable`, `PDF of ${plain(problem.number, 60)} not found`), pick(fr`${plain(problem.file, 60)} le nomme, mais il n'est pas dans le dossier des factures. La relance partira sans lui.`, `${plain(problem.file, 60)} names it, but it is not in the invoices folder. The reminder goes without it.`));
    case 'ledger/lost':
      return say('warning', pick(fr`Le grand livre doit être relu`, 'The ledger must be read again'), pick(fr`Ce que Relance avait lu de ${plain(problem.file, 60)} n'est plus là. Le journal des relances et les réglages sont intacts. Choisissez de nouveau le fichier : d'ici là, Relance ne dit pas qui doit quoi.`, `What Relance had read of ${plain(problem.file, 60)} is gone. The reminder log and the settings are whole. Choose the file again: until then Relance does not say who owes what.`));
    case 'ledger/others-connected':
      return say('warning', pick('Des logiciels sont connectés', 'Systems are connected'), pick(fr`${plain(problem.file, 60)} remplacerait leurs factures. Pour l'ajouter à côté d'eux : Réglages, Mes grands livres, Connecter, Fichier.`, `${plain(problem.file, 60)} would replace their invoices. To add it beside them: Settings, Ledgers, Connect, File.`));
    case 'ledger/import-cancelled':
      return say('info', pick('Lecture annulée', 'Reading cancelled'), pick(fr`${plain(problem.file, 60)} n'a pas été repris. Le dernier grand livre reste en service.`, `${plain(problem.file, 60)} was not taken over. The last ledger stays in use.`));
    case 'ledger/import-running':
      return say('info', pick(fr`Une lecture est déjà en cours : ${plain(problem.file, 60)}`, `A file is being read already: ${plain(problem.file, 60)}`), pick(fr`${problem.by === null ? 'Le fichier surveillé a changé et Relance le relit' : fr`Lancée par ${plain(problem.by, 60)}`}. Attendez qu'elle se termine, ou annulez-la.`, `${problem.by === null ? 'The watched file changed and Relance is reading it again' : `Started by ${plain(problem.by, 60)}`}. Wait until it ends, or cancel it.`));
    case 'ledger/awaits-confirmation':
      return say('warning', table.ledgerAwaiting, pick(fr`${plain(problem.file, 60)} : ${formatCount(problem.rowsNow, 'fr')} ligne${problem.rowsNow > 1 ? 's' : ''} au lieu de ${formatCount(problem.rowsBefore, 'fr')}. Vérifiez dans les réglages.`, `${plain(problem.file, 60)}: ${formatCount(problem.rowsNow, 'en')} row${problem.rowsNow === 1 ? '' : 's'} instead of ${formatCount(problem.rowsBefore, 'en')}. Check in the settings.`));
    case 'template/missing':
      return say('warning', pick('Pas de modèle pour cette étape', 'No template for this step'), pick('Préparez ce courrier hors de Relance, ou choisissez une autre langue.', 'Prepare this letter outside Relance, or choose another language.'));
    case 'letter/no-notice':
      return say('warning', pick('Pas de mise en demeure au journal', 'No formal notice in the log'), pick(fr`Ce courrier rappelle une mise en demeure : notez d'abord son dépôt.`, 'This letter refers to a formal notice: record its posting first.'));
    case 'letter/claim-unusable':
      return say('error', pick(fr`Facture ${plain(problem.number, 60)} : somme inexploitable`, `Invoice ${plain(problem.number, 60)}: unusable figures`), pick('Corrigez ses montants dans le grand livre : une mise en demeure ne se fait pas sur une somme incertaine.'.replace(' :', '\u00a0:'), 'Correct its amounts in the ledger: a formal notice needs certain figures.'));
    case 'template/syntax':
      return say('error', pick(fr`Modèle ${plain(problem.template, 60)} illisible`, `Template ${plain(problem.template, 60)} cannot be read`), pick(fr`${problem.line === null ? '' : fr`Ligne ${problem.line} : `}${plain(problem.detail, 120)}. Corrigez le fichier du modèle.`, `${problem.line === null ? '' : `Line ${problem.line}: `}${plain(problem.detail, 120)}. Correct the template's file.`));
    case 'template/unknown-variable':
      return say('error', pick(fr`Modèle ${plain(problem.template, 60)} : variable inconnue`, `Template ${plain(problem.template, 60)}: unknown variable`), pick(fr`« ${plain(problem.variable, 60)} » n'existe pas. Corrigez le fichier du modèle.`, `"${plain(problem.variable, 60)}" does not exist. Correct the template's file.`));
    case 'template/too-long':
      return say('error', pick(fr`Modèle ${plain(problem.template, 60)} : texte trop long`, `Template ${plain(problem.template, 60)}: text too long`), pick(fr`Au plus ${formatCount(problem.limit, 'fr')} caractères. Raccourcissez le modèle.`, `At most ${formatCount(problem.limit, 'en')} characters. Shorten the template.`));
    case 'penalties/rate-unknown':
    case 'penalties/invalid-claim':
    case 'penalties/no-contract-rate':
    case 'penalties/charge-in-another-currency':
    case 'penalties/no-law': {
      const { intent, title, body } = wordPenaltyProblem(problem, language, today);
      return say(intent, title, body);
    }
    case 'sheet/gone':
    case 'sheet/no-rights':
    case 'sheet/no-consent':
    case 'sheet/quota':
    case 'sheet/not-answering':
    case 'sheet/service-off':
    case 'sheet/office-file':
    case 'sheet/tab-gone':
    case 'sheet/not-an-address':
    case 'sheet/tabs-to-add':
    case 'sheet/columns-gone': {
      const { intent, title, body, again } = wordBookProblem(problem, language);
      return say(intent, title, body, again ? retry : null);
    }
    case 'source/sign-in-refused':
    case 'source/account-refused':
    case 'source/sign-in-keys-unreachable':
    case 'source/address-not-allowed': {
      const { intent, title, body, again } = wordSignInProblem(problem, language);
      return say(intent, title, body, again ? retry : null);
    }
    case 'move/chain-broken':
    case 'move/log-not-empty':
    case 'move/customer-unknown': {
      const { title, body } = wordMoveProblem(problem, language);
      return say('error', title, body);
    }
    case 'feed/credential-refused':
    case 'feed/consent-over':
    case 'feed/no-rights':
    case 'feed/not-found':
    case 'feed/address-refused':
    case 'feed/setting-refused':
    case 'feed/version-not-read':
    case 'feed/too-many-requests':
    case 'feed/unreachable':
    case 'feed/timed-out':
    case 'feed/server-error':
    case 'feed/unreadable-answer':
    case 'feed/paused':
    case 'feed/too-old':
    case 'feed/secret-unreadable':
    case 'feed/pull-running':
    case 'feed/cancelled':
    case 'feed/unknown':
    case 'feed/record-unreadable': {
      const { title, body } = wordFeedProblem(problem, language);
      return say(problem.code === 'feed/record-unreadable' || problem.code === 'feed/pull-running' ? 'warning' : 'error', title, body);
    }
    case 'company/unknown':
    case 'company/name-refused':
    case 'company/kept': {
      const { title, body } = wordCompanyProblem(problem, language);
      return say('error', title, body);
    }
    case 'google/no-consent':
    case 'google/token-expired':
    case 'google/quota':
    case 'google/busy':
    case 'google/out-of-time':
    case 'google/not-answering':
    case 'google/draft-refused':
    case 'google/text-too-long':
    case 'sidebar/action-refused': {
      const { intent, title, body, again } = wordGoogleProblem(problem, language);
      return say(intent, title, body, again ? retry : null);
    }
    default:
      return assertNever(problem);
  }
}

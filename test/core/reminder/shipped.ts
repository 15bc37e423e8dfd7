/** What the tests of this folder share: the shipped templates as the product reads them, and proposals to write about. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addBusinessDays, money, statementOfAccount, sum, subtract } from '../../../src/core';
import type { Assessment, CaseFile, DunningStage, Invoice, InvoiceId, LocalDate, OpenItem, Pack, Proposal, RecipientChoice, Result, StageId, Template, TemplateProblem } from '../../../src/core';
import { parseTemplate } from '../../../src/core/writing';
import type { ReminderRequest, ReplyRequest } from '../../../src/core/writing';
import { aCaseFile, aPack, aPolicy, aProfile, aStage, address, MARIE, reference, TODAY } from '../builders';

const FOLDER = join(__dirname, '../../../assets/templates');
export const TEMPLATE_FILES: readonly string[] = ['fr', 'en'].flatMap((language) => readdirSync(join(FOLDER, language)).map((file) => `${language}/${file}`)).sort();
export const templateText = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

export function valueOf<T>(result: Result<T, TemplateProblem>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
export function problemOf<T>(result: Result<T, TemplateProblem>): TemplateProblem {
  if (result.ok) throw new Error('expected a problem');
  return result.problem;
}

export const SHIPPED: readonly Template[] = TEMPLATE_FILES.map((file) => valueOf(parseTemplate(templateText(file), file)));

export const aShippedPack = (over: Partial<Pack> = {}): Pack => aPack({ templates: SHIPPED, ...over });

/** A profile whose signature Relance writes. */
export const signedProfile = aProfile({ signature: 'relance', legalMentions: 'SAS au capital de 40 000 €, RCS Lille 404 833 048\n12 rue du Molinel, 59000 Lille' });

export const aStageOf = (id: StageId): DunningStage => aPolicy().stages.find((stage) => stage.id === id) ?? aStage();

export const recipient = (over: Partial<RecipientChoice> = {}): RecipientChoice => ({ channel: 'new-message', to: [address('compta@garage-canigou.fr')], cc: [], why: 'ledger-contact', ...over });

/** The items that the statement of these invoices opens. */
export const itemsOf = (invoices: readonly Invoice[], today: LocalDate = TODAY): readonly OpenItem[] => statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, today).items;

export interface Situation {
  readonly stage: StageId;
  readonly invoices: readonly Invoice[];
  readonly informational?: readonly Invoice[];
  readonly previous?: { readonly on: LocalDate; readonly invoices: readonly InvoiceId[]; readonly later?: readonly OpenItem[] } | null;
  readonly today?: LocalDate;
}

export function proposalOf({ stage, invoices, informational = [], previous = null, today = TODAY }: Situation): Proposal {
  const items = itemsOf(invoices, today).filter((item) => item.outstanding.minor > 0);
  const currency = items[0]?.outstanding.currency ?? 'EUR';
  return {
    stage: aStageOf(stage),
    step: 2,
    steps: 6,
    possibleSince: today,
    triggers: items.map((item) => item.invoice),
    demanded: items.map((item) => ({ item, step: stage })),
    informational: itemsOf(informational, today),
    sum: items.length === 0 ? money(0, currency) : sum(items.map((item) => subtract(item.outstanding, item.disputed)), currency),
    previous: previous === null ? null : { stage: 'R1', later: [], ...previous },
    deadline: addBusinessDays(today, 5),
  };
}

export function assessmentOf(proposal: Proposal, invoices: readonly Invoice[], today: LocalDate = TODAY): Extract<Assessment, { kind: 'remind' }> {
  return {
    kind: 'remind', today, proposal, statement: statementOfAccount({ invoices, unallocatedCredits: [], disputes: [] }, today),
    arithmetic: [], recheckOn: null, policyVersion: 'standard-1', ladder: [],
  };
}

/** A request for the reminder of this situation; everything can be overridden. */
export function aRequest(situation: Situation, over: Partial<ReminderRequest> = {}, file: Partial<CaseFile> = {}): ReminderRequest {
  const invoices = [...situation.invoices, ...(situation.informational ?? [])];
  return {
    assessment: assessmentOf(proposalOf(situation), invoices, situation.today ?? TODAY),
    caseFile: aCaseFile({ invoices, ...file }),
    pack: aShippedPack(),
    tone: null,
    language: null,
    recipient: recipient(),
    author: MARIE,
    reference: reference('R-7K3F'),
    replyingTo: null,
    rates: null,
    ...over,
  };
}

export function aReplyRequest(invoices: readonly Invoice[], over: Partial<ReplyRequest> = {}, file: Partial<CaseFile> = {}): ReplyRequest {
  const caseFile = aCaseFile({ invoices, ...file });
  return {
    reply: 'statement', caseFile, pack: aShippedPack(), invoices: [], promise: null, language: null, recipient: recipient(), author: MARIE, replyingTo: null,
    statement: statementOfAccount({ invoices, unallocatedCredits: caseFile.debtor.unallocatedCredits, disputes: [] }, TODAY),
    ...over,
  };
}

import type { GmailRecords } from '../../src/gmail/gmail-records';
import type { Desk } from './subject';

/** What a callback of the sidebar asks at once, as the contracts ask it. */
export function deskOf(ask: <T>(question: (records: GmailRecords) => T) => Promise<T>): Desk {
  return {
    source: { lookUp: (hints) => ask((r) => r.lookUp(hints)), caseFile: (debtor) => ask((r) => r.caseFile(debtor)), search: (typed) => ask((r) => r.search(typed)), worklistPage: (query) => ask((r) => r.worklistPage(query)) },
    log: { entriesOf: (debtor) => ask((r) => r.entriesOf(debtor)), append: (entry, text) => ask((r) => r.append(entry, text)), keptText: (debtor, entry) => ask((r) => r.keptText(debtor, entry)) },
    settings: {
      pack: () => ask((r) => r.pack()), rates: () => ask((r) => r.rates()), learn: (choice) => ask((r) => r.learn(choice)), forget: (choice) => ask((r) => r.forget(choice)), choices: () => ask((r) => r.choices()), policies: () => ask((r) => r.policies()),
      savePolicy: (policy) => ask((r) => r.savePolicy(policy)), removePolicy: (policy, version) => ask((r) => r.removePolicy(policy, version)), assignPolicy: (assignment) => ask((r) => r.assignPolicy(assignment)), templates: () => ask((r) => r.templates()),
      saveTemplate: (text) => ask((r) => r.saveTemplate(text)), resetTemplate: (text) => ask((r) => r.resetTemplate(text)), templateVersion: (version) => ask((r) => r.templateVersion(version)),
    },
  };
}

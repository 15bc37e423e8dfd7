import type { Card, CardAnswer } from '../../../src/demo/gmail/view/card-json';

const action = (name: string, parameters: Readonly<Record<string, string>> = {}) => ({ action: { function: name, parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })) } });

/** A thread of a customer, as the sidebar may show it. */
export const THREAD_CARD: Card = {
  name: 'thread',
  header: { title: 'Menuiserie Lebrun', subtitle: 'nadia.perrin@vernet-fournitures.example', imageUrl: 'https://example.test/logo.png', imageType: 'CIRCLE' },
  sections: [
    {
      widgets: [
        { decoratedText: { startIcon: { knownIcon: 'PERSON' }, topLabel: 'Client débiteur', text: '<b>Menuiserie Lebrun</b> · C-0112', bottomLabel: 'Adresse du message connue du compte', wrapText: true, onClick: action('act', { open: 'evidence' }) } },
        { decoratedText: { startIcon: { knownIcon: 'DOLLAR' }, topLabel: 'Restant dû au 23/11/2026', text: '3\u202f480,00\u00a0€', bottomLabel: 'dont <font color="#b3261e">échu 2\u202f640,00\u00a0€</font>', button: { text: 'Détail', type: 'BORDERLESS', onClick: action('act', { open: 'items' }) } } },
      ],
    },
    {
      header: 'Prochaine étape', widgets: [
        { textParagraph: { text: '<b>Deuxième relance</b><br>FA-2026-0297 a 41 jours de retard, la première relance date du 02/11.' } },
        { buttonList: { buttons: [{ text: 'Insérer la relance', type: 'FILLED', onClick: { ...action('draftReminder', { debtor: 'C-0112' }), $compose: 'REPLY_AS_DRAFT' } }, { text: 'Autre réponse', type: 'OUTLINED', onClick: action('act', { open: 'replies' }) }] } },
      ],
    },
    {
      header: 'Factures ouvertes', collapsible: true, uncollapsibleWidgetsCount: 1,
      widgets: ['FA-2026-0297', 'FA-2026-0311', 'FA-2026-0325'].map((number) => ({ decoratedText: { topLabel: number, text: '880,00\u00a0€', bottomLabel: 'échéance 13/10/2026' } })),
    },
  ],
  cardActions: [{ actionLabel: 'Rechercher un client', onClick: action('act', { open: 'search' }) }],
  fixedFooter: { primaryButton: { text: 'Enregistrer', onClick: action('save') }, secondaryButton: { text: 'Reporter', onClick: action('postpone') } },
};

/** Every kind of field. */
export const FORM_CARD: Card = {
  name: 'form', header: { title: 'Promesse de paiement' },
  sections: [{
    widgets: [
      { textInput: { name: 'amount', label: 'Montant promis', hintText: 'Laissez vide pour le tout', value: '880,00' } },
      { textInput: { name: 'note', label: 'Note', type: 'MULTIPLE_LINE' } },
      { dateTimePicker: { name: 'day', label: 'Promis pour le', type: 'DATE_ONLY', valueMsEpoch: String(Date.UTC(2026, 10, 30)) } },
      { selectionInput: { name: 'means', label: 'Moyen', type: 'DROPDOWN', items: [{ text: 'Virement', value: 'transfer', selected: true }, { text: 'Chèque', value: 'cheque', selected: false }] } },
      { selectionInput: { name: 'who', label: 'Par qui', type: 'RADIO_BUTTON', items: [{ text: 'Comptabilité', value: 'accounting', selected: true }, { text: 'Direction', value: 'management', selected: false }] } },
      { selectionInput: { name: 'invoices', label: 'Factures', type: 'CHECK_BOX', items: [{ text: 'FA-2026-0297', value: '0297', selected: true }, { text: 'FA-2026-0311', value: '0311', selected: false }] } },
      { divider: {} },
      { decoratedText: { text: 'Me le rappeler', switchControl: { name: 'remind', value: 'yes', selected: false, controlType: 'SWITCH' } } },
    ],
  }],
  fixedFooter: { primaryButton: { text: 'Enregistrer', onClick: { action: { function: 'save', requiredWidgets: ['amount'] } } } },
};

export const steps = (...list: Extract<CardAnswer, { kind: 'action' }>['steps']): CardAnswer => ({ kind: 'action', steps: list, notification: null, link: null, stateChanged: false });
export const shows = (...cards: readonly Card[]): CardAnswer => ({ kind: 'cards', cards });
export const saying = (text: string, onClick?: string): Card => ({ name: text, header: { title: text }, sections: [{ widgets: [{ textParagraph: { text } }, ...(onClick === undefined ? [] : [{ buttonList: { buttons: [{ text: 'Suite', onClick: action(onClick) }] } }])] }] });

// The few members of office.js that the pane calls, under a test's control: `window.mail`.
(() => {
  const done = (callback, value) => setTimeout(() => callback({ status: 'succeeded', value }), mail.delayMs);
  const failed = (callback, code) => setTimeout(() => callback({ status: 'failed', error: { code, name: 'Error', message: 'refused' } }), 0);
  const handlers = [];
  const mail = {
    forms: [], refuse: null, delayMs: 0, item: null,
    show(item) {
      mail.item = item;
      handlers.forEach((handler) => handler({ type: 'olkItemSelectedChanged' }));
    },
  };
  window.mail = mail;
  const open = (how) => (form, callback) => {
    if (mail.refuse !== null) return failed(callback, mail.refuse);
    mail.forms.push({ how, ...form });
    return done(callback, undefined);
  };
  const person = (text) => ({ displayName: text.split('@')[0], emailAddress: text });
  const asItem = (item) => item === null ? null : {
    itemType: 'message', itemId: item.id, internetMessageId: `<${item.id}@example>`, conversationId: item.conversation, subject: item.subject, from: person(item.from),
    to: item.to.map(person), cc: [], dateTimeCreated: new Date(item.sent), attachments: [],
    body: { getAsync: (type, callback) => done(callback, item.text) },
    displayReplyFormAsync: open('reply'), displayReplyAllFormAsync: open('reply-all'),
  };
  const known = new Map();
  window.Office = {
    onReady: () => Promise.resolve({ host: window.outsideOutlook ? null : 'Outlook', platform: 'OfficeOnline' }),
    HostType: { Outlook: 'Outlook' }, AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' }, CoercionType: { Text: 'text', Html: 'html' }, EventType: { ItemChanged: 'olkItemSelectedChanged' },
    MailboxEnums: { ItemType: { Message: 'message', Appointment: 'appointment' } },
    context: {
      get displayLanguage() { return window.outlookLanguage ?? 'fr-FR'; },
      requirements: { isSetSupported: () => true },
      mailbox: {
        userProfile: { displayName: 'Marie Lefèvre', emailAddress: 'marie@atelier-nord.fr' },
        get item() {
          if (mail.item !== null && !known.has(mail.item)) known.set(mail.item, asItem(mail.item));
          return mail.item === null ? null : known.get(mail.item);
        },
        addHandlerAsync: (type, handler, callback) => { handlers.push(handler); done(callback, undefined); },
        displayNewMessageFormAsync: open('new-message'),
      },
    },
  };
  // Outlook takes the history away.
  history.pushState = null;
  history.replaceState = null;
})();

// The few members of office.js that the pane calls, under a test's control: `window.mail`.
(() => {
  const done = (callback, value) => setTimeout(() => callback({ status: 'succeeded', value }), mail.delayMs);
  const failed = (callback, code) => setTimeout(() => callback({ status: 'failed', error: { code, name: 'Error', message: 'refused' } }), 0);
  const handlers = [];
  const mail = {
    forms: [], refuse: null, delayMs: 0, item: null,
    // Per call: 'silent' or an error code. `version`: the newest requirement set.
    faults: {}, version: window.mailboxVersion ?? '1.15',
    // The message that is being written, as it stands.
    draft: null,
    // The item changes and no event tells it.
    slip(item) { mail.item = item; },
    show(item) {
      mail.item = item;
      handlers.forEach((handler) => handler({ type: 'olkItemSelectedChanged' }));
    },
  };
  window.mail = mail;
  const open = (how) => (form, callback) => {
    const fault = mail.faults[how];
    if (fault === 'silent') return undefined;
    if (fault !== undefined) return failed(callback, fault);
    if (mail.refuse !== null) return failed(callback, mail.refuse);
    mail.forms.push({ how, ...form });
    return done(callback, undefined);
  };
  const person = (text) => ({ displayName: text.split('@')[0], emailAddress: text });
  const recipientHandlers = [];
  mail.address = (field, addresses, told) => {
    mail.draft[field] = addresses;
    if (told) recipientHandlers.forEach((handler) => handler({ type: 'olkRecipientsChanged' }));
  };
  const answer = (call, does) => (...given) => {
    const callback = given[given.length - 1];
    const fault = mail.faults[call];
    if (fault === 'silent') return;
    if (fault !== undefined) return failed(callback, fault);
    done(callback, does(...given));
  };
  const asDraft = (item) => {
    const draft = { body: item.text, type: item.type ?? 'html', subject: item.subject, to: item.to, cc: item.cc ?? [], from: item.from, files: item.files ?? [] };
    mail.draft = draft;
    return {
      itemType: 'message', conversationId: item.conversation,
      subject: { getAsync: answer('subject.getAsync', () => draft.subject), setAsync: answer('subject.setAsync', (text) => { draft.subject = text; }) },
      to: { getAsync: answer('to.getAsync', () => draft.to.map(person)) }, cc: { getAsync: answer('cc.getAsync', () => draft.cc.map(person)), addAsync: answer('cc.addAsync', (addresses) => { mail.address('cc', [...draft.cc, ...addresses], true); }) }, from: { getAsync: answer('from.getAsync', () => person(draft.from)) },
      body: {
        getAsync: answer('body.getAsync', () => draft.body.replace(/<br>|<\/p>|<\/tr>/g, '\n').replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' ')), getTypeAsync: answer('body.getTypeAsync', () => draft.type),
        prependAsync: answer('body.prependAsync', (data) => { draft.body = data + draft.body; }),
      },
      getAttachmentsAsync: answer('getAttachmentsAsync', () => draft.files.map((name, at) => ({ id: String(at), name, isInline: false }))),
      addFileAttachmentFromBase64Async: answer('addFileAttachmentFromBase64Async', (base64, name) => { draft.files.push(name); return String(draft.files.length - 1); }),
      removeAttachmentAsync: answer('removeAttachmentAsync', (id) => { draft.files.splice(Number(id), 1); }),
      addHandlerAsync: (type, handler, callback) => { recipientHandlers.push(handler); done(callback, undefined); },
    };
  };
  const asItem = (item) => item === null ? null : item.compose ? asDraft(item) : {
    itemType: 'message', itemId: item.id, internetMessageId: `<${item.id}@example>`, conversationId: item.conversation, subject: item.subject, from: person(item.from),
    to: item.to.map(person), cc: [], dateTimeCreated: new Date(item.sent), attachments: [],
    body: { getAsync: (type, ...more) => answer(type === 'html' ? 'body.getAsync html' : 'body.getAsync', () => (type === 'html' ? (item.html ?? '') : item.text))(type, ...more) },
    displayReplyFormAsync: open('reply'), displayReplyAllFormAsync: open('reply-all'),
  };
  const known = new Map();
  window.Office = {
    onReady: () => Promise.resolve({ host: window.outsideOutlook ? null : 'Outlook', platform: window.outlookPlatform ?? 'OfficeOnline' }),
    HostType: { Outlook: 'Outlook' }, AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' }, CoercionType: { Text: 'text', Html: 'html' }, EventType: { ItemChanged: 'olkItemSelectedChanged', RecipientsChanged: 'olkRecipientsChanged' },
    MailboxEnums: { ItemType: { Message: 'message', Appointment: 'appointment' }, AttachmentType: { Base64: 'base64' } },
    context: {
      get displayLanguage() { return window.outlookLanguage ?? 'fr-FR'; },
      requirements: { isSetSupported: (set, version) => Number(version.split('.')[1]) <= Number(mail.version.split('.')[1]) },
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

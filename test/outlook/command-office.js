// What a function page meets beyond fake-office.js: functions by name, the bar above the message, internet headers.
(() => {
  const { mail, Office } = window;
  const functions = new Map();
  Object.assign(mail, { bar: [], completed: [], functions, headers: 'From: x\r\n', silent: [], lies: false, tooLong: 0 });
  const answer = (name, callback, value) => {
    if (!mail.silent.includes(name)) setTimeout(() => callback({ status: 'succeeded', value }), mail.delayMs);
  };
  Office.actions = { associate: (name, run) => functions.set(name, run) };
  mail.associated = () => [...functions.keys()];
  mail.press = (name) => new Promise((done) => {
    const press = { times: 0 };
    mail.completed.push(press);
    functions.get(name)({ completed: () => {
      press.times += 1;
      done(press.times);
    } });
  });
  Object.assign(Office.MailboxEnums, {
    ItemNotificationMessageType: { InformationalMessage: 'informationalMessage', ErrorMessage: 'errorMessage', InsightMessage: 'insightMessage', ProgressIndicator: 'progressIndicator' },
    ActionType: { ShowTaskPane: 'showTaskPane' },
  });
  // As office.js does: what is too long, or not of this type, throws at once.
  const check = (key, details) => {
    if (key.length > 32 || details.message.length > 150) {
      mail.tooLong += 1;
      throw Object.assign(new Error('too long'), { code: 0 });
    }
    const plain = details.type === 'informationalMessage';
    const insight = details.type === 'insightMessage';
    if ((plain || insight) !== (details.icon !== undefined) || plain !== (details.persistent !== undefined) || insight !== (details.actions !== undefined)) throw new Error('not of this type');
  };
  const board = {
    replaceAsync: (key, details, callback) => {
      check(key, details);
      if (details.type === 'insightMessage' && !mail.insights) return setTimeout(() => callback({ status: 'failed', error: { code: 9020, name: 'Error', message: 'refused' } }), 0);
      if (!mail.lies || details.type !== 'insightMessage') mail.bar = [...mail.bar.filter((each) => each.key !== key), { key, ...details }];
      answer('notificationMessages', callback, undefined);
    },
    getAllAsync: (callback) => answer('getAllAsync', callback, mail.bar),
  };
  const { mailbox } = Office.context;
  const { get } = Object.getOwnPropertyDescriptor(mailbox, 'item');
  mailbox.diagnostics = { get hostName() { return window.outlookHostName ?? 'OutlookWebApp'; } };
  Object.defineProperty(mailbox, 'item', {
    get() {
      const item = get.call(mailbox);
      if (item === null || item.notificationMessages !== undefined) return item;
      item.notificationMessages = board;
      item.getAllInternetHeadersAsync = (callback) => answer('headers', callback, mail.headers);
      return item;
    },
  });
})();

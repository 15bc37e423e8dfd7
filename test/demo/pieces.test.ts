import { expect, test } from '@jest/globals';
import fc from '../property';
import { parisDay, parisLocal, parisMoment } from '../../src/demo/paris-time';
import { parseSampleMail } from '../../src/demo/sample-mail';
import { paneForTryOut } from '../../src/demo/server/pane-page';
import { SimulatedClock } from '../../src/demo/server/simulated-clock';

test.each([
  ['2026-11-23T09:00:00', '2026-11-23T08:00:00.000Z'],
  ['2026-07-14T09:00', '2026-07-14T07:00:00.000Z'],
  ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
  ['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
])('%s in Paris is %s', (local, instant) => {
  expect(new Date(parisMoment(local)).toISOString()).toBe(instant);
});

test('a moment read as Paris time is the same moment again, but for the hour that autumn shows twice', () => {
  fc.assert(fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), (ms) => {
    const whole = Math.floor(ms / 1000) * 1000;
    const back = parisMoment(parisLocal(whole));
    expect([whole, whole + 3_600_000, whole - 3_600_000]).toContain(back);
    expect(parisLocal(back)).toBe(parisLocal(whole));
  }));
});

test('the simulated clock starts in the morning, runs on, and never goes back', () => {
  let real = Date.UTC(2030, 5, 1, 12);
  const clock = new SimulatedClock('2026-11-23', () => real);
  expect(clock.now()).toBe('2026-11-23T08:05:00.000Z');
  real += 3_600_000;
  expect(clock.now()).toBe('2026-11-23T09:05:00.000Z');
  expect(clock.move('2026-11-22')).toBe('back');
  expect(clock.move('2026-11-23')).toBe('moved');
  expect(clock.move('2026-11-24')).toBe('moved');
  expect(clock.now()).toBe('2026-11-24T09:05:00.000Z');
  expect(clock.move('2027-07-01')).toBe('moved');
  expect(clock.now()).toBe('2027-07-01T08:05:00.000Z');
  for (const wrong of ['2027-02-30', '', '01/12/2027', '2027-13-01', '2027-12-1']) expect(clock.move(wrong)).toBe('no-date');
  real += 24 * 3_600_000;
  expect(clock.today()).toBe('2027-07-02');
});

test("without a date the clock is the machine's", () => {
  const clock = new SimulatedClock(null, () => Date.UTC(2026, 6, 14, 22, 30));
  expect([clock.now(), clock.today(), parisDay(Date.UTC(2026, 6, 14, 22, 30))]).toEqual(['2026-07-14T22:30:00.000Z', '2026-07-15', '2026-07-15']);
});

test("the production page changes in its office.js only, and a page without it is no pane", () => {
  const html = '<head><meta charset="utf-8"><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js" crossorigin="anonymous"></script><script defer src="pane.js"></script></head>';
  expect(paneForTryOut(html)).toBe('<head><meta charset="utf-8"><script src="/microsoft-ajax.js"></script><script src="/office-js/office.js"></script><script defer src="pane.js"></script></head>');
  // As the production build writes it: without the quotes that HTML does not need.
  expect(paneForTryOut('<script src=https://appsforoffice.microsoft.com/lib/1/hosted/office.js></script>')).toBe('<script src="/microsoft-ajax.js"></script><script src=/office-js/office.js></script>');
  expect(() => paneForTryOut('<script src="https://appsforoffice.microsoft.com.example/lib/1/hosted/office.js"></script>')).toThrow('office.js');
  expect(() => paneForTryOut('<head></head>')).toThrow('office.js');
});

const message = { id: 'm', from: { name: '', address: 'a@b.example' }, to: [], cc: [], date: '2026-11-20T16:52:00', html: '', attachments: [], internetMessageId: '<m@b>' };
const mail = (change: object, thread: object = {}): string => JSON.stringify({ user: { name: 'N', address: 'n@v.example' }, signatureHtml: '', threads: [{ id: 't', folder: 'inbox', subject: '', unread: true, conversationId: 'c', messages: [{ ...message, ...change }], ...thread }] });

test('sample mail that fits is read as it is', () => {
  expect(parseSampleMail(mail({}))).toMatchObject({ threads: [{ id: 't', messages: [message] }] });
});

test.each([
  [mail({ date: '20/11/2026' }), 'mail.date'], [mail({ attachments: [{ name: 'a', size: '1' }] }), 'size'], [mail({ from: null }), 'from'], [mail({}, { folder: 'spam' }), 'folder'], [mail({}, { messages: [] }), 'messages'], ['[]', 'mail'],
])('a slip in the sample mail is named (%#)', (text, place) => {
  expect(() => parseSampleMail(text)).toThrow(place.replace('mail.date', 'messages[0].date'));
});

import type { SampleMail } from '../../sample-mail';
import { CUSTOMERS_WRITE } from './customers-write';
import { OTHERS_WRITE } from './others-write';
import { OUR_SIGNATURE, US } from './writing';

const lastOf = ({ messages }: SampleMail['threads'][number]): string => messages[messages.length - 1]?.date ?? '';

/** Newest first, as a mailbox shows them. */
export const SAMPLE_MAIL: SampleMail = {
  user: US,
  signatureHtml: OUR_SIGNATURE,
  threads: [...CUSTOMERS_WRITE, ...OTHERS_WRITE].sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1)),
};

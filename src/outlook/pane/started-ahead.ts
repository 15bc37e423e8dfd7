import type { HttpRecords } from '../http-records';

/**
 * Asks for session and pack at once, while Outlook is still getting ready: the first to need them finds the answer under
 * way. Whoever asks again, asks the server again.
 */
export function startedAhead(records: HttpRecords): HttpRecords {
  let session: ReturnType<HttpRecords['session']> | null = records.session();
  let pack: ReturnType<HttpRecords['pack']> | null = records.pack();
  return {
    ...records,
    session: () => {
      const answer = session ?? records.session();
      session = null;
      return answer;
    },
    pack: () => {
      const answer = pack ?? records.pack();
      pack = null;
      return answer;
    },
  };
}

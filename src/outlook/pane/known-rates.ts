import type { RateTable, Result, SourceProblem } from '../../core';
import type { HttpRecords } from '../http-records';

/** The reference rates of late-payment interest: asked for when penalties are first shown or written, and kept. */
export class KnownRates {
  private asked: Promise<Result<RateTable | null, SourceProblem>> | null = null;

  constructor(private readonly records: Pick<HttpRecords, 'rates'>) {}

  /** `null`: the server knows none. What failed is asked again the next time; `anew`: also what was answered, for a server that has been given newer rates. */
  async table(anew = false): Promise<Result<RateTable | null, SourceProblem>> {
    if (anew) this.asked = null;
    this.asked ??= this.records.rates();
    const answer = await this.asked;
    if (!answer.ok) this.asked = null;
    return answer;
  }
}

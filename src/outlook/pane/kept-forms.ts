import type { DebtorId, FormKind, FormValues, LogFact, RequestId } from '../../core';

interface Kept {
  readonly form: FormKind;
  readonly about: string | null;
  readonly values: FormValues;
  /** The id under which this very fact was sent: sending it again is the same entry. */
  readonly sent: { readonly id: RequestId; readonly fact: string } | null;
}

/** What was typed and not yet recorded, per debtor. In memory only: it is about people. */
export class KeptForms {
  private readonly kept = new Map<string, Kept>();

  values(debtor: DebtorId, form: FormKind, about: string | null): FormValues {
    return this.kept.get(keyOf(debtor, form, about))?.values ?? {};
  }

  keep(debtor: DebtorId, form: FormKind, about: string | null, values: FormValues): void {
    const key = keyOf(debtor, form, about);
    if (Object.values(values).every((value) => value.trim() === '')) this.kept.delete(key);
    else this.kept.set(key, { form, about, values, sent: this.kept.get(key)?.sent ?? null });
  }

  requestFor(debtor: DebtorId, form: FormKind, about: string | null, fact: LogFact, fresh: () => RequestId): RequestId {
    const key = keyOf(debtor, form, about);
    const known = this.kept.get(key);
    const text = JSON.stringify(fact);
    if (known?.sent?.fact === text) return known.sent.id;
    const id = fresh();
    this.kept.set(key, { form, about, values: known?.values ?? {}, sent: { id, fact: text } });
    return id;
  }

  drop(debtor: DebtorId, form: FormKind, about: string | null): void {
    this.kept.delete(keyOf(debtor, form, about));
  }

  isEmpty(): boolean {
    return this.kept.size === 0;
  }

  /** Every form of this debtor that holds text. */
  of(debtor: DebtorId): readonly { readonly form: FormKind; readonly about: string | null }[] {
    return [...this.kept.entries()].filter(([key]) => key.startsWith(`${debtor} `)).map(([, { form, about }]) => ({ form, about }));
  }
}

const keyOf = (debtor: DebtorId, form: FormKind, about: string | null): string => `${debtor} ${form} ${about ?? ''}`;

import type { EntryOf } from '../journal/index.ts';
import { type Step, steps } from '../rotation/index.ts';

/** When a credential came, as far as the journal tells; all in ms since the epoch. */
export interface Life {
  /** The journal saw it first: it is at least that old. */
  readonly seenMs?: number;
  /** It came after another, not before this: what had happened until then, happened to that one. */
  readonly cameMs?: number;
  /** It replaced another, by a plan of Keyward or as its owner wrote down. */
  readonly rotatedMs?: number;
  /** Keyward took it in; it may be older. */
  readonly addedMs?: number;
}

/** The replacing of a key that has begun and has not ended. */
export interface UnderWay {
  readonly plan: string;
  readonly startedMs: number;
  /** Which is done next. */
  readonly step: Step;
  /** The fingerprint of the key that is replaced. */
  readonly old?: string;
  readonly provenMs?: number;
}

/** No credential has this: what is said before any was seen is of the first. */
const FIRST = '';

/**
 * The credentials of one key. Each keeps its own age, so that one that is put back into use is as old as before, and is due by what has happened to
 * it.
 */
export class Lives {
  readonly #lives = new Map<string, Life>();
  #inUse: string | undefined;
  #lastSeenMs = 0;
  /** What the owner said of no credential in particular: of the one in use, or of a new one that is seen next. */
  #said: { readonly atMs: number; readonly of: string; readonly before: Life } | undefined;

  get inUse(): string | undefined {
    return this.#inUse;
  }

  of(fingerprint?: string): Life {
    return this.#lives.get(fingerprint ?? this.#inUse ?? FIRST) ?? this.#lives.get(FIRST) ?? {};
  }

  /** It was asked. Since when it is in use, where it is new, is known no better than that the one before was then. */
  seen(fingerprint: string, atMs: number): void {
    this.#enter(fingerprint, atMs, this.#lastSeenMs);
  }

  switched({ fingerprint, was }: EntryOf<'credential'>, atMs: number): void {
    if (was && this.#inUse === undefined) this.#enter(was, atMs, 0);
    if (fingerprint) this.#enter(fingerprint, atMs, atMs);
  }

  /** By a plan, which names the credential, or by the owner's word. */
  rotated({ fingerprint, was, at }: EntryOf<'key-record'>, atMs: number): void {
    const saidMs = Date.parse(at);
    if (fingerprint === undefined) {
      const of = this.#inUse ?? FIRST;
      const before = this.#lives.get(of) ?? {};
      this.#lives.set(of, { ...before, rotatedMs: saidMs });
      this.#said = { atMs: saidMs, of, before };
      return;
    }
    if (was && this.#inUse === undefined) this.#enter(was, atMs, 0);
    this.#enter(fingerprint, atMs, atMs);
    const life = this.#lives.get(fingerprint) ?? {};
    // What has happened since it is in use has happened to it.
    this.#lives.set(fingerprint, { ...life, rotatedMs: Math.min(saidMs, life.seenMs ?? saidMs) });
  }

  added({ fingerprint, at }: EntryOf<'key-record'>, atMs: number): void {
    if (fingerprint !== undefined) this.#enter(fingerprint, atMs, atMs);
    const of = fingerprint ?? this.#inUse ?? FIRST;
    this.#lives.set(of, { ...this.#lives.get(of), addedMs: Date.parse(at) });
  }

  #enter(fingerprint: string, atMs: number, cameMs: number): void {
    if (!this.#lives.get(fingerprint)?.seenMs) {
      const isFirst = this.#inUse === undefined;
      const life: Life = isFirst ? (this.#lives.get(FIRST) ?? {}) : { cameMs };
      if (isFirst) this.#lives.delete(FIRST);
      this.#lives.set(fingerprint, { ...life, seenMs: atMs });
      this.#takeSaid(fingerprint, isFirst);
    }
    this.#said = undefined;
    this.#inUse = fingerprint;
    this.#lastSeenMs = atMs;
  }

  /** The owner spoke of the one that is new, and not of the one that was in use then. */
  #takeSaid(fingerprint: string, isFirst: boolean): void {
    if (!this.#said || isFirst) return;
    this.#lives.set(this.#said.of, this.#said.before);
    this.#lives.set(fingerprint, { ...this.#lives.get(fingerprint), rotatedMs: this.#said.atMs });
  }
}

/** What is under way after one more entry of the journal. */
export function afterStep(before: UnderWay | undefined, entry: EntryOf<'rotation'>): UnderWay | undefined {
  const { plan, step, state, was: old } = entry;
  if (state === 'undone') return undefined;
  const atMs = Date.parse(entry.time);
  const known = before?.plan === plan ? before : undefined;
  const at = steps.indexOf(step as Step);
  const next = state === 'done' ? steps[at + 1] : (steps[at] ?? known?.step ?? 'create');
  if (next === undefined) return undefined;
  const provenMs = state === 'done' && step === 'prove' ? atMs : known?.provenMs;
  return {
    plan,
    startedMs: known?.startedMs ?? atMs,
    step: next,
    ...(old === undefined ? {} : { old }),
    ...(provenMs === undefined ? {} : { provenMs }),
  };
}

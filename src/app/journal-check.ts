import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/index.ts';
import type { Entry, Journal, Verification } from '../journal/index.ts';
import { type Finding, finding } from '../monitor/index.ts';

/** The whole book is read again so often, in ms. */
const VERIFY_EVERY_MS = 6 * 3_600_000;
/** A break is looked at once more after so long, in ms: a new file may just have been begun. */
const AGAIN_MS = 1_000;

/** How far the book reached when the monitor last remembered it. */
export interface SavedHead {
  readonly seq: number;
  /** The link of its last entry to the one before it. */
  readonly prev: string;
}

export interface JournalCheckParts {
  readonly journal: Pick<Journal, 'head' | 'replay'>;
  /** Reads the whole book and checks every link. */
  verify(): Promise<Verification>;
  readonly saved: SavedHead | undefined;
  readonly log: Log;
  found(finding: Finding): void;
}

/** Whether the book by which orders are judged is whole: what was written may be gone, changed, or cut off. */
export class JournalCheck {
  readonly #parts: JournalCheckParts;
  #seq: number | undefined;
  #last: SavedHead | undefined;
  #isUnread = false;

  constructor(parts: JournalCheckParts) {
    this.#parts = parts;
  }

  /** Whether the book still has what it had at the end of the last run. */
  async lookAtHead(): Promise<void> {
    const { journal, saved } = this.#parts;
    const { head } = journal;
    const last = await this.#entryAt(head.seq);
    this.#last = last && { seq: last.seq, prev: last.prev };
    if (saved === undefined) return;
    const isShort = head.seq < saved.seq;
    if (!isShort && (await this.#entryAt(saved.seq))?.prev === saved.prev) return;
    const says = isShort
      ? `the journal ends at entry ${head.seq}, and ended at entry ${saved.seq} when Keyward last ran: entries are gone`
      : `the journal has another entry ${saved.seq} than when Keyward last ran: it was written anew`;
    const evidence = [`then: entry ${saved.seq} behind ${saved.prev}`, `now: entry ${head.seq} behind ${last?.prev}`];
    this.#tell(`head ${saved.seq}`, says, evidence);
  }

  /** How far the book reaches, to be remembered; absent while it is empty. */
  get last(): SavedHead | undefined {
    return this.#last;
  }

  /** Verifies the whole book, again and again, until it is told to stop. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.verify(signal);
      await sleep(VERIFY_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** A book that cannot be read is no break by itself; that it was not verified is said once. */
  async verify(signal?: AbortSignal): Promise<void> {
    try {
      await this.#verify(signal);
      this.#isUnread = false;
    } catch (error) {
      if (signal?.aborted || this.#isUnread) return;
      this.#isUnread = true;
      this.#parts.log.error('the journal could not be verified', { reason: String(error).slice(0, 200) });
    }
  }

  async #verify(signal: AbortSignal | undefined): Promise<void> {
    const first = await this.#break();
    if (first === undefined) return;
    await sleep(AGAIN_MS, undefined, { ref: false, ...(signal ? { signal } : {}) });
    const { segment, line, reason } = (await this.#break()) ?? {};
    if (reason === undefined) return;
    this.#tell(`${segment} ${line}`, `the journal does not verify: ${reason}`, [`${segment}, line ${line}`]);
  }

  /** Follows the entries as they are written: none may be missing. */
  take({ kind, seq, prev, ...entry }: Entry): void {
    const before = this.#seq;
    this.#seq = seq;
    this.#last = { seq, prev };
    if (before !== undefined && seq !== before + 1)
      this.#tell(`after ${before}`, `entry ${seq} of the journal came after entry ${before}: entries are missing`, []);
    // Never one that an order waits for.
    if (kind === 'lost-notes' && 'count' in entry)
      this.#parts.found(
        finding(
          'journal-gap',
          'warning',
          '',
          `notes ${seq}`,
          `the journal could not be written, and ${entry.count} notes are not in it`,
        ),
      );
  }

  async #break(): Promise<Verification['firstBreak']> {
    return (await this.#parts.verify()).firstBreak;
  }

  async #entryAt(seq: number): Promise<Entry | undefined> {
    if (seq < 1) return undefined;
    for await (const entry of this.#parts.journal.replay({ fromSeq: seq })) return entry;
    return undefined;
  }

  #tell(id: string, says: string, evidence: readonly string[]): void {
    const why = 'without it nobody can say which orders are the own ones of the bots';
    this.#parts.found(
      finding('journal-gap', 'critical', '', id, says, { evidence: [...evidence, why], isSecurity: true }),
    );
  }
}

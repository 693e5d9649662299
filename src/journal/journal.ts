import { type Clock, KeywardError, type Log } from '../core/index.ts';
import { BookFile, type Draft, groupLength } from './book-file.ts';
import { causeOf, diskFs, type JournalFs } from './disk.ts';
import type { Entry, EntryFields, EntryOf, Given, Kind } from './entries.ts';
import { type EntryFilter, readEntries } from './read.ts';
import { findEnd, markReported, type TornFile } from './recover.ts';
import { type Serialised, serialise } from './serialise.ts';

export interface JournalOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The disk; a test passes one that fails. */
  readonly fs?: JournalFs;
  /** Size at which a new segment is begun; 64 MiB when absent. */
  readonly segmentBytes?: number;
}

/** What hears of entries before they are durable. It must not throw. */
export interface EarlyListener {
  given(entry: Given): void;
  /** It was handed over by `append`, and is not in the book. */
  lost(entry: Given): void;
}

interface Waiting extends Draft {
  readonly kind: Kind;
  /** Absent for notes. */
  readonly waiter?: {
    readonly isAsGiven: boolean;
    readonly given: object;
    resolve(entry: Entry): void;
    reject(error: KeywardError): void;
  };
  /** How many notes were given up here; set on a `lost-notes` entry. */
  readonly lost?: number;
}

const SEGMENT_BYTES = 64 * 1024 * 1024;
const MAX_NOTES = 10_000;
/** Notes beyond this do not wait for the timer. */
const NOTES_AT_ONCE = 500;
const NOTE_DELAY_MS = 1000;
const RETRY_MS = 1000;

/**
 * The append-only book. One process writes it (the state folder's lock sees to that). Entries stand in the order in which they were handed over;
 * all that wait while a sync runs share the next one.
 */
export class Journal {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #file: BookFile;
  readonly #queue: Waiting[] = [];
  #notes = 0;
  /** How many at the head of the queue are on their way to the disk. */
  #inFlight = 0;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #fault: KeywardError | undefined;
  #isClosed = false;
  readonly #listeners: ((entry: Entry) => void)[] = [];
  readonly #early: EarlyListener[] = [];

  private constructor(folder: string, options: JournalOptions, file: BookFile) {
    this.#folder = folder;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#file = file;
  }

  /**
   * Opens the book of a folder, which is made when it is not there. A torn end is moved to `torn/` and told by an entry of kind `recovered`.
   * Throws `state-corrupt` when the book is broken elsewhere, `journal-down` when the disk fails.
   */
  static async open(folder: string, options: JournalOptions): Promise<Journal> {
    const fs = options.fs ?? diskFs;
    try {
      const { place, torn } = await findEnd(folder, fs);
      const file = new BookFile(folder, fs, options.segmentBytes ?? SEGMENT_BYTES, place);
      await file.repair();
      const journal = new Journal(folder, options, file);
      await journal.#report(torn);
      return journal;
    } catch (error) {
      throw error instanceof KeywardError ? error : down(error);
    }
  }

  /** Tells of each entry once it is durable, in order, before whoever appended it goes on. A listener must not throw. */
  listen(listener: (entry: Entry) => void): void {
    this.#listeners.push(listener);
  }

  /** Tells of each entry when it is handed over: what adds no risk may leave before the disk has taken it. Comes before what `listen` tells. */
  listenEarly(listener: EarlyListener): void {
    this.#early.push(listener);
  }

  /** False from the first failed write or sync until the disk takes writes again, which is tried with every append and once a second. */
  get healthy(): boolean {
    return this.#fault === undefined && !this.#isClosed;
  }

  /** The last durable entry's seq, and the SHA-256 of its line. */
  get head(): { readonly seq: number; readonly hash: string } {
    return { seq: this.#file.place.seq, hash: this.#file.place.head };
  }

  /**
   * Resolves when the entry is durable. Rejects with `journal-down` when it is not in the book (only if the process dies before the file
   * can be cut back may it still be found there), with `internal` when its fields cannot be written at all.
   */
  append<K extends Kind>(kind: K, fields: EntryFields[K]): Promise<EntryOf<K>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new KeywardError('journal-down', 'the journal is closed');
      const { text, bytes, isAsGiven } = serialise(kind, fields);
      const waiter = { isAsGiven, given: fields, resolve: resolve as (entry: Entry) => void, reject };
      const item = { kind, time: this.#now(), fields: text, bytes, waiter };
      this.#queue.push(item);
      this.#tellEarly('given', item, isAsGiven ? fields : undefined);
      this.#run();
    });
  }

  /**
   * Takes an entry that nobody waits for: written with the next append or within a second, in the order given. While the disk fails up to
   * 10,000 are kept; more are counted and told by a `lost-notes` entry in their place.
   * Returns the seq that it gets unless something before it fails; zero when it was only counted.
   */
  note<K extends Kind>(kind: K, fields: EntryFields[K]): number {
    const serialised = serialise(kind, fields);
    if (this.#isClosed) {
      this.#log.error('a note came after the journal was closed', { reason: kind });
      return 0;
    }
    const draft = this.#draft(kind, serialised);
    this.#tellEarly('given', draft, serialised.isAsGiven ? fields : undefined);
    if (this.#notes >= MAX_NOTES) {
      this.#countLost();
      return 0;
    }
    this.#notes++;
    this.#queue.push(draft);
    if (this.#fault === undefined && this.#notes >= NOTES_AT_ONCE) this.#run();
    else this.#schedule(this.#fault ? RETRY_MS : NOTE_DELAY_MS);
    return this.#file.place.seq + this.#queue.length;
  }

  /** Resolves when everything handed over so far is durable; rejects with `journal-down` when the disk fails. */
  async flush(): Promise<void> {
    const goal = this.#file.place.seq + this.#queue.length;
    while (this.#queue.length > 0 && this.#file.place.seq < goal) {
      await this.#run();
      if (this.#fault) throw this.#fault;
    }
  }

  /** Writes what is still waiting and closes the file; rejects with `journal-down` when notes could not be written. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#running;
      await this.flush();
    } finally {
      clearTimeout(this.#timer);
      if (this.#fault) await this.#file.repair().catch(() => {});
      await this.#file.close();
    }
  }

  /** The entries that are durable when the reading starts, in order. Throws `journal-broken` at a damaged line. */
  async *replay(filter: EntryFilter = {}): AsyncGenerator<Entry> {
    const { segment, offset } = this.#file.place;
    if (segment) yield* readEntries(this.#folder, filter, { path: segment.path, offset });
  }

  async #report(torn: readonly TornFile[]): Promise<void> {
    try {
      for (const one of torn) {
        this.#log.warn('the end of the journal was torn and moved away', { count: one.bytes });
        await this.append('recovered', { bytes: one.bytes });
        markReported(one);
      }
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  #now(): string {
    return new Date(this.#clock.nowMs()).toISOString();
  }

  #draft(kind: Kind, { text, bytes }: Serialised): Waiting {
    return { kind, time: this.#now(), fields: text, bytes };
  }

  #countLost(): void {
    const index = this.#queue.length - 1;
    const lost = index >= this.#inFlight ? (this.#queue[index]?.lost ?? 0) : 0;
    const marker = { ...this.#draft('lost-notes', serialise('lost-notes', { count: lost + 1 })), lost: lost + 1 };
    if (lost > 0) this.#queue[index] = marker;
    else this.#queue.push(marker);
  }

  #schedule(delayMs: number): void {
    if (this.#timer || this.#running || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, delayMs);
    this.#timer.unref();
  }

  /** Starts writing unless it is under way; the promise never rejects. */
  #run(): Promise<void> {
    this.#running ??= this.#drain();
    return this.#running;
  }

  async #drain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      // Lets everything that is handed over in this turn share one sync.
      await undefined;
      if (this.#fault && this.#queue.length === 0) await this.#probe();
      while (this.#queue.length > 0) {
        await this.#writeGroup();
        // Lets those who were just answered share the next one.
        await undefined;
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#running = undefined;
      if (this.#fault) this.#schedule(RETRY_MS);
    }
  }

  async #probe(): Promise<void> {
    await this.#file.repair();
    await this.#file.probe();
    this.#recover();
  }

  async #writeGroup(): Promise<void> {
    const group = this.#queue.slice(0, groupLength(this.#queue));
    this.#inFlight = group.length;
    const placed = await this.#file.write(group);
    this.#inFlight = 0;
    this.#queue.splice(0, group.length);
    this.#recover();
    for (const [index, { kind, time, fields, waiter, lost }] of group.entries()) {
      if (!waiter && lost === undefined) this.#notes--;
      if (!waiter && this.#listeners.length === 0) continue;
      const { seq, prev } = placed[index]!;
      const written = waiter?.isAsGiven ? waiter.given : JSON.parse(`{${fields}}`);
      const entry = { seq, time, kind, ...written, prev } as Entry;
      for (const listener of this.#listeners) listener(entry);
      waiter?.resolve(entry);
    }
  }

  #fail(error: unknown): void {
    const fault = error instanceof KeywardError ? error : down(error);
    if (!this.#fault) this.#log.error('the journal cannot be written', { code: fault.code, reason: causeOf(error) });
    this.#fault = fault.code === 'journal-down' ? fault : down(error);
    this.#inFlight = 0;
    const waiting = this.#queue.splice(0);
    this.#queue.push(...waiting.filter((item) => !item.waiter));
    for (const item of waiting) {
      if (item.waiter) this.#tellEarly('lost', item, item.waiter.isAsGiven ? item.waiter.given : undefined);
      item.waiter?.reject(this.#fault);
    }
  }

  /** `given`: the fields, where what is written is the same. */
  #tellEarly(what: keyof EarlyListener, { kind, time, fields }: Waiting, given: object | undefined): void {
    if (this.#early.length === 0) return;
    const entry = { time, kind, ...(given ?? JSON.parse(`{${fields}}`)) } as Given;
    for (const listener of this.#early) listener[what](entry);
  }

  #recover(): void {
    if (!this.#fault) return;
    this.#fault = undefined;
    this.#log.info('the journal is written again');
  }
}

function down(cause: unknown): KeywardError {
  const reason = cause instanceof KeywardError ? cause.message : causeOf(cause);
  return new KeywardError('journal-down', `the journal cannot be written (${reason})`, { cause });
}

import type { Answer } from '../exchanges/index.ts';

const PER_SECOND = 5;

interface Seen {
  second: number;
  count: number;
  hidden: number;
  readonly decisionId: string;
  readonly code: string;
  readonly answer: Answer;
}

/** Denials beyond 5 a second of one kind are answered from memory and told as a count, so that a spinning bot or a stranger fills no disk. */
export class RepeatMemory {
  readonly #seen = new Map<string, Seen>();
  readonly #write: (of: string, count: number, code: string) => void;

  constructor(write: (of: string, count: number, code: string) => void) {
    this.#write = write;
  }

  /** The remembered answer when this kind of denial has been given often enough in this second. */
  answerFor(kind: string, nowMs: number): Answer | undefined {
    const seen = this.#seen.get(kind);
    if (!seen) return undefined;
    this.#turn(kind, seen, nowMs);
    if (seen.count < PER_SECOND) return undefined;
    seen.hidden++;
    return seen.answer;
  }

  remember(kind: string, decisionId: string, code: string, answer: Answer, nowMs: number): void {
    const second = Math.floor(nowMs / 1_000);
    const seen = this.#seen.get(kind);
    if (seen && seen.second === second) seen.count++;
    else {
      if (this.#seen.size > 1_000) this.flush();
      this.#seen.set(kind, { second, count: 1, hidden: 0, decisionId, code, answer });
    }
  }

  /** Writes down what was answered from memory in seconds that are over. */
  sweep(nowMs: number): void {
    for (const [kind, seen] of [...this.#seen]) this.#turn(kind, seen, nowMs);
  }

  /** Writes down what was answered from memory and not counted yet. */
  flush(): void {
    for (const seen of this.#seen.values()) this.#tell(seen);
    this.#seen.clear();
  }

  #turn(kind: string, seen: Seen, nowMs: number): void {
    if (Math.floor(nowMs / 1_000) === seen.second) return;
    this.#tell(seen);
    this.#seen.delete(kind);
    seen.count = 0;
  }

  #tell(seen: Seen): void {
    if (seen.hidden > 0) this.#write(seen.decisionId, seen.hidden, seen.code);
    seen.hidden = 0;
  }
}

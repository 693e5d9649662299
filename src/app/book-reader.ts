import type { Clock } from '../core/index.ts';
import type { Entry, EntryOf, Given, Journal } from '../journal/index.ts';
import { type Finding, finding, type Habits, type KeyErrors, type OwnOrders, StoppedBots } from '../monitor/index.ts';
import type { JournalCheck } from './journal-check.ts';

export interface BookReaderParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly own: OwnOrders;
  readonly habits: Habits;
  readonly keyErrors: KeyErrors;
  readonly check: JournalCheck;
  found(finding: Finding): void;
  over(about: string): void;
}

/** Reads the journal for the monitor: what is in it at the start, then each entry as it comes. */
export class BookReader {
  readonly #parts: BookReaderParts;
  readonly #stopped = new StoppedBots();

  constructor(parts: BookReaderParts) {
    this.#parts = parts;
  }

  /**
   * Reads it back to `sinceMs`, and follows it from there on: entries that come meanwhile wait, and none counts twice. Gives when the first entry
   * of all was written; where there is none, that is now.
   */
  async start(sinceMs: number): Promise<number> {
    const { journal, own, clock } = this.#parts;
    const waiting: (() => void)[] = [];
    let seq = 0;
    let isRead = false;
    const inTurn = (take: () => void): void => {
      if (isRead) take();
      else waiting.push(take);
    };
    // What adds no risk leaves also while the disk takes nothing: a cancel of ours is none of a stranger's.
    journal.listenEarly({
      given: (entry) => inTurn(() => this.#given(entry)),
      lost: (entry) => inTurn(() => own.lose(entry)),
    });
    journal.listen((entry) =>
      inTurn(() => {
        if (entry.seq > seq) this.#take(entry);
      }),
    );
    let genesisMs: number | undefined;
    for await (const { time } of journal.replay({})) {
      genesisMs = Date.parse(time);
      break;
    }
    for await (const entry of journal.replay({ sinceMs, kinds: ['decision', 'outcome', 'settled', 'run'] })) {
      if (entry.kind === 'run') this.#stopped.take(entry);
      own.take(entry);
      seq = entry.seq;
    }
    for (const take of waiting) take();
    isRead = true;
    return genesisMs ?? clock.nowMs();
  }

  #given(entry: Given): void {
    if (entry.kind === 'decision' || entry.kind === 'outcome') this.#parts.own.take(entry);
  }

  #take(entry: Entry): void {
    const { check, own, habits, keyErrors, found, over } = this.#parts;
    check.take(entry);
    if (entry.kind === 'settled') this.#cleared(entry);
    own.take(entry);
    for (const one of habits.take(entry)) found(one);
    const errors = keyErrors.take(entry);
    if (errors.found) found(errors.found);
    if (errors.over !== undefined) over(errors.over);
    const stopped = this.#stopped.take(entry);
    if (stopped.found) found(stopped.found);
    for (const about of stopped.over ?? []) over(about);
  }

  /** The exchange has said what became of an order without an answer: told once. */
  #cleared({ of, intent, result, orderId }: EntryOf<'settled'>): void {
    const { own, found } = this.#parts;
    const order = own.doubtful(of, intent);
    if (!order) return;
    const { bot, key, market, clientOrderId } = order;
    const became =
      result === 'absent' ? 'never came to be' : result === 'open' ? 'was taken and is open' : `is over (${result})`;
    const evidence = [
      `decision ${of}, client order id ${clientOrderId}`,
      ...(orderId === undefined ? [] : [`order ${orderId}`]),
    ];
    const says = `an order of ${bot} in ${market} got no answer; the exchange says that it ${became}`;
    found(finding('in-doubt', 'info', key, `${of} ${intent}`, says, { evidence, market }));
  }
}

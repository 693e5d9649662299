import type { Log } from '../core/index.ts';
import type { Journal } from '../journal/index.ts';

/** Something that the owner must know of. */
export interface Alarm {
  /** What it is about; the same one is not raised twice. */
  readonly about: string;
  readonly severity: 'info' | 'warning' | 'critical';
  /** One sentence, without a secret. */
  readonly says: string;
  readonly key?: string;
  /** What it was seen by. */
  readonly evidence?: string;
  /** What Keyward has done about it by itself. */
  readonly done?: string;
  /** The one command to run next. */
  readonly next: string;
}

/** `again`: it was raised once more, saying the same; neither the journal nor the log is told. */
export type AlarmState = 'raised' | 'again' | 'ended';

/** What an alarm is about that the place of a key cannot be read, or gives what is not taken. */
export const placeAbout = (key: string): string => `vault ${key}`;
export const placeRefusedAbout = (key: string): string => `vault-refused ${key}`;

/** What stands as an alarm about the place of a key. */
export function placeAlarm(raised: readonly Alarm[], key: string): Alarm | undefined {
  return raised.find(({ about }) => about === placeAbout(key) || about === placeRefusedAbout(key));
}

/** A sentence that is longer, in characters, is cut in the journal, whose lines have an end. */
const MOST_SAID = 2_000;

/** The messages by which the log tells of alarms. */
export const ALARM = 'an alarm';
export const ALARM_OVER = 'an alarm is over';

/** Where every room's alarms go: the journal and the log, and whoever else listens. */
export class Alarms {
  readonly #journal: Pick<Journal, 'note'>;
  readonly #log: Log;
  readonly #raised = new Map<string, Alarm>();
  readonly #listeners: ((alarm: Alarm, state: AlarmState) => void)[] = [];

  constructor(journal: Pick<Journal, 'note'>, log: Log) {
    this.#journal = journal;
    this.#log = log;
  }

  /** Those that are raised and not over. */
  get current(): readonly Alarm[] {
    return [...this.#raised.values()];
  }

  listen(listener: (alarm: Alarm, state: AlarmState) => void): void {
    this.#listeners.push(listener);
  }

  /** Raises it; one about the same, saying the same, is already known. `isShown`: whoever asked prints it, so the log need not. */
  raise(raised: Alarm, isShown = false): void {
    const alarm = withShortTimes(raised);
    if (this.#raised.get(alarm.about)?.says === alarm.says) {
      for (const listener of this.#listeners) listener(alarm, 'again');
      return;
    }
    this.#raised.set(alarm.about, alarm);
    this.#tell(alarm, 'raised', isShown);
  }

  /** It is over, if it was ever raised. */
  end(about: string): void {
    const alarm = this.#raised.get(about);
    if (!alarm) return;
    this.#raised.delete(about);
    this.#tell(alarm, 'ended');
  }

  #tell(alarm: Alarm, state: 'raised' | 'ended', isShown = false): void {
    const { about, severity, says, key, next } = alarm;
    // The journal has the sentence alone, where it has to name the key; behind what it is about it need not.
    const isNamed = key !== undefined && about.endsWith(` ${key}`) && says.startsWith(`${key}: `);
    const reason = `${about}: ${isNamed ? says.slice(key.length + 2) : says}`;
    const fields = { about, reason: reason.slice(0, 300), ...(key === undefined ? {} : { key }) };
    if (!isShown && state === 'ended') this.#log.info(ALARM_OVER, fields);
    else if (!isShown && severity === 'critical') this.#log.error(ALARM, { ...fields, next });
    else if (!isShown) this.#log.warn(ALARM, { ...fields, next });
    this.#journal.note('alarm', {
      about,
      severity,
      says: says.slice(0, MOST_SAID),
      state,
      ...(key === undefined ? {} : { key }),
    });
    for (const listener of this.#listeners) listener(alarm, state);
  }
}

/** Milliseconds of a moment tell a human nothing. */
export function shortTimes(text: string): string {
  return text.replaceAll(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{3}Z/g, '$1Z');
}

function withShortTimes(alarm: Alarm): Alarm {
  const { says, evidence, done } = alarm;
  return {
    ...alarm,
    says: shortTimes(says),
    ...(evidence === undefined ? {} : { evidence: shortTimes(evidence) }),
    ...(done === undefined ? {} : { done: shortTimes(done) }),
  };
}

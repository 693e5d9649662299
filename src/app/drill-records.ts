import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../core/index.ts';
import type { Declared } from '../monitor/index.ts';

/** So long after its end an order of a drill may still turn up in a list, in ms. */
const ECHO_MS = 60_000;
/** One that did not come to its end is not believed for longer, in ms. */
const LONGEST_MS = 120_000;
const SKEW_MS = 5_000;
const MOST_KEPT = 100;

const time = z.iso.datetime();
const schema = z.strictObject({
  version: z.literal(1),
  /** On the practice exchange, newest last. */
  practice: z.array(z.strictObject({ at: time, isPassed: z.boolean(), exchanges: z.array(z.string()) })),
  /** With one far-off order on the account itself, newest last. */
  live: z.array(
    z.strictObject({
      key: z.string(),
      market: z.string(),
      clientOrderId: z.string(),
      startedAt: time,
      endedAt: time.exactOptional(),
      isPassed: z.boolean().exactOptional(),
    }),
  ),
});

export type Drills = z.infer<typeof schema>;
export type LiveDrillRecord = Drills['live'][number];

const none: Drills = { version: 1, practice: [], live: [] };

/** When the kill switch was last tried, in `kill/drills.json`. */
export class DrillRecords {
  readonly #path: string;
  readonly #folder: string;
  #seen = '';
  #drills = none;

  constructor(home: string) {
    this.#folder = join(home, 'kill');
    this.#path = join(this.#folder, 'drills.json');
  }

  /** None where there are none, or none that can be read. */
  read(): Drills {
    try {
      const { mtimeNs, size } = statSync(this.#path, { bigint: true });
      const stamp = `${mtimeNs} ${size}`;
      if (stamp !== this.#seen) this.#drills = schema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
      this.#seen = stamp;
      return this.#drills;
    } catch {
      this.#seen = '';
      return none;
    }
  }

  addPractice(drill: Drills['practice'][number]): void {
    const drills = this.read();
    this.#write({ ...drills, practice: [...drills.practice, drill].slice(-MOST_KEPT) });
  }

  /** Before its order is placed, and again when it has ended: by the id of its order. */
  putLive(drill: LiveDrillRecord): void {
    const drills = this.read();
    const others = drills.live.filter(({ clientOrderId }) => clientOrderId !== drill.clientOrderId);
    this.#write({ ...drills, live: [...others, drill].slice(-MOST_KEPT) });
  }

  /** What the monitor is to know: orders of these names, times and markets are of drills. */
  declared(key: string, nowMs: number): readonly Declared[] {
    return this.read().live.flatMap((drill) => {
      if (drill.key !== key) return [];
      const fromMs = Date.parse(drill.startedAt) - SKEW_MS;
      const toMs = drill.endedAt === undefined ? fromMs + LONGEST_MS : Date.parse(drill.endedAt) + ECHO_MS;
      return nowMs - toMs > 86_400_000
        ? []
        : [{ who: 'a drill of the kill switch', fromMs, toMs, markets: [drill.market], names: [drill.clientOrderId] }];
    });
  }

  #write(drills: Drills): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileDurably(this.#path, `${JSON.stringify(drills, undefined, 1)}\n`);
  }
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../core/index.ts';

const schema = z.strictObject({
  version: z.literal(1),
  /** When the Keyward of this file was started. */
  startedAt: z.iso.datetime(),
  /** When it ended in order, and left timers of the exchanges that it could not disarm: those of `keys`. */
  endedAt: z.iso.datetime().exactOptional(),
  keys: z.record(
    z.string(),
    z.strictObject({
      seconds: z.int().min(1).max(86_400),
      /** When the exchange's own timer was last set; absent where there is none, or it was never set. */
      setAt: z.iso.datetime().exactOptional(),
      /** When the watchdog began to cancel, until it has cancelled everything. */
      cancellingAt: z.iso.datetime().exactOptional(),
      /** When the watchdog had cancelled everything. */
      cancelledAt: z.iso.datetime().exactOptional(),
    }),
  ),
});

export type DeadManState = z.infer<typeof schema>;

/** What a Keyward that runs leaves for whoever outlives it. It is there from its start to its orderly end, and longer where a timer may still run out. */
export class DeadManFile {
  readonly #path: string;

  constructor(home: string) {
    this.#path = join(home, 'dead-man.json');
  }

  /** `undefined` where there is none. One that cannot be read is none: nothing is cancelled on a guess. */
  read(): DeadManState | undefined {
    try {
      return schema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return undefined;
    }
  }

  write(state: DeadManState): void {
    writeFileDurably(this.#path, `${JSON.stringify(state)}\n`);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

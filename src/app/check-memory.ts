import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Sight, seen, unseen } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';

const MOST_BYTES = 32 * 2 ** 20;

/** Of what the monitor remembers, as far as the checks need it. */
const schema = z.object({
  version: z.literal(1),
  accounts: z.record(
    z.string(),
    z.object({
      observer: z.object({ books: z.record(z.string(), z.object({ total: z.string(), atMs: z.number() })) }),
    }),
  ),
  habits: z.record(z.string(), z.object({ sinceMs: z.number() })),
  journal: z.object({ seq: z.number() }).optional(),
});

export interface Remembered {
  /** What lies on each account, by key: coins of all wallets, and when the last books were closed. */
  readonly accounts: ReadonlyMap<
    string,
    { readonly closedMs: number; readonly coins: readonly { readonly asset: string; readonly total: string }[] }
  >;
  /** Since when the habits of each bot are learned, ms since the epoch. */
  readonly habits: ReadonlyMap<string, number>;
  readonly journalSeq?: number;
}

/** What the monitor remembers, read beside whoever watches; nothing is made where there is none. */
export async function readRemembered({ eyes, home }: Pick<CheckParts, 'eyes' | 'home'>): Promise<Sight<Remembered>> {
  const by = 'monitor/memory.json';
  const read = await eyes.read(join(resolve(home), 'monitor', 'memory.json'), MOST_BYTES);
  if ('fault' in read)
    return unseen(by, read.fault === 'missing' ? 'no account was watched yet' : 'it may not be read by this user');
  try {
    return seen(by, rememberedFrom(schema.parse(JSON.parse(read.bytes.toString('utf8')))));
  } catch {
    return unseen(by, 'what the monitor remembers cannot be read');
  }
}

function rememberedFrom({ accounts, habits, journal }: z.infer<typeof schema>): Remembered {
  return {
    accounts: new Map(
      Object.entries(accounts).map(([key, { observer }]) => {
        // By wallet and coin, as `Books` saves them.
        const coins = Object.entries(observer.books).map(([name, { total }]) => ({
          asset: name.slice(name.lastIndexOf(' ') + 1),
          total,
        }));
        const closedMs = Math.max(0, ...Object.values(observer.books).map(({ atMs }) => atMs));
        return [key, { closedMs, coins }];
      }),
    ),
    habits: new Map(Object.entries(habits).map(([bot, { sinceMs }]) => [bot, sinceMs])),
    ...(journal === undefined ? {} : { journalSeq: journal.seq }),
  };
}

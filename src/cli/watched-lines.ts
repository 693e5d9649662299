import { setTimeout as sleep } from 'node:timers/promises';
import type { Operations, WatchStatus } from '../app/index.ts';
import { cleanAll } from './clean.ts';
import type { Context } from './command.ts';
import { wrap } from './wrap.ts';

const EVERY_MS = 300;
/** After so long an account is told of as it stands, in ms. */
const PATIENCE_MS = 30_000;

type Account = WatchStatus['accounts'][number];

/** Says of each account that is watched, once, how much of it is seen: as soon as every list was looked at. Ends then, or when Keyward stops. */
export async function tellWatched(
  context: Context,
  keys: readonly string[],
  operations: Pick<Operations, 'watchStatus'>,
  isJson: boolean,
): Promise<void> {
  const waiting = new Set(keys);
  const startedMs = context.clock.monotonicMs();
  while (waiting.size > 0 && !context.stopping.aborted) {
    const isLate = context.clock.monotonicMs() - startedMs > PATIENCE_MS;
    const { accounts } = await operations.watchStatus();
    for (const key of waiting) {
      const account = accounts.find((one) => one.key === key);
      const isSeen = account && account.lists.length > 0 && account.lists.every(({ state }) => state !== 'waiting');
      if (!isSeen && !isLate) continue;
      waiting.delete(key);
      const told = cleanAll(account ?? { key, lists: [], books: [] });
      if (isJson) context.write(JSON.stringify({ watched: jsonOf(told) }));
      else for (const line of linesOf(context, told)) context.write(line);
    }
    await sleep(EVERY_MS, undefined, { signal: context.stopping, ref: false }).catch(() => undefined);
  }
}

function namesOf({ lists }: Account, wanted: Account['lists'][number]['state']): string[] {
  return lists.filter(({ state }) => state === wanted).map(({ list }) => list);
}

function jsonOf(account: Account): unknown {
  const [read, forbidden] = [namesOf(account, 'read').length, namesOf(account, 'forbidden')];
  return {
    key: account.key,
    read,
    forbidden,
    failing: [...namesOf(account, 'failing'), ...namesOf(account, 'waiting')],
  };
}

function linesOf({ style, columns }: Context, account: Account): string[] {
  const { key, lists } = account;
  if (lists.length === 0) return [style.yellow(`  ${key.padEnd(10)} not watched yet: its exchange was not reached`)];
  const forbidden = namesOf(account, 'forbidden');
  const failing = [...namesOf(account, 'failing'), ...namesOf(account, 'waiting')];
  const parts = [
    `${namesOf(account, 'read').length} lists watched`,
    ...(forbidden.length === 0 ? [] : [`the key may not read ${forbidden.join(', ')}`]),
    ...(failing.length === 0 ? [] : [`not read yet: ${failing.join(', ')}`]),
  ];
  return wrap(`  ${key.padEnd(10)} ${parts.join('; ')}`, columns, 13);
}

import type { Settings } from '../config/index.ts';
import type { Instrument } from '../core/index.ts';
import { closings } from '../exchanges/index.ts';

export function marketsOf({ bots }: Settings, key: string): readonly string[] {
  return [...new Set(Object.values(bots).flatMap((bot) => (bot.key === key ? (bot.markets ?? []) : [])))];
}

/** By its spelling: `BTC/USDT` is spot, `BTC/USDT:USDT` linear. */
export function kindOf(market: string): Instrument['kind'] {
  const [, quote = '', settle] = /^[^/]+\/([^:]+)(?::([^-]+))?/.exec(market) ?? [];
  return settle === undefined ? 'spot' : settle === quote ? 'linear' : 'inverse';
}

/** Whether the exchange's own timer cancels anything of this key: one by market needs a market of a kind that it takes. */
export function isReached(settings: Settings, key: string): boolean {
  const deadMan = closings[settings.keys[key]?.exchange ?? '']?.deadMan;
  if (!deadMan) return false;
  return (
    deadMan.reach === 'account' || marketsOf(settings, key).some((market) => deadMan.cancels.includes(kindOf(market)))
  );
}

/** What is to be known of a dead-man timer before it is relied on. */
export interface DeadManNotice {
  readonly key: string;
  readonly says: string;
}

/** A sentence or two for each key of `kill.deadMan`: what it cancels, what it leaves, and that positions may be left without their stops. */
export function deadManNotices(settings: Settings): readonly DeadManNotice[] {
  return Object.entries(settings.kill.deadMan).flatMap(([key, { seconds }]) => {
    const exchange = settings.keys[key]?.exchange;
    if (exchange === undefined) return [];
    const deadMan = closings[exchange]?.deadMan;
    const watchdog = '`keyward watchdog`, a process of its own, cancels them';
    if (!deadMan || !isReached(settings, key))
      return [
        {
          key,
          says: `${exchange} has no timer of its own for the orders of ${key}: ${watchdog} when this one has died`,
        },
      ];
    const left = marketsOf(settings, key).filter((market) => !deadMan.cancels.includes(kindOf(market)));
    const stops = {
      yes: 'also protective stops, so that positions are left without them',
      no: 'protective stops stay',
      unknown: 'whether protective stops stay is not known: positions may be left without them',
    }[deadMan.takesStops];
    const uncovered = left.length === 0 ? '' : `. It does not reach ${left.join(', ')}: there ${watchdog}`;
    return [{ key, says: `${exchange} cancels all orders ${seconds} s after Keyward has died; ${stops}${uncovered}` }];
  });
}

/** What of `kill.deadMan` cannot be. */
export function deadManProblems(settings: Settings): readonly { readonly path: string; readonly message: string }[] {
  return Object.entries(settings.kill.deadMan).flatMap(([key, { seconds }]) => {
    const path = `kill.deadMan.${key}`;
    const known = Object.hasOwn(settings.keys, key) ? settings.keys[key] : undefined;
    if (!known) return [{ path, message: `there is no key ${key}` }];
    if (known.purpose !== 'bots' || known.vendor !== undefined || !Object.hasOwn(closings, known.exchange))
      return [{ path, message: `no bot trades with the key ${key}` }];
    const deadMan = closings[known.exchange]!.deadMan;
    if (!deadMan) return [];
    const [least, most] = [Math.ceil(deadMan.minMs / 1_000), Math.floor(deadMan.maxMs / 1_000)];
    if (seconds >= least && seconds <= most) return [];
    return [{ path: `${path}.seconds`, message: `${known.exchange} takes ${least} to ${most} seconds` }];
  });
}

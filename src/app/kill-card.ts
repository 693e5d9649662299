import { resolve } from 'node:path';
import { inspections } from '../exchanges/index.ts';
import { marketsOf } from './dead-man-facts.ts';
import { DrillRecords } from './drill-records.ts';
import { killable } from './kill-targets.ts';
import { loadSettings, type SessionParts } from './session.ts';

/** What to do at one exchange by browser or phone. */
export interface CardExchange {
  readonly exchange: string;
  /** As people write it. */
  readonly name: string;
  readonly keys: readonly string[];
  /** The page where keys are deleted. */
  readonly url: string;
}

/** A page for the day on which this host cannot be reached. It holds no secret. */
export interface KillCard {
  readonly madeAt: string;
  readonly host: string;
  readonly home: string;
  readonly settings?: string;
  readonly exchanges: readonly CardExchange[];
  /** At each of them. */
  readonly byHand: readonly string[];
  readonly secondHost: readonly string[];
  /** When the switch was last drilled, and passed; absent: never. */
  readonly drilledAt?: string;
}

/** `host`: the name of this host. */
export function killCard(parts: SessionParts, host: string): KillCard {
  const { settings, path } = loadSettings(parts);
  const home = resolve(parts.environment.home);
  const names = killable(settings);
  const { keep } = settings.kill;
  const ids = [...new Set(names.map((name) => settings.keys[name]!.exchange))];
  const hasPositions = names.some((key) => marketsOf(settings, key).some((market) => market.includes(':')));
  const drilledAt = new DrillRecords(home).read().practice.findLast(({ isPassed }) => isPassed)?.at;
  return {
    madeAt: new Date(parts.clock.nowMs()).toISOString(),
    host,
    home,
    ...(path === undefined ? {} : { settings: path }),
    exchanges: ids.map((exchange) => {
      const keys = names.filter((name) => settings.keys[name]!.exchange === exchange);
      const { name, page } = inspections[exchange]!.facts;
      return { exchange, name, keys, url: page.url };
    }),
    byHand: [
      'Somebody else has the key? Delete it first, on the page named: then nobody trades with it. Its open orders may stay.',
      'Cancel all open orders: the regular ones and, in their own tab, the conditional ones (stops).',
      ...(hasPositions ? ['Close all positions in futures, at the market.'] : []),
      `Sell what is not to be kept${keep.length === 0 ? '' : ` (the settings keep ${keep.join(', ')})`}. Then delete the key.`,
    ],
    secondHost: [
      'With a backup: install Keyward there, `keyward vault restore FILE` (the identity or passphrase that opens it is yours; the state begins halted), then `keyward kill`.',
      'Without one: a keyward.yaml there with a key of its own for each account (trade, no withdrawal), made beforehand, then `keyward kill`. It needs neither this host nor a running Keyward.',
      'Either way the address of that host must be on the IP list of the key: put it there today. Try it: `keyward kill --dry-run` there.',
    ],
    ...(drilledAt === undefined ? {} : { drilledAt }),
  };
}

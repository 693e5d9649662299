import { resolve } from 'node:path';
import type { KeySettings } from '../config/index.ts';
import { shellWord } from '../core/index.ts';
import { marketsOf } from './dead-man-facts.ts';
import { DrillRecords } from './drill-records.ts';
import { pageOf } from './kill-keys.ts';
import { killable } from './kill-targets.ts';
import { killSettings } from './killing-settings.ts';
import type { SessionParts } from './session.ts';

/** What to do at one exchange by browser or phone. */
export interface CardExchange {
  readonly exchange: string;
  /** As people write it. */
  readonly name: string;
  /** Their names; of one that does not trade real money that is said. */
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
  /** What is typed on any host that reaches this one, line by line. */
  readonly byShell: readonly string[];
  readonly exchanges: readonly CardExchange[];
  /** Keys of the practice exchange: there is nothing to do about them by hand. */
  readonly practiceKeys: readonly string[];
  /** At each of them. */
  readonly byHand: readonly string[];
  readonly secondHost: readonly string[];
  /** When the switch was last drilled, and passed; absent: never. */
  readonly drilledAt?: string;
}

/** `host`: the name of this host. Throws as `killSettings` does: a card of made-up accounts helps nobody. */
export async function killCard(parts: SessionParts, host: string): Promise<KillCard> {
  const { settings, path } = await killSettings(parts);
  const home = resolve(parts.environment.home);
  const isPractice = (name: string): boolean => settings.keys[name]!.environment === 'practice';
  const names = killable(settings).filter((name) => !isPractice(name));
  const { keep } = settings.kill;
  const ids = [...new Set(names.map((name) => settings.keys[name]!.exchange))];
  const hasPositions = names.some((key) => marketsOf(settings, key).some((market) => market.includes(':')));
  const drilledAt = new DrillRecords(home).read().practice.findLast(({ isPassed }) => isPassed)?.at;
  return {
    madeAt: new Date(parts.clock.nowMs()).toISOString(),
    host,
    home,
    ...(path === undefined ? {} : { settings: path }),
    byShell: [
      `ssh ${shellWord(`${parts.environment.user}@${host}`)}`,
      `export KEYWARD_HOME=${shellWord(home)}`,
      `keyward${path === undefined ? '' : ` --config ${shellWord(path)}`} kill --yes`,
    ],
    exchanges: ids.map((exchange) => {
      const keys = names.filter((name) => settings.keys[name]!.exchange === exchange);
      const { name, page } = pageOf(exchange);
      return { exchange, name, keys: keys.map((key) => marked(key, settings.keys[key]!)), url: page };
    }),
    practiceKeys: killable(settings).filter(isPractice),
    byHand: [
      'Somebody else has the key? Delete it first, on the page named: then nobody trades with it. Its open orders may stay.',
      'Cancel all open orders: the regular ones and, in their own tab, the conditional ones (stops).',
      ...(hasPositions ? ['Close all positions in futures, at the market.'] : []),
      `Sell what is not to be kept${keep.length === 0 ? '' : ` (the settings keep ${keep.join(', ')})`}. Then delete the key.`,
    ],
    secondHost: [
      'With a backup: install Keyward there, `keyward vault restore FILE` (the identity or passphrase that opens it is yours; the state begins halted), then `keyward kill`.',
      'Without one: a keyward.yaml there with a key of its own for each account (trade, no withdrawal), made beforehand, then `keyward --config FILE kill`. It needs neither this host nor a running Keyward.',
      'Either way the address of that host must be on the IP list of the key: put it there today. Try it there: `keyward --config FILE kill --dry-run`.',
    ],
    ...(drilledAt === undefined ? {} : { drilledAt }),
  };
}

function marked(name: string, { environment }: KeySettings): string {
  return environment === 'live' ? name : `${name}, ${environment}: no real money`;
}

import type { Settings } from '../config/index.ts';
import { watches } from '../exchanges/index.ts';

interface MonitorProblem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with `monitor:` as the keys have it: who watches whom, who else is declared, whose limits are held. */
export function monitorProblems(settings: Settings): readonly MonitorProblem[] {
  const { monitor, keys } = settings;
  return [
    ...Object.entries(monitor.with).flatMap(([name, by]) => watcherProblems(settings, name, by)),
    ...Object.keys(monitor.limits).flatMap((name) => accountProblems(settings, `monitor.limits.${name}`, name)),
    ...monitor.others.flatMap(({ key }, index) => accountProblems(settings, `monitor.others.${index}.key`, key)),
    ...Object.entries(monitor.limits).flatMap(([name, { positions }]) =>
      keys[name] === undefined ? [] : marketProblems(settings, name, Object.keys(positions)),
    ),
  ];
}

function watcherProblems(settings: Settings, name: string, by: string): readonly MonitorProblem[] {
  const path = `monitor.with.${name}`;
  const problems = accountProblems(settings, path, name);
  const [watched, watcher] = [settings.keys[name], settings.keys[by]];
  const say = (message: string): readonly MonitorProblem[] => [...problems, { path, message }];
  if (!watcher) return say(`there is no key ${by}`);
  if (watcher.purpose !== 'watch')
    return say(`the key ${by} is for ${watcher.purpose}: a key that watches has the purpose watch`);
  if (watcher.vendor !== undefined) return say(`the key ${by} was given to ${watcher.vendor}, so it watches nothing`);
  if (!watched) return problems;
  if (watcher.exchange !== watched.exchange)
    return say(`the key ${by} is of ${watcher.exchange}, and ${name} is of ${watched.exchange}`);
  if (watcher.environment !== watched.environment)
    return say(`the key ${by} is of the environment ${watcher.environment}, and ${name} is of ${watched.environment}`);
  return problems;
}

/** Only accounts of keys that bots trade with are watched. */
function accountProblems({ keys }: Settings, path: string, name: string): readonly MonitorProblem[] {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (!key) return [{ path, message: `there is no key ${name}` }];
  if (key.vendor !== undefined)
    return [{ path, message: `the key ${name} was given to ${key.vendor}: its account is not watched` }];
  if (key.purpose !== 'bots')
    return [{ path, message: `the key ${name} is for ${key.purpose}: the accounts of bots are watched` }];
  if (!Object.hasOwn(watches, key.exchange)) {
    const watched = Object.keys(watches).sort().join(', ');
    return [{ path, message: `accounts of ${key.exchange} cannot be watched; those of ${watched} can` }];
  }
  return [];
}

/** A limit of a market that no bot trades would never be met by a bot; a position there is an alarm by itself. */
function marketProblems({ bots }: Settings, name: string, markets: readonly string[]): readonly MonitorProblem[] {
  const traded = new Set(Object.values(bots).flatMap((bot) => (bot.key === name ? (bot.markets ?? []) : [])));
  return markets
    .filter((market) => !traded.has(market))
    .map((market) => ({
      path: `monitor.limits.${name}.positions`,
      message: `no bot with the key ${name} trades ${market}; any position there is an alarm anyway`,
    }));
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { closings, exchanges, inspections, type KeyReport, type Unclear, watches } from '../exchanges/index.ts';
import type { Target } from '../killswitch/index.ts';
import { kindOf, marketsOf } from './dead-man-facts.ts';
import { type OwnKey, type OwnKeyParts, openOwnKey, sendInTurn, URGENT } from './own-key.ts';
import { tradedKeys } from './traded-keys.ts';

/** Client order ids of the kill switch begin so: letters and digits alone, and 18 of them, for some exchanges take no more. */
export const KILL_ID = 'kwkill';

/** The account of a key, reached over a connection of its own. `own` is closed by the caller. */
export async function openTarget(
  parts: OwnKeyParts,
  name: string,
): Promise<{ readonly target: Target; readonly own: OwnKey }> {
  const own = await openOwnKey(parts, name);
  const { link } = own;
  const exchange = exchanges[link.exchange.id]!;
  // A first answer of the exchange's clock; without one it is taken for the host's: a refusal costs less than doing nothing.
  let isClockKnown = await link.measureClock();
  if (!isClockKnown) assumeClock(own, parts);
  // The host's may be far off, and not every exchange's refusal shows that: it is asked for until it is told.
  let isMeasuring = false;
  const measureAgain = async (): Promise<void> => {
    if (isClockKnown || isMeasuring) return;
    isMeasuring = true;
    isClockKnown = await link.measureClock().catch(() => false);
    isMeasuring = false;
  };
  const groups = [...new Set(exchange.facts.hosts.map(({ group }) => group))];
  let isListed = false;
  const accountId = await accountIdOf(parts, own, name);
  const { environment } = parts.settings.keys[name]!;
  const target: Target = {
    key: name,
    exchange: exchange.id,
    environment: link.environment,
    watch: watches[exchange.id]!,
    closing: closings[exchange.id]!,
    account: exchange.account,
    clock: parts.clock,
    ask: (call) => {
      void measureAgain();
      return sendInTurn(own, call, URGENT);
    },
    nowMs: () => link.clock.nowMs(),
    instruments: async () => {
      if (!isListed) isListed = await link.markets.loadInstruments();
      return link.markets.all;
    },
    isListed: () => isListed,
    awayMs: () => Math.max(0, ...groups.map((group) => link.rate.awayMs(group))),
    instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
    prices: (instruments) => link.markets.askPrices(instruments),
    trades: new Set(marketsOf(parts.settings, name).map(kindOf)),
    // The practice exchange has nothing that its folders do not cover.
    leaves: environment === 'practice' ? [] : closings[exchange.id]!.leaves,
    ...(accountId === undefined ? {} : { accountId }),
    newClientOrderId: () => `${KILL_ID}${randomBytes(6).toString('hex')}`,
  };
  return { target, own };
}

/** So long the way to an exchange may have taken, in ms, that any real measurement of its clock is the better one. */
const ASSUMED_WAY_MS = 60_000;

function assumeClock({ link }: OwnKey, { clock }: OwnKeyParts): void {
  const nowMs = clock.monotonicMs();
  link.clock.measure(clock.nowMs() - ASSUMED_WAY_MS / 2, nowMs - ASSUMED_WAY_MS, nowMs);
}

/** How long it is waited for the account's name at most, in ms. */
const NAME_MS = 1_500;

/** The exchange's own name for the account, asked for only where several keys may be of one; `undefined` where it does not tell in time. */
async function accountIdOf({ settings }: OwnKeyParts, own: OwnKey, name: string): Promise<string | undefined> {
  const { exchange, environment } = settings.keys[name]!;
  const beside = killable(settings).map((other) => settings.keys[other]!);
  const isAlone = beside.filter((one) => one.exchange === exchange && one.environment === environment).length < 2;
  if (isAlone) return undefined;
  const stop = new AbortController();
  const late = sleep(NAME_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  const told = own.signing.inspect(inspections[exchange]!).catch(() => undefined);
  const report: KeyReport | Unclear | undefined = await Promise.race([told, late]).finally(() => stop.abort());
  // One credential under two names is of one account in any case.
  return report && 'account' in report ? report.account : own.signing.fingerprint;
}

/** The keys whose accounts the switch can make flat: those that bots trade with. */
export function killable(settings: OwnKeyParts['settings']): string[] {
  return tradedKeys(settings, closings);
}

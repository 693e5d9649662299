import { randomBytes } from 'node:crypto';
import { closings, exchanges, watches } from '../exchanges/index.ts';
import type { Target } from '../killswitch/index.ts';
import { type OwnKey, type OwnKeyParts, openOwnKey, sendInTurn, URGENT } from './own-key.ts';

/** Client order ids of the kill switch begin so; letters and digits alone, for some exchanges take no more. */
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
    newClientOrderId: () => `${KILL_ID}${randomBytes(10).toString('hex')}`,
  };
  return { target, own };
}

/** So long the way to an exchange may have taken, in ms, that any real measurement of its clock is the better one. */
const ASSUMED_WAY_MS = 60_000;

function assumeClock({ link }: OwnKey, { clock }: OwnKeyParts): void {
  const nowMs = clock.monotonicMs();
  link.clock.measure(clock.nowMs() - ASSUMED_WAY_MS / 2, nowMs - ASSUMED_WAY_MS, nowMs);
}

/** The keys whose accounts the switch can make flat: those that bots trade with. */
export function killable(settings: OwnKeyParts['settings']): string[] {
  return Object.entries(settings.keys)
    .filter(([, key]) => key.purpose === 'bots' && key.vendor === undefined && Object.hasOwn(closings, key.exchange))
    .map(([name]) => name);
}

import type { ChangeSetting, Instrument } from '../core/index.ts';
import type { Call } from '../exchanges/index.ts';
import type { DecisionState } from '../policy/index.ts';
import type { Deps } from './deps.ts';
import type { Caller } from './identify.ts';

/** The level is read from its file once more right before sending; a decision may go by one this old. */
const HALT_WITHIN_MS = 20;

export type Settings = ReadonlyMap<string, string>;

/** The world for one decision: looked up, never waited for. */
export function stateFor(caller: Caller, settings: Settings, deps: Deps): DecisionState {
  const { known, key } = caller;
  const { orderIds } = key.link.exchange.facts;
  const nowMs = deps.clock.nowMs();
  return {
    haltLevel: deps.halt.recent(deps.clock.monotonicMs(), HALT_WITHIN_MS).level,
    nowMs,
    usage: deps.ledger.usage(known.bot, key.name, nowMs),
    referencePrice: (instrument) => key.link.markets.referencePrice(instrument),
    knownOrder: (order, instrument) =>
      deps.ledger.known(key.name, order, orderIds === 'per-market' ? instrument : undefined),
    setting: (setting, instrument) => settings.get(nameOf(setting, instrument)),
    foreignOpenOrders: (instrument) => deps.ledger.foreignOpenOrders(key.name, known.bot, instrument),
  };
}

/** Asks the exchange for the present value of each setting that a call would change; what it does not say stays unknown. */
export async function readSettings(call: Call, caller: Caller, deps: Deps): Promise<Settings> {
  const settings = new Map<string, string>();
  if (!call.intents.some(({ action }) => action === 'change-setting')) return settings;
  const { level } = deps.halt.read();
  if (level === 'halt' || level === 'seal') return settings;
  const { exchange, environment } = caller.key.link;
  for (const intent of call.intents) {
    if (intent.action !== 'change-setting' || !caller.policy.mayTrade) continue;
    const query = exchange.account.setting?.query(intent.setting, intent.instrument, environment);
    const reply = query && (await caller.key.ask(query));
    const value = reply && exchange.account.setting?.read(intent.setting, intent.instrument, reply.status, reply.body);
    if (value !== undefined) settings.set(nameOf(intent.setting, intent.instrument), value);
  }
  return settings;
}

function nameOf(setting: ChangeSetting['setting'], instrument: Instrument | undefined): string {
  return `${setting} ${instrument?.market ?? ''}`;
}

import { type AmendOrder, type ChangeSetting, type Decimal, type Intent, parseNumber } from '../core/index.ts';
import type { Reason } from './decision.ts';
import { isReducing } from './notional.ts';
import type { DecisionState } from './state.ts';
import { printable } from './text.ts';

type HaltView = Pick<DecisionState, 'haltLevel' | 'knownOrder' | 'setting'>;

/** Why the halt level refuses an intent; `undefined` when it lets it pass. Also for the second look after the journal's wait. */
export function haltReason(intent: Intent, index: number, state: HaltView): Reason | undefined {
  switch (state.haltLevel) {
    case 'run':
      return undefined;
    case 'reduce':
      return onlyCalms(intent) || lowersRisk(intent, state) ? undefined : reason('halt-reduce', intent, index);
    case 'halt':
      return onlyCalms(intent) ? undefined : reason('halt-halt', intent, index);
    default:
      return reason('halt-seal', intent, index);
  }
}

const passing = {
  'halt-reduce': 'reads, cancels and what only reduces',
  'halt-halt': 'reads and cancels',
  'halt-seal': 'nothing',
} as const;

function reason(code: keyof typeof passing, intent: Intent, intentIndex: number): Reason {
  const actual = intent.action === 'change-setting' ? printable(intent.setting) : printable(String(intent.action));
  return { code, limit: passing[code], actual, rule: 'halt', intent: intentIndex };
}

function onlyCalms(intent: Intent): boolean {
  if (intent.action === 'change-setting') return intent.setting === 'dead-man' && !disarms(intent.value);
  return intent.action === 'read' || intent.action === 'cancel-order' || intent.action === 'cancel-all';
}

/** A dead-man timer of zero is off, however many digits spell it: nothing is cancelled any more when the bot is gone. */
function disarms(value: string): boolean {
  return /^[+-]?[0.]+(?:e[+-]?\d+)?$/i.test(value);
}

function lowersRisk(intent: Intent, state: HaltView): boolean {
  switch (intent.action) {
    case 'place-order':
      return isReducing(intent);
    case 'amend-order':
      return amendsReducing(intent, state);
    case 'change-setting':
      return keepsOrLowers(intent, state);
    default:
      return false;
  }
}

function amendsReducing(intent: AmendOrder, state: HaltView): boolean {
  const known = state.knownOrder(intent.order, intent.instrument);
  return known?.reduceOnly === true && known.instrument.kind === 'linear';
}

function keepsOrLowers(intent: ChangeSetting, state: HaltView): boolean {
  const current = state.setting(intent.setting, intent.instrument);
  if (current === undefined) return false;
  if (intent.setting !== 'leverage') return intent.value === current;
  const from = leverageOf(current);
  const to = leverageOf(intent.value);
  return from !== undefined && to !== undefined && to <= from;
}

/** Reads a leverage greater than zero. */
export function leverageOf(text: string): Decimal | undefined {
  const value = parseNumber(text);
  return value !== undefined && value > 0n ? value : undefined;
}

import { catalogue, zero } from '../core/index.ts';
import type { Cost, Decision, Reason } from './decision.ts';
import { formatAmount } from './text.ts';

/** A decision as lines for people: the answer, then each reason with its limit, what was asked, where it stands and what helps. */
export function explainDecision(decision: Decision): string[] {
  if (decision.allowed)
    return ['allowed', ...decision.costs.map((cost, index) => `  ${numbered(index)}${costText(cost)}`)];
  const intents = new Set(decision.reasons.map((reason) => reason.intent));
  const batch = intents.size > 1 || !intents.has(0);
  return ['denied', ...decision.reasons.flatMap((reason) => reasonLines(reason, batch))];
}

function reasonLines(reason: Reason, batch: boolean): string[] {
  const { title, hint } = catalogue[reason.code];
  return [
    `  ${batch ? numbered(reason.intent) : ''}${reason.code}: ${title}`,
    `    limit ${reason.limit}; asked ${reason.actual}; rule ${reason.rule}`,
    `    ${hint}`,
  ];
}

function numbered(index: number): string {
  return `${index + 1}. `;
}

function costText(cost: Cost): string {
  const parts: string[] = [];
  if (cost.orders > 0) parts.push('1 order');
  if (cost.cancels > 0) parts.push('1 cancel');
  if (cost.currency !== undefined && cost.notional > zero)
    parts.push(`${formatAmount(cost.notional, cost.currency)} of the day`);
  if (cost.currency !== undefined && cost.opens > zero)
    parts.push(`${formatAmount(cost.opens, cost.currency)} left open`);
  return parts.length === 0 ? 'costs nothing' : `costs ${parts.join(', ')}`;
}

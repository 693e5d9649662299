import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatDecimal } from '../core/index.ts';
import { type SeenOrder, watches } from '../exchanges/index.ts';
import { type ClosingReport, guardText, type LeakPlan, type LeakResult } from '../rotation/index.ts';
import { residueText } from './kill-notes.ts';
import type { KillPlan } from './kill-plan.ts';
import { killable } from './kill-targets.ts';
import { planKill, useKill } from './killing.ts';
import { askStops, besideOf } from './leak-account.ts';
import { readBook } from './leak-book.ts';
import type { LeakWorkParts } from './leak-steps.ts';

/** So long the cancelling waits for the list of stops that it takes away, and then for the journal to tell whose they are, in ms. */
const STOPS_MS = 4_000;
const WHOSE_MS = 2_000;

type Stops = Awaited<ReturnType<typeof askStops>>;

/**
 * Orders are cancelled with the new key, also stops, and positions closed where that is wanted: what somebody else has opened is open still, and
 * what a bot has opened has no stop any more.
 */
export async function close(parts: LeakWorkParts, plan: LeakPlan): Promise<LeakResult> {
  const { session, leaked, notes, tell, keep } = parts;
  const { name, settings } = leaked;
  if (!plan.fresh) return { skipped: `there is no new key: cancel and close at ${plan.url}` };
  if (!killable(settings).includes(name))
    return { skipped: `Keyward cannot cancel and close with this key: look at the account at ${plan.url}` };
  await notes.rest();
  const seen = await stopsBefore(
    () => stopsNow(parts),
    (stops) => whoseStops(parts, plan, stops),
  );
  const before = { ...seen, stops: [...new Set([...(plan.closing?.stops ?? []), ...seen.stops])] };
  // Once they are cancelled nobody tells which they were: a crash behind this must not lose it.
  await keep({ closing: { ...before, open: [], held: [], openUnread: ['it was cut off'], residue: [] } });
  const request = { scope: [name], depth: plan.depth, reason: `leak of ${name}` };
  const { record } = await useKill(session, request, (key, says) =>
    tell('close', key === '' ? says : `${key}: ${says}`),
  );
  const report = record.reports.find(({ key }) => key === name);
  if (!report) return { failed: 'the kill switch says nothing of the account' };
  const done = `${report.cancelled} orders cancelled, ${report.closed.length} positions closed, ${report.sold.length} holdings sold`;
  const residue = report.residue.map(residueText);
  const closing: ClosingReport = { ...before, ...(await openNow(parts, plan)), residue };
  if (report.state !== 'flat')
    return {
      failed: `${done}; ${report.state}: ${residue.join('; ')}; then \`keyward kill --scope ${name}\``,
      plan: { closing },
    };
  return { done: `${done}${closedText(closing, name)}`, plan: { closing } };
}

/** An exchange that does not answer keeps nothing from being cancelled. */
function stopsNow({ session, found, leaked }: LeakWorkParts): Promise<Stops> {
  if (!Object.hasOwn(watches, leaked.key.exchange)) return Promise.resolve({ stops: [], unread: ['no list of stops'] });
  return askStops(session, found, leaked.name);
}

/** Those that stand there before everything is cancelled, a sentence each. Neither an exchange nor a disk that hangs holds it up: what is not known then is said. */
export async function stopsBefore(
  ask: () => Promise<Stops>,
  whose: (stops: Stops['stops']) => Promise<readonly string[]>,
  [stopsMs, whoseMs]: readonly [stopsMs: number, whoseMs: number] = [STOPS_MS, WHOSE_MS],
): Promise<Pick<ClosingReport, 'stops' | 'stopsUnread'>> {
  const asked = ask().catch(
    (error: unknown): Stops => ({ stops: [], unread: [error instanceof Error ? error.message : 'it failed'] }),
  );
  const { stops, unread } = (await inTime(asked, stopsMs)) ?? { stops: [], unread: [`no answer in ${stopsMs} ms`] };
  if (stops.length === 0) return { stops: [], stopsUnread: unread };
  const told = await inTime(
    whose(stops).catch(() => undefined),
    whoseMs,
  );
  return { stops: told ?? stops.map((one) => `${stopText(one)} (nobody knows whose)`), stopsUnread: unread };
}

/** `undefined` when it takes longer. */
function inTime<T>(work: Promise<T>, mostMs: number): Promise<T | undefined> {
  return Promise.race([work, sleep(mostMs, undefined, { ref: false })]);
}

/** Each with the bot whose it is, as the journal tells. */
async function whoseStops(
  { session, found, leaked }: LeakWorkParts,
  plan: LeakPlan,
  stops: Stops['stops'],
): Promise<string[]> {
  const { name, settings } = leaked;
  const home = resolve(session.environment.home);
  const others = besideOf(found, name);
  const { own } = await readBook(session, settings, home, name, Date.parse(plan.since), others);
  return stops.map((one) => {
    const its = [name, ...others].map((key) => own.find(key, one.order)).find((order) => order !== undefined);
    return `${stopText(one)} (${its ? `of ${its.bot}` : 'not in the journal'})`;
  });
}

function stopText({ side, quantity, market, symbol, trigger }: SeenOrder): string {
  const size = quantity === undefined ? '' : `${formatDecimal(quantity)} `;
  return `${side} ${size}${market ?? symbol}${trigger === undefined ? '' : ` at ${formatDecimal(trigger)}`}`;
}

/** What is open or held after it, as the kill switch would end it. */
async function openNow(
  { session, found, leaked: { name } }: LeakWorkParts,
  { depth }: LeakPlan,
): Promise<Pick<ClosingReport, 'open' | 'held' | 'openUnread'>> {
  if (depth === 'flat') return { open: [], held: [], openUnread: [] };
  try {
    return leftOf(await planKill(session, found, { scope: [name], depth: 'flat' }), name);
  } catch (error) {
    return { open: [], held: [], openUnread: [error instanceof Error ? error.message : 'it failed'] };
  }
}

/** A use of the kill switch that was cut off brings its own accounts into the plan: only that of the key counts. */
export function leftOf(plans: readonly KillPlan[], name: string): Pick<ClosingReport, 'open' | 'held' | 'openUnread'> {
  const left = plans.find(({ key }) => key === name);
  if (!left) return { open: [], held: [], openUnread: ['the kill switch says nothing of the account'] };
  const cannot = left.state === 'read' || left.cannot.length > 0 ? left.cannot : [left.state];
  return { open: left.closes, held: left.sells, openUnread: cannot };
}

/** What went with the orders, and what is open still, as the step says it. */
export function closedText(closing: ClosingReport, name: string): string {
  return `${stopsText(closing)}${openText(closing, name)}`;
}

function stopsText({ stops, stopsUnread }: ClosingReport): string {
  const unread = stopsUnread.length === 0 ? '' : `; which stops stood there could not be read (${stopsUnread[0]})`;
  return stops.length === 0 ? unread : `; STOPS GONE with them: ${stops.join(', ')}${unread}`;
}

function openText(closing: ClosingReport, name: string): string {
  const { open, held, openUnread, stops } = closing;
  const all = [
    open.length === 0 ? '' : `; STILL OPEN${guardText(closing)}: ${open.join(', ')}`,
    held.length === 0 || stops.length === 0 ? '' : `; still held: ${held.join(', ')}`,
  ].join('');
  const close_ = all === '' ? '' : `: close them with \`keyward kill --scope ${name}\``;
  return `${all}${close_}${openUnread.length === 0 ? '' : `; what is open could not all be read: ${openUnread.join(', ')}`}`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type Intent, isRefusal, KeywardError, type Refusal, refuse, scrub } from '../core/index.ts';
import type { Answer, BotRequest, Call, IntentOutcome } from '../exchanges/index.ts';
import { type Decision, decide, haltReason, type Reason } from '../policy/index.ts';
import { dialectAnswer, passOn, plainAnswer } from './answers.ts';
import type { Deps } from './deps.ts';
import { decisionEntry, outcomeEntry } from './entries.ts';
import type { Outcome } from './forward.ts';
import { type Caller, checkShape, findLink, findRoute, identify, isStillKnown, type Route } from './identify.ts';
import { twinOf } from './replay.ts';
import { readSettings, type Settings, stateFor } from './state.ts';

/** Neither waits longer for a disk that hangs: it cannot be written then. */
const CANCEL_WAITS_MS = 1_000;
const EXIT_WAITS_MS = 5_000;
/** An order that could not leave for so long is stale: its bot has given it up. */
const STALE_MS = 10_000;
/** A batch may fail every limit with every order. */
const MAX_REASONS = 50;
/** Anybody on this host can have a path logged. */
const MAX_LOGGED_CHARS = 200;
/** What is longer cannot be told in one entry of the journal. */
const MAX_WRITTEN_CHARS = 16_000;

/** One bot request, start to end: where, who, what, may it, write it down, sign, send, write down the outcome. */
export async function handle(request: BotRequest, deps: Deps): Promise<Answer> {
  const route = findRoute(request, deps);
  if (isRefusal(route)) return plainAnswer(route);
  const answer = (refusal: Refusal, id?: string): Answer => dialectAnswer(refusal, route.exchange, route.endpoint, id);

  const shape =
    checkShape(request, route) ?? (deps.isDraining() ? refuse('shutting-down', 'Keyward is shutting down') : undefined);
  if (shape) return answer(shape);
  if (route.endpoint?.class === 'public') return passPublic(request, route, deps);

  const caller = identify(request, route, deps);
  if (isRefusal(caller)) {
    const refused = answer(caller);
    const kind = `${route.exchange.id} ${caller.code}`;
    if (deps.strangers.answerFor(kind, deps.clock.nowMs())) return refused;
    deps.strangers.remember(kind, '', caller.code, refused, deps.clock.nowMs());
    deps.log.warn('request refused', {
      exchange: route.exchange.id,
      code: caller.code,
      method: request.method,
      path: request.path.slice(0, MAX_LOGGED_CHARS),
    });
    return refused;
  }

  const made: string[] = [];
  const read = readCall(request, route, caller, deps, made);
  const call = isRefusal(read) ? read : (unwritable(read) ?? read);
  if (isRefusal(call)) return denied(request, route, caller, deps, [], [reasonOf(call)], undefined);

  const startMs = deps.clock.monotonicMs();
  const settings = await readSettings(call, caller, deps);
  const decision = decide(call.intents, caller.policy, deps.scopes, stateFor(caller, settings, deps));
  if (!decision.allowed) return denied(request, route, caller, deps, call.intents, decision.reasons, call);

  const busy = takeRate(call, caller);
  if (busy) return denied(request, route, caller, deps, call.intents, [reasonOf(busy)], call);
  const mayGo = (): Refusal | undefined => lastLook(call.intents, caller, settings, startMs, deps);
  if (route.endpoint?.class === 'read') return forwardRead(call, caller, mayGo, deps, answer);
  const send = (): Promise<Answer> => forwardChange(call, caller, decision, mayGo, deps, answer);
  if (call.intents.every(isCancel)) return send();
  const sent = await deps.replays.once(twinOf(call, caller.known.bot, made), send);
  if (sent) return sent;
  return denied(
    request,
    route,
    caller,
    deps,
    call.intents,
    [reasonOf(refuse('order-twin', 'the same order is already on its way'))],
    call,
  );
}

/** Public market data: no key, not written one by one. */
async function passPublic(request: BotRequest, route: Route, deps: Deps): Promise<Answer> {
  const refusalOf = (refusal: Refusal): Answer => dialectAnswer(refusal, route.exchange, route.endpoint);
  const link = findLink(request, route, deps);
  if (deps.halt.read().level === 'seal') return refusalOf(refuse('halt-seal', 'the halt level is seal'));
  if (!link || !route.endpoint)
    return refusalOf(refuse('environment-mismatch', 'no exchange key of this environment is set up'));
  const call = route.exchange.wire.parse(request, route.endpoint, {
    environment: link.environment,
    instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
    newClientOrderId: () => '',
  });
  if (isRefusal(call)) return refusalOf(call);
  const waitMs = link.rate.take(route.endpoint.group, false);
  if (waitMs !== undefined) return refusalOf(rateRefusal(waitMs));
  deps.publicCounts.count(request.host, deps.clock.nowMs());
  const outcome = await link.send(
    route.exchange.wire.build(call, undefined, { timeMs: deps.clock.nowMs() }),
    route.endpoint.group,
  );
  if (isRedirect(outcome))
    return refusalOf(refuse('upstream-unreached', 'the exchange answered with a redirect, which is not followed'));
  if (outcome.kind === 'answered') return passOn(outcome);
  return refusalOf(refuse('upstream-unreached', `the exchange did not answer (${outcome.cause})`));
}

/** Reads what is asked for; classes that no policy can name end here, whatever the policy says. */
function readCall(request: BotRequest, route: Route, caller: Caller, deps: Deps, made: string[]): Call | Refusal {
  const { endpoint, exchange } = route;
  if (!endpoint)
    return refuse('endpoint-unknown', `${request.method} ${request.path} is not in the facts of ${exchange.id}`);
  if (endpoint.class === 'stream') return refuse('stream-refused', 'private streams are not served yet');
  if (endpoint.class !== 'read' && endpoint.class !== 'trade' && endpoint.class !== 'settings') {
    return refuse('class-refused', `${endpoint.class} is not for bots`);
  }
  if (request.rawQuery.length + request.rawBody.length > MAX_WRITTEN_CHARS) {
    return refuse(
      'http-too-large',
      `the parameters are over ${MAX_WRITTEN_CHARS} characters, more than can be written down`,
    );
  }
  if (caller.key.refused !== undefined) return refuse('key-refused', caller.key.refused);
  const { link } = caller.key;
  return exchange.wire.parse(request, endpoint, {
    environment: link.environment,
    abilities: caller.key.abilities,
    instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
    orderInstrument: (order) => deps.ledger.find(caller.key.name, order)?.instrument,
    newClientOrderId: () => {
      const id = `kw${deps.newId()}`;
      made.push(id);
      return id;
    },
  });
}

/** The journal keeps no secret: an order that is named by one could not be asked for after a restart. */
function unwritable({ intents }: Call): Refusal | undefined {
  const isNamedBySecret = intents.some(
    (intent) => intent.action === 'place-order' && scrub(intent.clientOrderId) !== intent.clientOrderId,
  );
  return isNamedBySecret
    ? refuse('parameter-invalid', 'a client order id holds what is kept secret, and cannot be written down')
    : undefined;
}

/** Writes a denial down and answers it in dialect; the same denial more than 5 times a second is only counted. */
function denied(
  request: BotRequest,
  route: Route,
  caller: Caller,
  deps: Deps,
  intents: readonly Intent[],
  reasons: readonly Reason[],
  call: Call | undefined,
): Answer {
  const first = reasons[0]!;
  const nowMs = deps.clock.nowMs();
  // Not the path as sent: of paths that there are not, a spinning bot has no end.
  const asked = `${request.method} ${request.host} ${route.endpoint?.path ?? 'unknown'}`;
  const kind = [caller.known.bot, asked, ...reasons.map(({ code }) => code)].join(' ');
  const remembered = deps.repeats.answerFor(kind, nowMs);
  if (remembered) return remembered;
  const id = deps.newId();
  const entry = decisionEntry({
    id,
    request,
    route,
    caller,
    call,
    intents,
    decision: { allowed: false, reasons: reasons.slice(0, MAX_REASONS) },
  });
  deps.journal.note('decision', entry);
  const limits = reasons.map(({ code, limit, actual }) =>
    limit === '' ? actual : `${code === first.code ? '' : `${code}: `}limit ${limit}, actual ${actual}`,
  );
  const answer = dialectAnswer(refuse(first.code, limits.slice(0, 5).join('; ')), route.exchange, route.endpoint, id);
  deps.repeats.remember(kind, id, first.code, answer, nowMs);
  return answer;
}

function reasonOf(refusal: Refusal): Reason {
  return { code: refusal.code, limit: '', actual: refusal.message, rule: 'intent', intent: 0 };
}

type ToAnswer = (refusal: Refusal, id?: string) => Answer;
type MayGo = () => Refusal | undefined;

async function forwardRead(call: Call, caller: Caller, mayGo: MayGo, deps: Deps, answer: ToAnswer): Promise<Answer> {
  const id = deps.newId();
  const startMs = deps.clock.monotonicMs();
  deps.journal.note(
    'decision',
    decisionEntry({ id, call, caller, intents: call.intents, decision: { allowed: true, costs: [] } }),
  );
  const outcome = await caller.key.send(call, mayGo);
  const end = endOf(outcome);
  deps.journal.note('outcome', outcomeEntry(id, end, deps.clock.monotonicMs() - startMs, []));
  if (isRefusal(end)) return answer(end, id);
  if (isRedirect(end))
    return answer(refuse('upstream-unreached', 'the exchange answered with a redirect, which is not followed'), id);
  if (end.kind === 'answered') return caller.key.clean(passOn(end), call, caller.botKey.id);
  return answer(refuse('upstream-unreached', `the exchange did not answer (${end.cause})`), id);
}

/** An order, amend, cancel or setting: reserved, durable, looked at once more, sent once, settled. */
async function forwardChange(
  call: Call,
  caller: Caller,
  decision: Decision & { allowed: true },
  mayGo: MayGo,
  deps: Deps,
  answer: ToAnswer,
): Promise<Answer> {
  const id = deps.newId();
  const { known, key } = caller;
  const startMs = deps.clock.monotonicMs();
  deps.ledger.reserve(id, known.bot, key.name, call.intents, decision.costs, deps.clock.nowMs());
  const entry = decisionEntry({ id, call, caller, intents: call.intents, decision, proof: caller.proof });
  const unwritten = await writeDown(entry, call.intents, deps).catch((error: unknown) => {
    deps.ledger.release(id);
    throw error;
  });
  if (unwritten) {
    deps.ledger.release(id);
    return answer(unwritten, id);
  }
  const end = await sendOnce(call, caller, mayGo, deps);
  const outcomes = outcomesOf(call, caller, end);
  deps.ledger.settle(id, outcomes);
  deps.journal.note('outcome', outcomeEntry(id, end, deps.clock.monotonicMs() - startMs, outcomes));
  if (outcomes.some(({ kind }) => kind === 'unknown') || call.intents.some(isCancel)) deps.askSoon(key.name);
  if (isRefusal(end)) return answer(end, id);
  if (end.kind === 'not-sent')
    return answer(refuse('upstream-unreached', `the exchange was not reached (${end.cause})`), id);
  const isTold = end.kind === 'answered' && outcomes.some(({ kind }) => kind !== 'unknown');
  if (isTold) return key.clean(passOn(end), call, caller.botKey.id);
  return answer(refuse('upstream-unknown', 'the exchange did not say what came of it, and is being asked'), id);
}

/** A fault of our own on the way out is no proof that nothing left. */
async function sendOnce(call: Call, caller: Caller, mayGo: MayGo, deps: Deps): Promise<Outcome | Refusal> {
  try {
    return endOf(await caller.key.send(call, mayGo));
  } catch (error) {
    deps.log.error('a request failed while it was sent', {
      reason: error instanceof Error ? error.message.slice(0, 200) : 'not an error',
    });
    return { kind: 'unknown', cause: 'internal' };
  }
}

function isRedirect(end: Outcome): boolean {
  return end.kind === 'answered' && end.status >= 300 && end.status < 400;
}

function isCancel({ action }: Intent): boolean {
  return action === 'cancel-order' || action === 'cancel-all';
}

/** Durable before it returns. When the book cannot be written, only what surely adds no risk may pass; it is written when that is possible again. */
async function writeDown(
  entry: ReturnType<typeof decisionEntry>,
  intents: readonly Intent[],
  deps: Deps,
): Promise<Refusal | undefined> {
  const riskless = intents.every(
    (intent) =>
      isCancel(intent) ||
      (intent.action === 'place-order' &&
        (intent.reduceOnly || intent.closePosition) &&
        intent.instrument.kind !== 'spot'),
  );
  const written = deps.journal.append('decision', entry).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof KeywardError) || error.code !== 'journal-down') throw error;
      if (!riskless) return refuse('journal-down', 'the journal cannot be written');
      deps.journal.note('decision', entry);
      return undefined;
    },
  );
  if (!riskless) return written;
  const enough = new AbortController();
  const waitMs = intents.every(isCancel) ? CANCEL_WAITS_MS : EXIT_WAITS_MS;
  const waited = sleep(waitMs, undefined, { signal: enough.signal, ref: false }).catch(() => undefined);
  return Promise.race([written, waited]).finally(() => enough.abort());
}

/** What may have changed since the decision: the key revoked or refused, the order gone stale, the halt level lowered, also by another process. */
function lastLook(
  intents: readonly Intent[],
  caller: Caller,
  settings: Settings,
  startMs: number,
  deps: Deps,
): Refusal | undefined {
  if (!isStillKnown(caller, deps)) return refuse('bot-unknown', 'the bot key was revoked in the meantime');
  if (caller.key.refused !== undefined) return refuse('key-refused', caller.key.refused);
  if (deps.clock.monotonicMs() - startMs > STALE_MS && !intents.every(isCancel)) {
    return refuse('upstream-unreached', 'it has waited too long for its turn, and was not sent');
  }
  const haltLevel = deps.halt.read().level;
  if (haltLevel === 'run') return undefined;
  const state = { ...stateFor(caller, settings, deps), haltLevel };
  for (const [index, intent] of intents.entries()) {
    const reason = haltReason(intent, index, state);
    if (reason) return refuse(reason.code, `the halt level is ${haltLevel}`);
  }
  return undefined;
}

function endOf(outcome: Outcome | { readonly stopped: Refusal } | undefined): Outcome | Refusal {
  if (outcome === undefined) return refuse('exchange-clock', "the exchange's own time is not known yet");
  return 'stopped' in outcome ? outcome.stopped : outcome;
}

function outcomesOf(call: Call, caller: Caller, end: Outcome | Refusal): readonly IntentOutcome[] {
  if (isRefusal(end)) return call.intents.map(() => ({ kind: 'rejected', code: end.code }));
  if (end.kind === 'not-sent') return call.intents.map(() => ({ kind: 'rejected', code: 'not-sent' }));
  if (end.kind === 'unknown' || isRedirect(end) || end.status >= 500)
    return call.intents.map(() => ({ kind: 'unknown' }));
  try {
    return caller.key.link.exchange.account.outcomes(call, end.status, end.body);
  } catch {
    return call.intents.map(() => ({ kind: 'unknown' }));
  }
}

function takeRate(call: Call, caller: Caller): Refusal | undefined {
  const waitMs = caller.key.link.rate.take(call.endpoint.group, call.intents.every(isCancel));
  return waitMs === undefined ? undefined : rateRefusal(waitMs);
}

function rateRefusal(waitMs: number): Refusal {
  return refuse('exchange-rate', `the exchange's limit is used up for ${Math.ceil(waitMs / 1_000)} s`);
}

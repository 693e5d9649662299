import { isRefusal, type Refusal, refuse } from '../core/index.ts';
import type { BotKey, BotRequest, Endpoint, Exchange, Host, Verified } from '../exchanges/index.ts';
import type { Policy } from '../policy/index.ts';
import type { KnownBot } from './bot-keys.ts';
import type { Deps } from './deps.ts';
import { plainHeaders } from './door.ts';
import type { Link, SigningKey } from './link.ts';
import { findDuplicate } from './params.ts';
import { PROOF_KEEP_MS, proofOf } from './replay.ts';

/** Where a request goes. `endpoint` is absent when the facts do not list it. */
export interface Route {
  readonly exchange: Exchange;
  readonly hosts: readonly Host[];
  readonly endpoint: Endpoint | undefined;
}

/** Who asks, proved by signature. */
export interface Caller {
  readonly known: KnownBot;
  readonly botKey: BotKey;
  readonly policy: Policy;
  readonly key: SigningKey;
  /** The key's environment for people: `practice` where the link only speaks as the live one. */
  readonly environment: string;
  /** What the request proved itself with; empty on reads. */
  readonly proof: string;
}

/** Finds exchange and endpoint; a host outside the facts goes nowhere. */
export function findRoute(request: BotRequest, deps: Deps): Route | Refusal {
  for (const link of deps.links) {
    const hosts = link.exchange.facts.hosts.filter((host) => host.name === request.host);
    const first = hosts[0];
    if (!first) continue;
    const endpoint = link.index.find(first.group, request.method, request.path);
    return { exchange: link.exchange, hosts, endpoint };
  }
  return refuse('route-unknown', 'the target names no host of an exchange that is set up here');
}

/** Holds headers and parameters to what can be read in one way and is known. */
export function checkShape(request: BotRequest, { exchange }: Route): Refusal | undefined {
  const { auth, pass, strip, environment } = exchange.facts.headers;
  for (const name of request.headers.keys()) {
    const known =
      plainHeaders.has(name) ||
      auth.includes(name) ||
      pass.includes(name) ||
      strip.includes(name) ||
      Object.hasOwn(environment, name);
    if (!known) return refuse('http-header', `the header ${name.slice(0, 60)} is not known for this exchange`);
  }
  const twice = findDuplicate(request.query, request.body, exchange.facts.repeatable);
  return twice === undefined
    ? undefined
    : refuse('http-parameter', `the parameter ${twice.slice(0, 60)} appears twice`);
}

/** The link that serves a host and its environment headers. */
export function findLink(request: BotRequest, route: Route, deps: Deps): Link | undefined {
  return deps.links.find(
    (link) => link.exchange === route.exchange && environmentRefusal(request, route, link) === undefined,
  );
}

/**
 * Host and headers must belong to the environment of the exchange key, and the host to the site of the key where one is named; nothing is
 * dropped, added or sent elsewhere in silence.
 */
export function environmentRefusal(request: BotRequest, route: Route, link: Link): Refusal | undefined {
  const hosts = route.hosts.filter((host) => host.environment === link.environment);
  if (hosts.length === 0) {
    return refuse('environment-mismatch', `the host ${request.host} is not of the environment ${link.environment}`);
  }
  if (link.host && hosts.every(({ site }) => site !== link.host?.site)) {
    return refuse(
      'environment-mismatch',
      `the host ${request.host} is not of the site of the exchange key; use ${link.host.name}`,
    );
  }
  for (const [name, values] of Object.entries(route.exchange.facts.headers.environment)) {
    if (!(values[link.environment] ?? ['']).includes(request.headers.get(name) ?? '')) {
      return refuse('environment-mismatch', `the header ${name} does not fit the environment ${link.environment}`);
    }
  }
  return undefined;
}

/** Proves who asks by the bot's own signature, fresh and (for changes) never seen before. An unknown id and a wrong signature answer alike. */
export function identify(request: BotRequest, route: Route, deps: Deps): Caller | Refusal {
  const { exchange, endpoint } = route;
  const id = exchange.wire.keyId(request);
  if (id === undefined || !exchange.wire.isSigned(request)) {
    return refuse('bot-unsigned', 'a private request needs the key id and the signature of a bot key');
  }
  const found = deps.botKeys.find(exchange.id, id);
  const verified = exchange.wire.verify(request, found?.botKey ?? deps.decoys.of(exchange, id));
  if (isRefusal(verified)) return verified;
  if (!found) return refuse('bot-unknown', 'the bot key is not known, or the signature is wrong');
  const { known, botKey } = found;
  if (known.expiresAt !== undefined && deps.clock.nowMs() >= Date.parse(known.expiresAt)) {
    return refuse('bot-expired', `the key of the bot ${known.bot} expired at ${known.expiresAt}`);
  }
  const policy = deps.policies.get(known.bot);
  const key = deps.keys.get(known.key);
  if (!policy || policy.key !== known.key || !key) {
    return refuse('may-read', `the bot ${known.bot} is not in the settings with the exchange key ${known.key}`);
  }
  const mismatch = environmentRefusal(request, route, key.link);
  if (mismatch) return mismatch;
  const stale = staleness(verified, key.link, deps);
  if (stale) return stale;
  const changes = endpoint?.class === 'trade' || endpoint?.class === 'settings';
  const proof = changes ? markOf(request, botKey.id, verified) : '';
  if (changes && !deps.replays.isFirst(botKey.id, proof, verified, keepMsOf(verified, key.link, deps))) {
    return refuse('bot-replay', 'the same signed request was already sent');
  }
  const environment = deps.practised.has(key.name) ? 'practice' : key.link.environment;
  return { known, botKey, policy, key, environment, proof };
}

/** What a signed change is known by: its rising nonce, its single-use mark, or a digest of all that was signed. */
function markOf(request: BotRequest, id: string, verified: Verified): string {
  if (verified.nonce !== undefined)
    return `${typeof verified.nonce === 'bigint' ? 'nonce' : 'once'} ${id} ${verified.nonce}`;
  return `signed ${id} ${proofOf(request, verified)}`;
}

/** A request signed by the faster of the two clocks stays fresh until the slower one has passed it as well. */
function keepMsOf({ signedAtMs }: Verified, link: Link, deps: Deps): number {
  const slowerMs = Math.min(deps.clock.nowMs(), link.clock.nowMs() ?? Number.POSITIVE_INFINITY);
  return PROOF_KEEP_MS + Math.max(0, (signedAtMs ?? slowerMs) - slowerMs);
}

/** True while the key that a caller came with is still good: it may be revoked while its request waits. */
export function isStillKnown({ known, botKey }: Caller, deps: Deps): boolean {
  return deps.botKeys.find(known.exchange, botKey.id)?.known.bot === known.bot;
}

/** Fresh by the host's clock or by the exchange's: clients use either. */
function staleness(verified: Verified, link: Link, deps: Deps): Refusal | undefined {
  const { signedAtMs } = verified;
  if (signedAtMs === undefined) return undefined;
  const { windowMs, aheadMs } = link.exchange.facts.signing;
  const allowedMs = Math.min(verified.windowMs ?? windowMs, windowMs);
  const isFresh = (nowMs: number | undefined): boolean =>
    nowMs !== undefined && signedAtMs <= nowMs + aheadMs && nowMs - signedAtMs <= allowedMs;
  if (isFresh(deps.clock.nowMs()) || isFresh(link.clock.nowMs())) return undefined;
  const offMs = Math.round(signedAtMs - deps.clock.nowMs());
  return refuse('bot-clock', `the request was signed ${Math.abs(offMs)} ms ${offMs > 0 ? 'in the future' : 'ago'}`);
}

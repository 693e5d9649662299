import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError } from '../core/index.ts';
import { type Call, EndpointIndex, exchanges } from '../exchanges/index.ts';
import { Forwarder, fingerprintOf, Link, Nonces, SigningKey, type Upstream } from '../gateway/index.ts';
import type { Place } from '../vault/index.ts';
import { environmentOf } from './fit-settings.ts';
import { isOfPractice, ownPlace } from './practice-home.ts';

export interface OwnKeyParts {
  readonly settings: Settings;
  readonly home: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Where the practice exchange listens. */
  readonly practicePort: number;
  /** Opens the place where the settings say that the key lives. */
  placeOf(name: string): Place;
}

/** An exchange key with a connection of its own: it depends on no gateway, which may hang or be gone. */
export interface OwnKey {
  readonly signing: SigningKey;
  readonly link: Link;
  close(): Promise<void>;
}

/** Throws what the place throws, and `credential-invalid` for what is no credential, or none of the practice exchange where one is wanted. */
export async function openOwnKey(parts: OwnKeyParts, name: string): Promise<OwnKey> {
  const { settings, home, clock } = parts;
  const key = settings.keys[name]!;
  const exchange = exchanges[key.exchange]!;
  const place = ownPlace(home, name, key, parts.placeOf);
  const credential = exchange.key.credential(await place.read());
  if (isRefusal(credential)) throw new KeywardError('credential-invalid', `keys.${name}: ${credential.message}`);
  if (key.environment === 'practice' && !isOfPractice(home, credential.id))
    throw new KeywardError('credential-invalid', `keys.${name}: the practice exchange has not minted this key`);
  const upstream: Upstream =
    key.environment === 'practice' ? { kind: 'practice', port: parts.practicePort } : { kind: 'exchange' };
  const forwarder = new Forwarder(upstream, parts.timeoutMs, settings.network.localAddress);
  const link = new Link({
    exchange,
    environment: environmentOf(key.environment),
    host: key.host,
    index: new EndpointIndex(exchange.facts),
    markets: new Set(),
    forward: forwarder.send,
    clock,
  });
  const nonces = exchange.facts.signing.nonce === 'increasing' ? noncesOf(home, name) : undefined;
  const signing = new SigningKey({ name, fingerprint: fingerprintOf(credential.id), link, credential, nonces });
  return {
    signing,
    link,
    close: async () => {
      await place.close?.();
      await forwarder.close();
    },
  };
}

/** Where the file of the high water cannot be read the clock alone counts: a refused nonce costs less than doing nothing. */
function noncesOf(home: string, name: string): Nonces {
  const path = join(home, 'nonces', name);
  try {
    return new Nonces(path, 'clock');
  } catch {
    return new Nonces(`${path}.own`, 'clock');
  }
}

export interface Haste {
  /** From the share of the limits that is kept for cancels, and while the exchange asks to stay away. */
  readonly isUrgent: boolean;
  /** What of the limit it may use up. */
  readonly share: number;
  /** How long it waits for its turn, in ms. */
  readonly mostWaitMs: number;
}

/** For the kill switch: it waits for little, and for nobody. */
export const URGENT: Haste = { isUrgent: true, share: 1, mostWaitMs: 2_000 };
/** For the monitor: the bots are not kept waiting for it. */
export const PATIENT: Haste = { isUrgent: false, share: 0.5, mostWaitMs: 5_000 };

/** Waits for its turn in the exchange's limits, then sends once, without retry; `undefined` when there was no turn, or no answer. */
export async function sendInTurn(
  { signing, link }: Pick<OwnKey, 'signing' | 'link'>,
  call: Call,
  { isUrgent, share, mostWaitMs }: Haste,
): Promise<{ readonly status: number; readonly body: string } | undefined> {
  const { group } = call.endpoint;
  for (let waitedMs = 0; ; ) {
    const waitMs = link.rate.take(group, isUrgent, share);
    if (waitMs === undefined) break;
    if (waitedMs + waitMs > mostWaitMs) return undefined;
    waitedMs += waitMs;
    await sleep(waitMs, undefined, { ref: isUrgent });
  }
  const outcome = await signing.send(link.own(call), () => undefined);
  return outcome && 'kind' in outcome && outcome.kind === 'answered' ? outcome : undefined;
}

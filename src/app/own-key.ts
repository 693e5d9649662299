import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeySettings, Settings } from '../config/index.ts';
import { type Clock, isRefusal, KeywardError } from '../core/index.ts';
import { type Call, EndpointIndex, exchanges } from '../exchanges/index.ts';
import { Forwarder, fingerprintOf, Link, Nonces, SigningKey, type Upstream } from '../gateway/index.ts';
import type { Place } from '../vault/index.ts';
import { environmentOf } from './fit-settings.ts';
import { firstOf, isOfPractice, keptKey, keptPlace } from './practice-home.ts';

/** A request of the kill switch waits at most so long for the exchange's limit, in ms. */
const MOST_WAIT_MS = 2_000;

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
  const place = placeOfOwn(parts, name, key);
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
  const nonces =
    exchange.facts.signing.nonce === 'increasing' ? new Nonces(join(home, 'nonces', name), 'clock') : undefined;
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

function placeOfOwn({ home, placeOf }: OwnKeyParts, name: string, { environment, exchange, from }: KeySettings): Place {
  if (environment !== 'practice') return placeOf(name);
  const kept = keptPlace(name, () => keptKey(home, name, exchange));
  return from === undefined ? kept : firstOf(placeOf(name), kept, (id) => isOfPractice(home, id));
}

/** Sends from the share of the limits that is kept for emergencies, and waits a little for it; once, without retry. */
export async function sendUrgently(
  { signing, link }: Pick<OwnKey, 'signing' | 'link'>,
  call: Call,
): Promise<{ readonly status: number; readonly body: string } | undefined> {
  const { group } = call.endpoint;
  for (let waitedMs = 0; ; ) {
    const waitMs = link.rate.take(group, true);
    if (waitMs === undefined) break;
    if (waitedMs + waitMs > MOST_WAIT_MS) return undefined;
    waitedMs += waitMs;
    await sleep(waitMs);
  }
  const outcome = await signing.send(link.own(call), () => undefined);
  return outcome && 'kind' in outcome && outcome.kind === 'answered' ? outcome : undefined;
}

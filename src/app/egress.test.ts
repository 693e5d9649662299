import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../../test/canary.ts';
import type { KeySettings, Settings } from '../config/index.ts';
import { isRefusal, Secret, systemClock } from '../core/index.ts';
import { EndpointIndex, exchanges } from '../exchanges/index.ts';
import { Forwarder, Link, Nonces, SigningKey } from '../gateway/index.ts';
import { type MintRequest, type Practice, startPractice } from '../practice/index.ts';
import { keepAddresses } from './address-file.ts';
import { egressOf } from './egress.ts';

let practice: Practice;
let forwarder: Forwarder;
let home: string;
const asked: string[] = [];
beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'egress', clock: systemClock });
  forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  home = mkdtempSync(join(tmpdir(), 'keyward-egress-'));
});
afterAll(async () => {
  await forwarder.close();
  await practice.stop();
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
});

/** A key of the practice exchange that takes itself for one of the exchange. */
async function keyOf(name: string, minted: MintRequest): Promise<SigningKey> {
  const exchange = exchanges[minted.exchange]!;
  const { id, secret, passphrase } = practice.mintKey(minted);
  for (const one of [secret, passphrase]) if (one !== undefined) recordSecret(one);
  const parts = { id, secret: Secret.take(Buffer.from(secret)) };
  const credential = exchange.key.credential(
    passphrase === undefined ? parts : { ...parts, passphrase: Secret.take(Buffer.from(passphrase)) },
  );
  if (isRefusal(credential)) throw new Error(credential.message);
  const link = new Link({
    exchange,
    environment: 'live',
    host: undefined,
    index: new EndpointIndex(exchange.facts),
    markets: new Set(),
    forward: (request) => {
      asked.push(`${name} ${request.target.split('?')[0]}`);
      return forwarder.send(request);
    },
    clock: systemClock,
  });
  await link.measureClock();
  asked.length = 0;
  const nonces = exchange.facts.signing.nonce === 'increasing' ? new Nonces(join(home, name), 'clock') : undefined;
  return new SigningKey({ name, fingerprint: '', link, credential, nonces });
}

async function egress(wished: Readonly<Record<string, MintRequest & { readonly isPractice?: true }>>) {
  const keys = new Map<string, SigningKey>();
  for (const [name, { isPractice: _, ...minted }] of Object.entries(wished)) keys.set(name, await keyOf(name, minted));
  asked.length = 0;
  const settings = {
    keys: Object.fromEntries(
      Object.entries(wished).map(([name, { exchange, isPractice }]) => [
        name,
        { exchange, environment: isPractice ? 'practice' : 'live' } as KeySettings,
      ]),
    ),
  } as Settings;
  return egressOf({ settings, state: { home }, clock: systemClock, gateway: { key: (name) => keys.get(name) } });
}

const far = ['192.0.2.7'];

describe('the address from which requests leave', () => {
  it('is as an exchange tells it to a key that is bound to another', async () => {
    expect(await egress({ main: { exchange: 'okx', ips: far } })).toEqual(['127.0.0.1']);
    expect(await egress({ main: { exchange: 'binance', ips: far } })).toEqual(['127.0.0.1']);
  });

  it('is asked for of one key of each exchange, and never of the practice exchange', async () => {
    const told = await egress({
      play: { exchange: 'okx', ips: far, isPractice: true },
      first: { exchange: 'okx', ips: far },
      second: { exchange: 'okx', ips: far },
      other: { exchange: 'kraken', ips: far },
    });
    expect(told).toEqual(['127.0.0.1']);
    expect(asked).toEqual(['first /api/v5/account/config']);
  });

  it('is as it was seen last where no exchange tells it', async () => {
    expect(await egress({ main: { exchange: 'okx' } })).toEqual([]);
    keepAddresses(home, { ipv4: ['198.51.100.4'], ipv6: [] }, systemClock);
    expect(await egress({ main: { exchange: 'okx' } })).toEqual(['198.51.100.4']);
    expect(await egress({ main: { exchange: 'okx', ips: far } })).toEqual(['127.0.0.1']);
  });
});

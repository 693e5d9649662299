import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../core/index.ts';
import type { BotKey, BotRequest, Exchange } from '../exchanges/index.ts';
import { Seal } from '../vault/index.ts';
import { BotKeys } from './bot-keys.ts';
import { Decoys } from './decoys.ts';
import type { Deps } from './deps.ts';
import { identify } from './identify.ts';
import { binance, HandClock } from './scene.contract.ts';

describe('a key id that is not known', () => {
  it('is verified against a key that nobody has, with the same parts as a real one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-identify-'));
    const verified: BotKey[] = [];
    const exchange: Exchange = {
      ...binance,
      wire: {
        ...binance.wire,
        verify: (request, key) => {
          verified.push(key);
          return binance.wire.verify(request, key);
        },
      },
    };
    const botKeys = new BotKeys(join(folder, 'bots.json'), Seal.open(join(folder, 'seal.key')), new HandClock());
    const known = botKeys.issue('grid', 'main', exchange).id;
    const deps = { botKeys, decoys: new Decoys([exchange]) } as unknown as Deps;
    const refusals = [known, 'k'.repeat(64)].map((id) => {
      const signature = 'a'.repeat(64);
      const request: BotRequest = {
        method: 'GET',
        host: 'api.binance.com',
        path: '/api/v3/account',
        rawQuery: `timestamp=1&signature=${signature}`,
        query: [
          ['timestamp', '1'],
          ['signature', signature],
        ],
        headers: new Map([['x-mbx-apikey', id]]),
        rawBody: '',
        body: { kind: 'none' },
        addressedAs: [],
      };
      return identify(request, { exchange, hosts: [], endpoint: undefined }, deps);
    });
    expect(refusals.map((refusal) => isRefusal(refusal) && refusal)).toEqual([refusals[0], refusals[0]]);
    expect(verified.map(({ id, secret }) => [id.length, secret !== undefined])).toEqual([
      [64, true],
      [64, true],
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchanges } from '../exchanges/index.ts';
import { Seal } from '../vault/index.ts';
import { BotKeys, fingerprintOf } from './bot-keys.ts';
import { binance, HandClock } from './scene.contract.ts';

describe('bot keys', () => {
  let folder: string;
  const clock = new HandClock();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-bots-'));
    mkdirSync(join(folder, 'home'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const path = () => join(folder, 'home', 'bots.json');
  const open = (): BotKeys => new BotKeys(path(), Seal.open(join(folder, 'seal.key')), clock);

  it.each(Object.values(exchanges).map((exchange) => [exchange.id, exchange] as const))(
    'of %s are found by exchange and id, also after a restart',
    (id, exchange) => {
      const keys = open();
      const issued = keys.issue('grid', 'main', exchange);
      for (const place of [keys, open()]) {
        const found = place.find(id, issued.id)!;
        expect(found.known).toMatchObject({
          bot: 'grid',
          key: 'main',
          exchange: id,
          fingerprint: fingerprintOf(issued.id),
        });
        expect(found.botKey.secret === undefined).toBe(issued.publicKeyPem !== undefined);
        expect(found.botKey.passphrase === undefined).toBe(issued.passphrase === undefined);
        expect(place.find(id === 'binance' ? 'bybit' : 'binance', issued.id)).toBeUndefined();
        expect(place.find(id, `${issued.id}x`)).toBeUndefined();
      }
    },
  );

  it('stand in a file that holds no secret in clear, readable by its owner alone', () => {
    const issued = open().issue('grid', 'main', binance);
    const secret = issued.secret.openBytes((bytes) => bytes.toString('utf8'));
    const file = readFileSync(path(), 'utf8');
    for (const form of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')])
      expect(file).not.toContain(form);
    expect(statSync(path()).mode & 0o077).toBe(0);
  });

  it('are one for each bot', () => {
    const keys = open();
    keys.issue('grid', 'main', binance);
    expect(() => keys.issue('grid', 'main', binance)).toThrow(/has a key/);
    keys.issue('other', 'main', binance);
    expect(keys.list().map(({ bot }) => bot)).toEqual(['grid', 'other']);
  });

  it('that are revoked are gone at once and for good', () => {
    const keys = open();
    const { id } = keys.issue('grid', 'main', binance);
    keys.revoke('grid');
    expect(keys.find('binance', id)).toBeUndefined();
    expect(open().find('binance', id)).toBeUndefined();
    expect(() => keys.revoke('grid')).toThrow(/has no key/);
  });

  it('that are revoked are gone at once also when the disk does not take it, which is said', () => {
    const keys = open();
    const { id } = keys.issue('grid', 'main', binance);
    rmSync(join(folder, 'home'), { recursive: true });
    expect(() => keys.revoke('grid')).toThrow();
    expect(keys.find('binance', id)).toBeUndefined();
  });

  it('that could not be written are not issued', () => {
    const keys = open();
    rmSync(join(folder, 'home'), { recursive: true });
    expect(() => keys.issue('grid', 'main', binance)).toThrow();
    expect(keys.list()).toEqual([]);
  });

  it('changed by another process are read again', () => {
    const [keys, other] = [open(), open()];
    const { id } = other.issue('grid', 'main', binance);
    expect(keys.find('binance', id)).toBeUndefined();
    keys.reload();
    expect(keys.find('binance', id)).toBeDefined();
  });

  it.each(['{', '{"version":2,"keys":[]}', '{"version":1,"keys":{}}', 'null'])(
    'of a file that reads %s stop the start',
    (text) => {
      writeFileSync(path(), text);
      expect(open).toThrow(/cannot be read/);
    },
  );
});

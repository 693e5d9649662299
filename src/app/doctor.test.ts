import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../core/index.ts';
import { examine } from './doctor.ts';
import { quiet } from './scene.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = {
  environment: { home: folder, configFolder: folder, mayColour: false, user: 'a test', variables: {} },
  folder,
  clock: systemClock,
  log: quiet,
};

describe('the disk of the state folder', () => {
  const [mebibyte, kibibyte] = [2 ** 20, 2 ** 10];

  it.each([
    [64 * mebibyte, 'fine', undefined],
    [64 * mebibyte - 1, 'warning', '65535 KiB free'],
    [64 * kibibyte, 'warning', '64 KiB free'],
    [64 * kibibyte - 1, 'fault', '63 KiB free'],
    [0, 'fault', 'only 0 KiB free'],
  ])('with %i bytes free is examined as %s', async (free, outcome, says) => {
    const [home] = await examine(parts, () => free);
    expect(home).toMatchObject({ what: 'state folder', outcome });
    if (says === undefined) expect(home).not.toHaveProperty('fix');
    else {
      expect(home?.says).toContain(says);
      expect(home?.fix).toContain('free the disk');
    }
  });

  it('is asked for its room, and a fault of it ends the examination of what needs it', async () => {
    const asked: string[] = [];
    const examined = await examine(parts, (path) => {
      asked.push(path);
      return 0;
    });
    expect(asked).toEqual([folder]);
    expect(examined.map(({ what }) => what)).not.toContain('keyward up');
    expect((await examine(parts))[0]?.what).toBe('state folder');
  });
});

describe('a practice key while nothing runs', () => {
  const yaml = (from: string) => `version: 1
keys: { main: { exchange: binance, environment: practice${from} } }
gateway: { port: 0 }
practice: { port: 0 }
`;
  const examined = async (from: string) => {
    writeFileSync(join(folder, 'keyward.yaml'), yaml(from));
    return (await examine(parts, () => 2 ** 40)).find(({ what }) => what === 'key main');
  };

  it('whose place gives none is told of, with the place', async () => {
    expect(await examined(', from: { dotenv: { file: none.env } }')).toMatchObject({
      outcome: 'warning',
      says: expect.stringMatching(/^its place gives no key \(.*none\.env.*\), so the one of the built-in/),
      fix: expect.any(String),
    });
  });

  it('is fine where the settings give it no place, and where its place has one', async () => {
    expect(await examined('')).toMatchObject({ outcome: 'fine' });
    writeFileSync(join(folder, 'a.env'), 'BINANCE_API_KEY=practice-id\nBINANCE_API_SECRET=practice\n', { mode: 0o600 });
    expect(await examined(', from: { dotenv: { file: a.env } }')).toMatchObject({ outcome: 'fine' });
  });
});

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordFolder, recordOutput, recordSecret } from './canary.ts';
import { canaryFaults } from './canary-search.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-canary-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = 'b3s+/sec"ret&with=odd%';
const secret = Buffer.from(text);
const pem =
  '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\nCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n';

describe('the canary', () => {
  it.each([
    ['raw', text],
    ['base64', secret.toString('base64')],
    ['base64url', secret.toString('base64url')],
    ['base64 behind one byte', Buffer.from(`u:${text}`).toString('base64')],
    ['base64 behind two bytes', Buffer.from(`us${text}!`).toString('base64')],
    ['base64 in a URL', encodeURIComponent(secret.toString('base64'))],
    ['hex', secret.toString('hex')],
    ['hex in capitals', secret.toString('hex').toUpperCase()],
    ['URL-encoded', encodeURIComponent(text)],
    ['a form', new URLSearchParams({ secret: text }).toString()],
    ['JSON', JSON.stringify({ secret: text })],
    ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ secret: text }) })],
  ])('finds a secret printed as %s', (_form, printed) => {
    recordSecret(secret, folder);
    recordOutput('log', `before ${printed} after`, { folder });
    expect(canaryFaults(folder, true)).not.toEqual([]);
    expect(canaryFaults(folder, true).join()).toContain('canary.test.ts > the canary > finds a secret');
    expect(canaryFaults(folder, true).join()).not.toContain(text);
  });

  it('finds bytes that are no text', () => {
    const bytes = randomBytes(32);
    recordSecret(bytes, folder);
    recordOutput('dump', Buffer.concat([randomBytes(9), bytes]), { folder });
    expect(canaryFaults(folder, true)).toHaveLength(1);
  });

  it('finds one line of a PEM', () => {
    recordSecret(pem, folder);
    recordOutput('log', 'key CCqGSM49AwEHBG0wawIBAQQg', { folder });
    expect(canaryFaults(folder, true)).toEqual([expect.stringContaining('(line 3)')]);
  });

  it('finds a secret of one test in the files of another', () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, 'journal'), { recursive: true });
    writeFileSync(join(home, 'journal', '1.jsonl'), `{"order":"${text.slice(0, 4)}"}\n`);
    writeFileSync(join(home, 'bots.json'), JSON.stringify(text));
    recordSecret(secret, folder);
    recordFolder(home, { except: ['bots.json'], folder });
    expect(canaryFaults(folder, true)).toEqual([]);
    recordFolder(home, { folder });
    expect(canaryFaults(folder, true)).toEqual([expect.stringContaining('bots.json')]);
  });

  it('lets pass what is shown on purpose', () => {
    recordSecret(secret, folder);
    recordOutput('bot add', `secret: ${text}\n`, { shown: [text], folder });
    expect(canaryFaults(folder, true)).toEqual([]);
  });

  it('finds one of a thousand secrets among megabytes', () => {
    for (let i = 0; i < 1_000; i++) recordSecret(randomBytes(32).toString('hex'), folder);
    recordSecret(secret, folder);
    recordOutput('log', Buffer.concat([randomBytes(8_000_000), secret]), { folder });
    expect(canaryFaults(folder, true)).toHaveLength(1);
  });

  it('fails a whole run in which nothing was looked for, and no part of one', () => {
    expect(canaryFaults(folder, true)).toHaveLength(2);
    recordSecret(secret, folder);
    expect(canaryFaults(folder, true)).toEqual([expect.stringContaining('no test recorded an output')]);
    expect(canaryFaults(folder, false)).toEqual([]);
  });

  it('refuses a secret that is too short to look for', () => {
    expect(() => recordSecret('abc', folder)).toThrow(RangeError);
  });
});

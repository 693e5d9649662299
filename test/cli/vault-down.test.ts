import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

let terminal: Terminal;
let vault: Server;
/** What the place answers to everything. */
let status = 403;
beforeEach(async () => {
  terminal = new Terminal();
  vault = createServer((_, response) => response.writeHead(status).end('{"errors": ["permission denied"]}'));
  await once(vault.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  vault.close();
  await terminal.close();
});

const address = () => `http://127.0.0.1:${(vault.address() as AddressInfo).port}`;

/** Settings of a key that trades, from this place. */
function settings(from: string, more = ''): string {
  return `version: 1
keys:
  main: { exchange: binance, environment: live, from: ${from}${more} }
gateway: { port: 0 }
clock: { ntp: [] }
`;
}

const env = {
  VAULT_TOKEN: 'practice-token',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'practice-not-a-secret',
};
function bao(answer: number): string {
  status = answer;
  return `{ vault: { address: '${address()}', path: a/b, auth: { tokenVariable: VAULT_TOKEN } } }`;
}

describe('keyward up, while the place of a key', () => {
  it.each<[string, () => string, number, string]>([
    [
      'is not reached',
      () => '{ vault: { address: "http://127.0.0.1:9", path: a/b, auth: { tokenVariable: VAULT_TOKEN } } }',
      3,
      'vault-unreached',
    ],
    ['answers with a fault of its own', () => bao(503), 3, 'vault-unreached'],
    [
      'is AWS and not reached',
      () => '{ aws: { name: a, region: eu-central-1, endpoint: "http://127.0.0.1:9" } }',
      3,
      'vault-unreached',
    ],
    ['is a program that fails', () => '{ command: { run: [cat, nothing.json] } }', 3, 'vault-unreached'],
    ['refuses Keyward', () => bao(403), 2, 'vault-refused'],
    ['does not hold the key', () => bao(404), 2, 'credential-missing'],
    ['is a file that is not there', () => '{ dotenv: { file: none.env } }', 2, 'credential-missing'],
    ['is a unit of systemd, and none has started it', () => '{ systemd: { name: a } }', 2, 'vault-unsupported'],
  ])(
    '%s, ends by itself with the exit code of the documents',
    async (_what, from, exit, code) => {
      terminal.write('keyward.yaml', settings(from()));
      const ended = await terminal.run(['up'], { env });
      expect([ended.exit, ended.stderr]).toEqual([exit, expect.stringContaining(`(${code})`)]);
      expect(ended.stdout).not.toContain('ready');
      // The SDK of AWS tells at its start which Node it will want.
      expect(ended.stderr).not.toContain('NodeVersionSupportWarning');
    },
    60_000,
  );

  it('says what a program said that has failed', async () => {
    terminal.write('keyward.yaml', settings('{ command: { run: [cat, nothing.json] } }'));
    expect((await terminal.run(['up'], { env })).stderr).toContain('it said: […] No such file');
  }, 30_000);

  it('stands still, when that key is only watched: it starts, and the audit tells', async () => {
    terminal.write('keyward.yaml', settings('{ dotenv: { file: none.env } }', ', purpose: audit'));
    const up = await terminal.up();
    await up.waitFor(/KEY-09/);
    await up.end();
  }, 60_000);

  it('opens with a passphrase, and another is given: says so, and not that a right is missing', async () => {
    for (const [name, text] of [
      ['good', 'correct horse battery'],
      ['bad', 'wrong horse battery'],
    ] as const)
      chmodSync(terminal.write(name, text), 0o600);
    const locked = (file: string) =>
      `version: 1\nkeys: {}\nvault: { unlock: { passphrase: { file: ${file} } } }\ngateway: { port: 0 }\n`;
    terminal.write('keyward.yaml', locked('good'));
    await (await terminal.up()).end();
    terminal.write('keyward.yaml', locked('bad'));
    const refused = await terminal.run(['up']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toMatch(/the passphrase does not open .*vault\.key\.age/);
    expect(refused.stderr).toContain('type it again');
    expect(refused.stderr).toContain('hint: Give Keyward the right, the passphrase or the identity');
  }, 60_000);
});

import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import { type MintedKey, type Practice, startPractice } from '../../src/practice/index.ts';
import { type Bao, startBao } from '../../src/vault/openbao/bao.contract.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { Terminal } from '../cli/terminal.ts';
import { needProgram } from '../programs.ts';
import { needPython, pythonEnvironment } from '../python/environment.ts';
import { readTracked, root } from '../source-tree.ts';

const run = promisify(execFile);
const page = readTracked('recipes/openbao/rotation.md');
const [owner = '', rotate = ''] = blocksOf('sh');
const [settings = ''] = blocksOf('yaml');
const main = join(root, 'dist', 'cli', 'main.js');
const SUB_ACCOUNT = '100200300';

function blocksOf(kind: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
}

function documentOf({ id, secret }: MintedKey): string {
  recordSecret(secret);
  return JSON.stringify({ api_key: id, secret });
}

describe('recipes/openbao/rotation.md', () => {
  let bao: Bao | undefined;
  let practice: Practice | undefined;
  let terminal: Terminal | undefined;
  let folder = '';
  afterEach(async () => {
    await terminal?.close();
    await practice?.stop();
    await bao?.stop();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the commands of a block as they stand, `keyward` being the built one. */
  async function shell(script: string, server: Bao, context: Pick<TestContext, 'skip'>): Promise<string> {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'keyward'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, { mode: 0o755 });
    const baoFolder = dirname(needPython(context, await pythonEnvironment('servers')));
    const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: terminal!.folder,
      env: {
        PATH: [bin, baoFolder, process.env.PATH].join(delimiter),
        HOME: folder,
        KEYWARD_HOME: terminal!.home,
        BAO_ADDR: server.address,
        BAO_TOKEN: server.rootToken,
      },
    });
    recordOutput('the recipe of openbao', stdout + stderr);
    return stdout;
  }

  it('replaces a key in a real server with the commands as they stand', { timeout: 120_000 }, async (context) => {
    needProgram(context, 'shred');
    bao = await startBao(context);
    practice = await startPractice({ port: 0, seed: 'bao', clock: systemClock });
    folder = mkdtempSync(join(tmpdir(), 'keyward-recipe-'));
    terminal = new Terminal();
    const about = { exchange: 'bybit', ips: ['127.0.0.1'] };
    const permissions = { read: true, trade: true };
    const old = practice.mintKey({ ...about, account: 'sub', subAccount: SUB_ACCOUNT, permissions });
    const master = practice.mintKey({ ...about, account: 'master', permissions: { ...permissions, admin: true } });
    terminal.write('key.json', documentOf(old));
    terminal.write('master.json', documentOf(master));
    for (const name of ['keyward-rotate.hcl', 'keyward-master.hcl'])
      copyFileSync(join(root, 'recipes', 'openbao', name), join(terminal.folder, name));
    await shell(owner, bao, context);
    expect(existsSync(join(terminal.folder, 'key.json'))).toBe(false);
    recordSecret(readFileSync(join(terminal.folder, 'secret-id'), 'utf8').trim());

    const roleId = readFileSync(join(terminal.folder, 'role-id'), 'utf8').trim();
    const given = settings
      .replaceAll('https://vault.example:8200', bao.address)
      .replaceAll('/etc/keyward/secret-id', join(terminal.folder, 'secret-id'))
      .replaceAll('ROLE_ID', roleId)
      .replaceAll('exchange: bybit', 'exchange: bybit\n    environment: practice');
    expect(given).toContain(SUB_ACCOUNT);
    terminal.write(
      'keyward.yaml',
      `${given}gateway: { port: 0 }\npractice: { serve: false, port: ${practice.port} }\n`,
    );
    const up = await terminal.up();
    const said = await shell(rotate, bao, context);
    const alive = practice.keys.all().filter(({ subAccount, revoked }) => subAccount === SUB_ACCOUNT && !revoked);
    expect(alive).toHaveLength(1);
    // Without a terminal `bao` ends no line.
    expect(said.split('\n').at(-1)).toBe(`${old.id}${alive[0]!.id}`);
    const { data } = await bao.api('GET', 'secret/data/keyward/main');
    recordSecret((data.data as { secret: string }).secret);
    const [listed] = await terminal.json<{ refused?: string }[]>(['key', 'list']);
    expect(listed).not.toHaveProperty('refused');
    await up.end();
  });

  it('has units that systemd takes', async (context) => {
    needProgram(context, 'systemd-analyze');
    folder = mkdtempSync(join(tmpdir(), 'keyward-units-'));
    for (const kind of ['service', 'timer']) {
      const unit = readTracked(`recipes/openbao/rotation/keyward-rotate@.${kind}`);
      // The program is where it was installed, and its user where Keyward runs.
      const here = unit.replace('/usr/bin/keyward', process.execPath).replace('User=keyward\n', '');
      writeFileSync(join(folder, `keyward-rotate@.${kind}`), here);
    }
    const unit = join(folder, 'keyward-rotate@main.timer');
    const { stderr } = await run('systemd-analyze', ['verify', '--man=no', unit], {
      env: { PATH: process.env.PATH, SYSTEMD_UNIT_PATH: `${folder}:` },
    });
    expect(stderr.split('\n').filter((line) => line.includes('keyward-rotate'))).toEqual([]);
  });
});

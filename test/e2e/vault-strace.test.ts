import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { systemClock } from '../../src/core/index.ts';
import { fingerprintOf } from '../../src/gateway/index.ts';
import { type MintedKey, type Practice, startPractice } from '../../src/practice/index.ts';
import { type Bao, startBao } from '../../src/vault/openbao/bao.contract.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { needProgram } from '../programs.ts';

const runFile = promisify(execFile);
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const WRITES =
  'write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendfile,copy_file_range,mmap,openat,open,creat,rename,renameat2';

describe('with a credential in OpenBao', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function scene(
    context: TestContext,
  ): Promise<{ bao: Bao; practice: Practice; folder: string; first: MintedKey }> {
    needProgram(context, 'strace');
    const bao = await startBao(context);
    ends.push(() => bao.stop());
    const practice = await startPractice({ port: 0, seed: 'strace', clock: systemClock });
    ends.push(() => practice.stop());
    const folder = mkdtempSync(join(tmpdir(), 'keyward-strace-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'tmp'));
    recordSecret(bao.rootToken);
    writeFileSync(join(folder, 'token'), bao.rootToken, { mode: 0o600 });
    writeFileSync(
      join(folder, 'keyward.yaml'),
      `version: 1
keys:
  main:
    exchange: binance
    environment: practice
    from: { vault: { address: ${bao.address}, path: trading/binance, auth: { tokenFile: token }, everySeconds: 1 } }
bots:
  grid: { key: main, may: [read] }
gateway: { port: 0 }
practice: { serve: false, port: ${practice.port} }
`,
    );
    const first = await put(bao, practice);
    return { bao, practice, folder, first };
  }

  async function put(bao: Bao, practice: Practice): Promise<MintedKey> {
    const key = practice.mintKey({ exchange: 'binance', permissions: { read: true }, ips: ['127.0.0.1'] });
    recordSecret(key.secret);
    await bao.put('trading/binance', Buffer.from(JSON.stringify({ api_key: key.id, secret: key.secret })));
    return key;
  }

  it('nothing of the secret is written to any file, at the start, at a change, or while the vault is sealed', {
    timeout: 120_000,
  }, async (context) => {
    const { bao, practice, folder, first } = await scene(context);
    const trace = join(folder, 'trace');
    const env = {
      PATH: process.env['PATH'],
      KEYWARD_HOME: join(folder, 'home'),
      HOME: folder,
      TMPDIR: join(folder, 'tmp'),
    };
    const child = spawn(
      'strace',
      [
        '-D',
        '-f',
        '-qq',
        '-y',
        '-s',
        '65536',
        '-e',
        `trace=${WRITES}`,
        '-o',
        trace,
        process.execPath,
        main,
        '--json',
        'up',
      ],
      { cwd: folder, env },
    );
    ends.push(() => child.kill('SIGKILL'));
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk));
    await expect.poll(() => said, { timeout: 40_000 }).toContain('"audit"');
    const second = await put(bao, practice);
    await expect.poll(() => said, { timeout: 30_000 }).toContain('an exchange key was switched');
    await bao.api('PUT', 'sys/seal');
    await expect.poll(() => said, { timeout: 30_000 }).toContain('in memory only');
    const listed = await runFile(process.execPath, [main, '--json', 'key', 'list'], { cwd: folder, env });
    expect(JSON.parse(listed.stdout)).toMatchObject([{ key: 'main', fingerprint: fingerprintOf(second.id) }]);
    expect(listed.stdout).not.toContain('refused');
    child.kill('SIGTERM');
    await once(child, 'exit');
    recordOutput('up under strace', said);
    const files = await written(trace);
    for (const key of [first, second]) {
      const forms = [
        key.secret,
        Buffer.from(key.secret).toString('base64').replace(/=+$/, ''),
        Buffer.from(key.secret).toString('hex'),
      ];
      for (const [file, text] of files) {
        expect([file, forms.some((form) => text.includes(form))]).toEqual([file, false]);
      }
      for (const file of below(folder)) {
        if (file === trace) continue;
        const bytes = readFileSync(file, 'latin1');
        expect([file, forms.some((form) => bytes.includes(form))]).toEqual([file, false]);
      }
    }
    // What is written is seen: the book names the key by its fingerprint.
    const book = [...files].filter(([file]) => file.includes('/journal/')).map(([, text]) => text);
    expect(book.join('')).toContain(fingerprintOf(second.id));
  });
});

/** What was written, by the path of the file; sockets, pipes and the terminal left out. */
async function written(trace: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(trace, 'latin1') })) {
    const found = /\b(?:write|writev|pwrite64|pwritev2?|sendfile|copy_file_range)\(\d+<(\/[^>]*)>,(.*)$/.exec(line);
    if (!found || /^\/(?:dev|proc)\//.test(found[1]!)) continue;
    files.set(found[1]!, (files.get(found[1]!) ?? '') + found[2]!);
  }
  return files;
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

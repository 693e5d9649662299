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
import { REGION, startMoto } from '../../src/vault/aws/moto.contract.ts';
import { startGoogle } from '../../src/vault/gcp/google.contract.ts';
import { startBao } from '../../src/vault/openbao/bao.contract.ts';
import { recordOutput, recordSecret } from '../canary.ts';
import { needProgram } from '../programs.ts';

const runFile = promisify(execFile);
const main = process.env.KEYWARD_MAIN ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const WRITES =
  'write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendfile,copy_file_range,mmap,openat,open,creat,rename,renameat2';

/** A remote place with one secret in it. */
interface Remote {
  /** Under `from` in the settings. */
  readonly from: Readonly<Record<string, unknown>>;
  /** What Keyward logs in with, as variables of its own. */
  readonly variables?: Readonly<Record<string, string>>;
  put(document: string): Promise<unknown>;
  /** From now on it cannot be read. */
  fail(): Promise<unknown>;
  stop(): Promise<unknown>;
}

const remotes: Readonly<Record<string, (context: TestContext, folder: string) => Promise<Remote>>> = {
  OpenBao: async (context, folder) => {
    const bao = await startBao(context);
    recordSecret(bao.rootToken);
    writeFileSync(join(folder, 'token'), bao.rootToken, { mode: 0o600 });
    const { address } = bao;
    return {
      from: { vault: { address, path: 'trading/binance', auth: { tokenFile: 'token' }, everySeconds: 1 } },
      put: (document) => bao.put('trading/binance', Buffer.from(document)),
      fail: () => bao.api('PUT', 'sys/seal'),
      stop: async () => bao.stop(),
    };
  },
  'AWS Secrets Manager': async (context) => {
    const moto = await startMoto(context);
    const { id, secret } = await moto.user('reading', ['keyward-read']);
    const name = 'keyward/binance';
    let isMade = false;
    let isStopped = false;
    const stop = async (): Promise<void> => {
      if (!isStopped) await moto.stop();
      isStopped = true;
    };
    return {
      from: { aws: { name, region: REGION, endpoint: moto.endpoint, everySeconds: 5 } },
      variables: { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_EC2_METADATA_DISABLED: 'true' },
      put: async (document) => {
        await (isMade ? moto.replace(name, document) : moto.create(name, document));
        isMade = true;
      },
      fail: stop,
      stop,
    };
  },
  'Google Cloud Secret Manager': async () => {
    const google = await startGoogle();
    const name = 'projects/desk-1/secrets/binance';
    google.grant(google.machine, name, 'access');
    let isStopped = false;
    const stop = async (): Promise<void> => {
      if (!isStopped) await google.stop();
      isStopped = true;
    };
    return {
      from: { gcp: { name, endpoint: google.address, everySeconds: 5 } },
      variables: {
        GCE_METADATA_HOST: google.address.slice('http://'.length),
        METADATA_SERVER_DETECTION: 'assume-present',
      },
      put: async (document) => google.put(name, Buffer.from(document)),
      fail: stop,
      stop,
    };
  },
};

describe.each(Object.entries(remotes))('with a credential in %s', (_name, start) => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function scene(
    context: TestContext,
  ): Promise<{ remote: Remote; practice: Practice; folder: string; first: MintedKey }> {
    needProgram(context, 'strace');
    const folder = mkdtempSync(join(tmpdir(), 'keyward-strace-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const remote = await start(context, folder);
    ends.push(() => remote.stop());
    const practice = await startPractice({ port: 0, seed: 'strace', clock: systemClock });
    ends.push(() => practice.stop());
    mkdirSync(join(folder, 'tmp'));
    writeFileSync(
      join(folder, 'keyward.yaml'),
      `version: 1
keys:
  main:
    exchange: binance
    environment: practice
    from: ${JSON.stringify(remote.from)}
bots:
  grid: { key: main, may: [read] }
gateway: { port: 0 }
practice: { serve: false, port: ${practice.port} }
`,
    );
    const first = await put(remote, practice);
    return { remote, practice, folder, first };
  }

  async function put(remote: Remote, practice: Practice): Promise<MintedKey> {
    const key = practice.mintKey({ exchange: 'binance', permissions: { read: true }, ips: ['127.0.0.1'] });
    recordSecret(key.secret);
    await remote.put(JSON.stringify({ api_key: key.id, secret: key.secret }));
    return key;
  }

  it('nothing of the secret is written to any file, at the start, at a change, or while the vault is sealed', {
    timeout: 120_000,
  }, async (context) => {
    const { remote, practice, folder, first } = await scene(context);
    const trace = join(folder, 'trace');
    const env = {
      ...remote.variables,
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
    const second = await put(remote, practice);
    await expect.poll(() => said, { timeout: 30_000 }).toContain('an exchange key was switched');
    await remote.fail();
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

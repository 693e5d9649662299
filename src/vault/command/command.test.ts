import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { needProgram } from '../../../test/programs.ts';
import { KeywardError, Secret, systemClock } from '../../core/index.ts';
import { documentNames } from '../names.ts';
import { command } from './back-end.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-command-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = randomBytes(24).toString('hex');
recordSecret(secret);
const variables = { PATH: process.env.PATH, HOME: folder, HIDDEN: 'hidden', SHOWN: 'shown' };

function place(settings: unknown) {
  return command.open(command.schema.parse(settings), {
    names: documentNames('binance', {}, false),
    key: 'main',
    folder,
    home: folder,
    variables,
    clock: systemClock,
    identity: () => Promise.reject(new Error('not asked for')),
  });
}

async function errorOf(reading: Promise<unknown>): Promise<KeywardError> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
  recordOutput('an error of a command', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error;
}

/** A program of the owner's own. */
function script(name: string, text: string): string {
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o700);
  return `./${name}`;
}

const read = async (settings: unknown): Promise<string> => {
  const parts = await place(settings).read();
  return `${parts.id} ${parts.secret.openBytes((bytes) => bytes.toString())}`;
};

describe('a command', () => {
  it('beside keyward.yaml gives the document', async () => {
    const run = [script('own', `echo '{"api_key": "id", "secret": "${secret}"}'`)];
    expect(await read({ run })).toBe(`id ${secret}`);
  });

  it('that speaks as a credential_process of AWS is read', async () => {
    const json = JSON.stringify({ Version: 1, AccessKeyId: 'id', SecretAccessKey: secret, SessionToken: 'x' });
    expect(await read({ run: ['printf', '%s', json] })).toBe(`id ${secret}`);
  });

  it('is `age -d`, for a file that the owner encrypted', async (context) => {
    const [age, keygen] = [needProgram(context, 'age'), needProgram(context, 'age-keygen')];
    execFileSync(keygen, ['-o', join(folder, 'own.key')], { stdio: 'ignore' });
    const recipient = execFileSync(keygen, ['-y', join(folder, 'own.key')])
      .toString()
      .trim();
    const document = `BINANCE_API_KEY=id\nBINANCE_API_SECRET=${secret}\n`;
    execFileSync(age, ['-r', recipient, '-o', join(folder, 'own.age')], { input: document });
    expect(await read({ run: ['age', '-d', '-i', 'own.key', 'own.age'] })).toBe(`id ${secret}`);
  });

  it('gets PATH, HOME and what the settings pass, and nothing else', async () => {
    const print = script(
      'print',
      `env | sort | sed 's/=.*//' | tr '\\n' ' ' > seen; echo "api_key=$SHOWN$HIDDEN"; echo secret=${secret}`,
    );
    expect(await read({ run: [print], pass: ['SHOWN', 'ABSENT'] })).toBe(`shown ${secret}`);
    const seen = readFileSync(join(folder, 'seen'), 'utf8').trim().split(' ');
    expect(seen.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name))).toEqual(['HOME', 'PATH', 'SHOWN']);
  });

  it('is read by no shell', async () => {
    await errorOf(place({ run: ['echo', `x; touch ${join(folder, 'made')}`, '$(touch made)', '`touch made`'] }).read());
    expect(existsSync(join(folder, 'made'))).toBe(false);
  });

  it.each([
    ['fails', `echo ${secret}; echo ${secret} >&2; exit 7`, 'vault-unreached', 'exit code 7'],
    ['dies', `echo ${secret}; kill -TERM $$`, 'vault-unreached', 'signal SIGTERM'],
    ['writes too much', `echo ${secret}; head -c 70000 /dev/zero`, 'credential-invalid', 'too much'],
    ['writes without end', 'exec yes', 'credential-invalid', 'too much'],
    ['does not end', 'sleep 60 & sleep 60', 'vault-unreached', '500 ms'],
    ['leaves something behind that holds its output', 'sleep 60 &', 'vault-unreached', '500 ms'],
    ['writes nothing', 'true', 'credential-missing', 'no BINANCE_API_KEY'],
  ])('that %s gives no credential, and shows none', async (title, text, code, message) => {
    const run = [script(`case-${title.replaceAll(' ', '-')}`, text)];
    const begunMs = Date.now();
    const error = await errorOf(place({ run, timeoutMs: 500 }).read());
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(Date.now() - begunMs).toBeLessThan(5_000);
  });

  it('that fails is told of with the plain words of the first line that it said; one that writes says nothing', async () => {
    const text = `echo "vault is sealed, not ${secret}" >&2; echo more >&2; exit 3`;
    const error = await errorOf(place({ run: [script('sealed', text)] }).read());
    expect(error.lines[0]).toBe('it said: vault is sealed, not […]');
    expect(error.lines.join()).not.toContain('more');
    const parts = { id: 'new', secret: Secret.take(Buffer.from(secret)) };
    const writing = place({ run: ['printf', '{}'], write: [script('store-badly', 'cat >&2; exit 1')] });
    expect((await errorOf(Promise.resolve(writing.write?.(parts)))).lines).toEqual([
      'run it by hand, as the user of Keyward, to see all that it says',
    ]);
  });

  it('that does not end is ended with what it started', async () => {
    const run = [script('children', 'sleep 61 & echo $! > child; wait')];
    await errorOf(place({ run, timeoutMs: 500 }).read());
    const child = readFileSync(join(folder, 'child'), 'utf8').trim();
    const state = () => {
      try {
        return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
      } catch {
        return 'gone';
      }
    };
    await expect.poll(state).toMatch(/^(gone|Z)$/);
  });

  it('that is not here, or is no program, is named', async () => {
    expect(await errorOf(place({ run: ['no-such-program'] }).read())).toMatchObject({
      code: 'vault-unsupported',
      message: 'the program no-such-program is not here',
    });
    writeFileSync(join(folder, 'plain'), '');
    expect((await errorOf(place({ run: ['./plain'] }).read())).code).toBe('vault-unsupported');
  });

  it('takes the new document from its input, and says when it fails', async () => {
    writeFileSync(join(folder, 'kept.json'), '{"note": 1, "api_key": "a", "secret": "b"}');
    const run = ['cat', 'kept.json'];
    const parts = () => ({ id: 'new', secret: Secret.take(Buffer.from(secret)) });
    await place({ run, write: [script('store', 'cat > next && mv next kept.json')] }).write?.(parts());
    expect(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8'))).toEqual({ note: 1, api_key: 'new', secret });
    const error = await errorOf(Promise.resolve(place({ run, write: ['false'] }).write?.(parts())));
    expect(error.message).toBe('the command false failed (exit code 1)');
    expect(place({ run }).write).toBeUndefined();
  });

  it.each([
    ['a line for a shell', { run: 'op read x' }],
    ['no program', { run: [] }],
    ['an empty name', { run: [''] }],
    ['what is read in parts and written whole', { run: { key: ['a'], secret: ['b'] }, write: ['c'] }],
    ['the value of a variable', { run: ['a'], pass: ['A=b'] }],
  ])('cannot be %s', (_title, settings) => {
    expect(command.schema.safeParse(settings).success).toBe(false);
  });
});

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { recordOutput, recordSecret } from '../../../../test/canary.ts';
import { needProgram } from '../../../../test/programs.ts';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../../../../test/python/environment.ts';
import { root } from '../../../../test/source-tree.ts';
import type { Message } from '../../message.ts';
import { openChannel, sample } from '../fixture.contract.ts';
import { smtp } from './smtp.ts';

const password = 'a-mail-password-of-a-test/+=';
const folder = mkdtempSync(join(tmpdir(), 'keyward-smtp-'));
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
const started: ChildProcess[] = [];
let environment: PythonEnvironment;

beforeAll(async () => {
  environment = await pythonEnvironment('servers');
  recordSecret(password);
}, ENVIRONMENT_TIMEOUT_MS);
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly tls: boolean;
  readonly user: boolean;
  readonly data: string;
}

/** aiosmtpd 1.4.6, which was written by others. */
async function startServer(context: TestContext, mode: string) {
  const python = needPython(context, environment);
  const openssl = needProgram(context, 'openssl');
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
  const about = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(openssl, ['req', '-x509', ...made, ...about], { stdio: 'ignore' });
  const child = spawn(python, [join(root, 'test', 'python', 'smtp_server.py'), mode, cert, key], {
    env: { PATH: process.env.PATH, SMTP_TEST_PASSWORD: password, PYTHONWARNINGS: 'ignore' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  const lines = createInterface({ input: child.stdout! });
  const mails: Mail[] = [];
  const [first] = (await once(lines, 'line')) as [string];
  lines.on('line', (line) => mails.push(JSON.parse(line) as Mail));
  return { port: (JSON.parse(first) as { readonly port: number }).port, mails };
}

const addresses = { sender: 'keyward@example.org', to: ['ann@example.org', 'bob@example.org'] };

function open(settings: object, secret: string | null = password) {
  const opened = openChannel(smtp, { host: 'localhost', ...addresses, ...settings }, secret ?? undefined, {
    readFile: (path) => readFileSync(path),
  });
  return {
    ...opened.channel,
    send: async (message: Message) => {
      const sent = await opened.channel.send(message);
      recordOutput('alert smtp', JSON.stringify(sent));
      return sent;
    },
  };
}

describe('the channel smtp', () => {
  it.for([
    ['starttls', 'STARTTLS and a login'],
    ['tls', 'TLS from the start and a login'],
  ] as const)('sends with %s: %s', async ([security], context) => {
    const { port, mails } = await startServer(context, security);
    const user = 'ann';
    const channel = open({ port, security, user, caFile: cert });
    expect(await channel.send(sample)).toEqual({ kind: 'sent', says: 'taken by the server' });
    await expect.poll(() => mails.length).toBe(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ from: 'keyward@example.org', to: addresses.to, tls: true, user: true });
    expect(mail!.data).toMatch(/^Subject: \[keyward\] CRITICAL main: the key can withdraw\r$/m);
    expect(mail!.data).toMatch(/^Message-ID: <01KAAAAAAAAAAAAAAAAAAAAAAA@keyward\.invalid>\r$/m);
    expect(mail!.data).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail!.data).toContain('Next: keyward explain KEY-01');
    expect(await channel.check({ ...sample, kind: 'check' })).toMatchObject({ kind: 'sent' });
    expect(await open({ port, security, user, caFile: cert }, 'another-password').send(sample)).toEqual({
      kind: 'failed',
      isRefused: true,
      says: 'EAUTH, reply 535',
    });
    expect(mails).toHaveLength(1);
  });

  it('lets nothing of a message become a header, a recipient or the end of the mail', async (context) => {
    const { port, mails } = await startServer(context, 'plain');
    const evil = 'x\r\nBcc: eve@example.org\r\nRCPT TO:<eve@example.org>\r\n\r\n.\r\nQUIT\r\n';
    const channel = open({ port, security: 'none', host: '127.0.0.1' });
    expect(await channel.send({ ...sample, what: evil, evidence: evil, source: 'keyward' })).toMatchObject({
      kind: 'sent',
    });
    await expect.poll(() => mails.length).toBe(1);
    expect(mails[0]!.to).toEqual(addresses.to);
    const [head = ''] = mails[0]!.data.split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/im);
    expect(await channel.send({ ...sample, what: 'x'.repeat(100_000), evidence: '.\n'.repeat(60_000) })).toMatchObject({
      kind: 'sent',
    });
    await expect.poll(() => mails.length).toBe(2);
    expect(mails[1]!.data).toContain('[cut here');
    expect(Math.max(...mails[1]!.data.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('sends nothing, and no password, where the connection is not made safe', async (context) => {
    const { port, mails } = await startServer(context, 'no-starttls');
    expect(await open({ port, security: 'starttls', user: 'ann', caFile: cert }).send(sample)).toMatchObject({
      kind: 'failed',
      says: expect.stringMatching(/^(ETLS|ESOCKET)/),
    });
    expect(await open({ port, security: 'tls', user: 'ann', caFile: cert }).send(sample)).toMatchObject({
      kind: 'failed',
    });
    expect(mails).toEqual([]);
  });

  it('trusts no certificate that the settings do not name, whatever the environment says', async (context) => {
    const { port, mails } = await startServer(context, 'tls');
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await open({ port, security: 'tls', user: 'ann' }).send(sample)).toMatchObject({ kind: 'failed' });
      expect(
        await open({ port, security: 'tls', user: 'ann', caFile: cert, host: '127.0.0.1' }).send(sample),
      ).toMatchObject({
        kind: 'failed',
      });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(mails).toEqual([]);
  });

  it('says that nobody is there, that nobody answers, and that the password is missing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    expect(await open({ port, security: 'tls', user: 'ann' }, null).send(sample)).toMatchObject({
      isRefused: true,
      says: 'there is no SMTP_PASSWORD',
    });
    await new Promise((done) => silent.close(done));
    expect(await open({ port, security: 'tls', user: 'ann' }).send(sample)).toMatchObject({
      kind: 'failed',
      isRefused: false,
    });
  });

  it('takes mail without TLS for this host alone, and addresses without a place for more', () => {
    const fine = { host: 'mail.example.org', ...addresses };
    expect(smtp.schema.safeParse(fine).success).toBe(true);
    for (const wrong of [
      { ...fine, security: 'none' },
      { ...fine, to: ['ann@example.org>\r\nRCPT TO:<eve@example.org'] },
      { ...fine, sender: 'Ann <ann@example.org>' },
      { ...fine, to: ['a@example.org,b@example.org'] },
      { ...fine, password: 'x' },
    ])
      expect([wrong, smtp.schema.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});

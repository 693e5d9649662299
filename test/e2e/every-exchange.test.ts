import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addKey, type SessionParts, withOperations } from '../../src/app/index.ts';
import { jsonLog, Secret, systemClock } from '../../src/core/index.ts';
import { inspections } from '../../src/exchanges/index.ts';
import { type Practice, startPractice } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';

/** One practice exchange outside of Keyward, and one state folder, for all of them. */
let practice: Practice;
let folder: string;
let session: SessionParts;
beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'every', clock: systemClock });
  folder = mkdtempSync(join(tmpdir(), 'keyward-every-'));
  writeFileSync(
    join(folder, 'keyward.yaml'),
    `version: 1\nkeys: {}\nbots: {}\ngateway: { port: 0 }\npractice: { port: ${practice.port}, serve: false }\n`,
  );
  session = {
    environment: { home: join(folder, 'home'), configFolder: join(folder, 'config'), variables: {}, user: 'a-test' },
    folder,
    clock: systemClock,
    log: jsonLog(() => undefined, systemClock),
  } as SessionParts;
});
afterAll(async () => {
  await practice.stop();
  rmSync(folder, { recursive: true, force: true });
});

const names = Object.keys(inspections).sort();

describe('on an external practice exchange', () => {
  it.each(names)('a key of %s can be taken in', { timeout: 30_000 }, async (exchange) => {
    const key = practice.mintKey({ exchange, permissions: { trade: true }, ips: ['127.0.0.1'], subAccount: 'bots' });
    for (const part of [key.secret, key.passphrase]) if (part !== undefined) recordSecret(part);
    const secretOf = (text: string): Secret => Secret.take(Buffer.from(text, 'utf8'));
    const added = await addKey(
      session,
      {
        name: exchange,
        exchange,
        environment: 'practice',
        purpose: 'bots',
        holders: [],
        allowWithdraw: 'a test',
        allowAnyIp: 'a test',
        by: 'a test',
      },
      {
        id: key.id,
        secret: secretOf(key.secret),
        ...(key.passphrase === undefined ? {} : { passphrase: secretOf(key.passphrase) }),
      },
    );
    expect(added).toMatchObject({ exchange, rights: expect.any(Object) });
  });

  it('each key of the 22 exchanges answers the audit', { timeout: 60_000 }, async () => {
    const audited = await withOperations(session, (operations) => operations.auditKeys());
    expect(names).toHaveLength(22);
    expect(audited.map(({ exchange, outcome }) => [exchange, outcome]).toSorted()).toEqual(
      names.map((name) => [name, expect.stringMatching(/^(told|attested|alive)$/)]),
    );
  });
});

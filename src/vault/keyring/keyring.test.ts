import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { KeywardError, Secret, systemClock } from '../../core/index.ts';
import { documentNames } from '../names.ts';
import { keyring } from './back-end.ts';
import { type KeyringSession, startKeyring } from './session.contract.ts';

const sessions: KeyringSession[] = [];
afterAll(async () => {
  for (const session of sessions) await session.stop();
});

async function started(context: TestContext, options?: { isUnlocked: boolean }): Promise<KeyringSession> {
  const session = await startKeyring(context, options);
  sessions.push(session);
  return session;
}

function place(variables: Readonly<Record<string, string>>, settings: unknown = {}) {
  return keyring.open(keyring.schema.parse(settings), {
    names: documentNames('okx', {}, true),
    key: 'main',
    folder: '',
    home: '',
    variables,
    clock: systemClock,
    identity: () => Promise.reject(new Error('not asked for')),
  });
}

function parts() {
  const texts = { id: 'id', secret: randomBytes(24).toString('hex'), passphrase: randomBytes(24).toString('hex') };
  recordSecret(texts.secret);
  recordSecret(texts.passphrase);
  const take = (text: string): Secret => Secret.take(Buffer.from(text));
  return { texts, given: { id: 'id', secret: take(texts.secret), passphrase: take(texts.passphrase) } };
}

async function codeOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
  recordOutput('an error of the keyring', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error.code;
}

const plain = (secret: Secret | undefined): string | undefined => secret?.openBytes((bytes) => bytes.toString());

describe('a keyring', () => {
  it('takes a credential, whole or a secret for each part, and gives it back', async (context) => {
    const { variables } = await started(context);
    const each = { account: { key: 'k', secret: 's', passphrase: 'p' } };
    for (const settings of [{}, { service: 'other', account: 'x y' }, each]) {
      const { texts, given } = parts();
      expect(await codeOf(place(variables, settings).read())).toBe('credential-missing');
      await place(variables, settings).write?.(given);
      const read = await place(variables, settings).read();
      expect([read.id, plain(read.secret), plain(read.passphrase)]).toEqual(['id', texts.secret, texts.passphrase]);
    }
  });

  it('that is locked says so, to a reader and to a writer', async (context) => {
    const session = await started(context);
    const { given } = parts();
    await place(session.variables).write?.(given);
    session.lock();
    expect(await codeOf(place(session.variables).read())).toBe('vault-locked');
    const { given: other } = parts();
    expect(await codeOf(Promise.resolve(place(session.variables, { account: 'new' }).write?.(other)))).toBe(
      'vault-locked',
    );
  });

  it('that was never set up is locked for a writer', async (context) => {
    const { variables } = await started(context, { isUnlocked: false });
    const { given } = parts();
    expect(await codeOf(Promise.resolve(place(variables).write?.(given)))).toBe('vault-locked');
  });

  it('is not to be had without a session bus, or without the program', async (context) => {
    const { variables } = await started(context);
    const { DBUS_SESSION_BUS_ADDRESS: _, ...without } = variables;
    expect(await codeOf(place(without).read())).toBe('vault-unsupported');
    expect(await codeOf(place({ ...variables, PATH: '/nonexistent' }).read())).toBe('vault-unsupported');
  });
});

import { execFileSync } from 'node:child_process';
import type { BackEndFixture } from '../fixture.contract.ts';
import { keyring } from './back-end.ts';
import { startKeyring } from './session.contract.ts';

/** GNOME Keyring on a session bus of its own, filled by `secret-tool` as an owner does. */
export const fixture: BackEndFixture = {
  backEnd: keyring,
  holds: 'documents',
  fuzzRuns: 25,
  start: async (context) => {
    const session = await startKeyring(context);
    let variables = session.variables;
    const store = (account: string, document: Buffer) =>
      execFileSync('secret-tool', ['store', '--label=x', 'service', 'keyward', 'account', account], {
        env: session.variables,
        input: document,
      });
    let count = 0;
    const put = (document: Buffer): string => {
      const account = `account ${++count}`;
      store(account, document);
      return account;
    };
    return {
      put: async (document) => ({ account: put(document) }),
      replace: async ({ account }, document) => void store(String(account), document),
      putParts: async ({ key, secret, passphrase }) => ({
        account: { key: put(key), secret: put(secret), ...(passphrase ? { passphrase: put(passphrase) } : {}) },
      }),
      document: async ({ account }) =>
        execFileSync('secret-tool', ['lookup', 'service', 'keyward', 'account', String(account)], {
          env: session.variables,
        }),
      nothing: async () => ({ account: 'none' }),
      unreachable: async () => {
        variables = { ...session.variables, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
        return { account: 'any' };
      },
      context: () => {
        const given = variables;
        variables = session.variables;
        return { variables: given };
      },
      stop: () => session.stop(),
    };
  },
};

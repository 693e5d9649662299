import type { BackEndFixture } from '../fixture.contract.ts';
import { freePort } from '../server.contract.ts';
import { gcp } from './back-end.ts';
import { googleVariables, startGoogle } from './google.contract.ts';

export const fixture: BackEndFixture = {
  backEnd: gcp,
  holds: 'documents',
  start: async () => {
    const google = await startGoogle();
    const restore = googleVariables({
      GCE_METADATA_HOST: google.address.slice('http://'.length),
      METADATA_SERVER_DETECTION: 'assume-present',
    });
    let count = 0;
    const put = async (document: Buffer, isGranted = true) => {
      const name = `projects/desk-1/secrets/key-${++count}`;
      google.put(name, document);
      if (isGranted) google.grant(google.machine, name, 'access', 'add');
      return name;
    };
    const endpoint = google.address;
    return {
      put: async (document) => ({ endpoint, name: await put(document) }),
      replace: async ({ name }, document) => google.put(String(name), document),
      putParts: async ({ key, secret, passphrase }) => ({
        endpoint,
        name: {
          key: await put(key),
          secret: await put(secret),
          ...(passphrase && { passphrase: await put(passphrase) }),
        },
      }),
      document: async ({ name }) => google.versions(String(name)).at(-1) ?? Buffer.alloc(0),
      nothing: async () => {
        google.grant(google.machine, 'projects/desk-1/secrets/none', 'access');
        return { endpoint, name: 'projects/desk-1/secrets/none' };
      },
      unreachable: async () => ({
        endpoint: `http://127.0.0.1:${await freePort()}`,
        name: 'projects/desk-1/secrets/key-1',
      }),
      refused: async () => ({
        endpoint,
        name: await put(Buffer.from('{"api_key":"an-id","secret":"a-secret"}'), false),
      }),
      stop: async () => {
        restore();
        await google.stop();
      },
    };
  },
};

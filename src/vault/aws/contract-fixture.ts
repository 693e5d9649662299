import { join } from 'node:path';
import type { BackEndFixture } from '../fixture.contract.ts';
import { freePort } from '../server.contract.ts';
import { aws } from './back-end.ts';
import { awsVariables, REGION, startMoto } from './moto.contract.ts';

export const fixture: BackEndFixture = {
  backEnd: aws,
  holds: 'documents',
  fuzzRuns: 25,
  startTimeoutMs: 600_000,
  start: async (context) => {
    const moto = await startMoto(context);
    await moto.user('rotating', ['keyward-rotate']);
    await moto.user('nobody', []);
    const restore = awsVariables({
      AWS_SHARED_CREDENTIALS_FILE: join(moto.folder, 'credentials'),
      AWS_CONFIG_FILE: join(moto.folder, 'config'),
    });
    const settings = { endpoint: moto.endpoint, region: REGION, profile: 'rotating' };
    let count = 0;
    const put = async (document: Buffer) => {
      const name = `keyward/${++count}`;
      // Text where it is text, as the console puts it; every third secret as bytes.
      await moto.create(name, count % 3 === 0 ? document : document.toString('utf8'));
      return name;
    };
    return {
      put: async (document) => ({ ...settings, name: await put(document) }),
      replace: async ({ name }, document) => moto.replace(String(name), document.toString('utf8')),
      putParts: async ({ key, secret, passphrase }) => ({
        ...settings,
        name: {
          key: await put(key),
          secret: await put(secret),
          ...(passphrase && { passphrase: await put(passphrase) }),
        },
      }),
      document: ({ name }) => moto.read(String(name)),
      nothing: async () => ({ ...settings, name: 'keyward/none' }),
      unreachable: async () => ({ ...settings, name: 'keyward/1', endpoint: `http://127.0.0.1:${await freePort()}` }),
      refused: async () => ({
        ...settings,
        profile: 'nobody',
        name: await put(Buffer.from('{"api_key":"an-id","secret":"a-secret"}')),
      }),
      stop: async () => {
        restore();
        await moto.stop();
      },
    };
  },
};

import { recordSecret } from '../../../test/canary.ts';
import type { BackEndFixture } from '../fixture.contract.ts';
import { freePort } from '../server.contract.ts';
import { openbao } from './back-end.ts';
import { startBao, tokenWith } from './bao.contract.ts';

export const fixture: BackEndFixture = {
  backEnd: openbao,
  holds: 'objects',
  fuzzRuns: 40,
  startTimeoutMs: 600_000,
  start: async (context) => {
    const bao = await startBao(context);
    const variables = {
      TOKEN_ROTATE: await tokenWith(bao, ['keyward-rotate']),
      TOKEN_NONE: await tokenWith(bao, ['none']),
    };
    for (const token of Object.values(variables)) recordSecret(token);
    const auth = { tokenVariable: 'TOKEN_ROTATE' };
    let count = 0;
    const put = async (document: Buffer) => {
      const path = `keyward/${++count}`;
      await bao.put(path, document);
      return path;
    };
    const alone = (value: Buffer) => put(Buffer.from(JSON.stringify({ value: value.toString('utf8') })));
    return {
      put: async (document) => ({ address: bao.address, path: await put(document), auth }),
      replace: async ({ path }, document) => bao.put(String(path), document),
      putParts: async ({ key, secret, passphrase }) => ({
        address: bao.address,
        auth,
        path: {
          key: await alone(key),
          secret: await alone(secret),
          ...(passphrase && { passphrase: await alone(passphrase) }),
        },
      }),
      document: async ({ path }) => {
        const { data } = await bao.api('GET', `secret/data/${path}`);
        return Buffer.from(JSON.stringify(data.data));
      },
      nothing: async () => ({ address: bao.address, path: 'keyward/none', auth }),
      unreachable: async () => ({ address: `http://127.0.0.1:${await freePort()}`, path: 'keyward/1', auth }),
      refused: async () => ({
        address: bao.address,
        path: await put(Buffer.from('{"api_key":"an-id","secret":"a-secret"}')),
        auth: { tokenVariable: 'TOKEN_NONE' },
      }),
      context: () => ({ variables }),
      stop: () => bao.stop(),
    };
  },
};

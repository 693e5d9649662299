import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { httpAsk } from '../src/alerts/ask.ts';
import { Forwarder } from '../src/gateway/forward.ts';
import { askPublicAddress } from '../src/network/public-address.ts';
import { Remote } from '../src/vault/remote.ts';
import { ownCertificate } from './certificate.ts';

const VARIABLE = 'NODE_TLS_REJECT_UNAUTHORIZED';
const before = process.env[VARIABLE];
const undo: (() => void)[] = [];
afterEach(() => {
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
  for (const one of undo.splice(0)) one();
});

describe('the check of certificates', () => {
  it('is not switched off by the environment', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-tls-'));
    undo.push(() => rmSync(folder, { recursive: true }));
    let count = 0;
    const server = createServer(ownCertificate(context, folder), (_, response) => {
      count++;
      response.end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    undo.push(() => server.close());
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    process.env[VARIABLE] = '0';
    // Whoever does not say otherwise is switched off.
    expect((await request(`https://${host}/`, { reset: true })).statusCode).toBe(200);
    const remote = new Remote({ address: `https://${host}`, where: 'a vault' });
    await expect(remote.ask({ method: 'GET', path: '/' })).rejects.toMatchObject({
      message: 'a vault does not answer (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
    expect(await askPublicAddress({ service: `https://${host}/`, family: 4, timeoutMs: 2_000 })).toMatchObject({
      fault: 'it is not reached (DEPTH_ZERO_SELF_SIGNED_CERT)',
    });
    for (const localAddress of [undefined, '127.0.0.1']) {
      const forwarder = new Forwarder({ kind: 'exchange' }, 2_000, localAddress);
      expect(await forwarder.send({ method: 'GET', host, target: '/', headers: {}, body: '' })).toEqual({
        kind: 'not-sent',
        cause: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
      await forwarder.close();
    }
    const http = httpAsk();
    await expect(http.ask({ method: 'POST', url: `https://${host}/`, body: '{}' })).rejects.toMatchObject({
      message: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    await http.close();
    expect(count).toBe(1);
    await remote.close();
  });
});

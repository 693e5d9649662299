import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askMetadata } from './metadata.ts';
import { askPublicAddress, isAddressService } from './public-address.ts';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(listener: RequestListener, address = '127.0.0.1'): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, address, done));
  const { port } = server.address() as AddressInfo;
  return `http://${address === '::1' ? '[::1]' : address}:${port}/`;
}

const ask = (service: string, family: 4 | 6 = 4) => askPublicAddress({ service, family, timeoutMs: 500 });

describe('an address service', () => {
  it('tells the address, with a line end or without', async () => {
    const service = await serve((_, response) => response.end('203.0.113.7\n'));
    expect(await ask(service)).toEqual({ service, family: 4, address: '203.0.113.7' });
  });

  it('is asked over IPv6 for an IPv6 address', async () => {
    const service = await serve((_, response) => response.end('2001:db8::7'), '::1');
    expect(await ask(service, 6)).toEqual({ service, family: 6, address: '2001:db8::7' });
    expect(await ask(service, 4)).toMatchObject({ fault: 'it has an IPv6 address' });
  });

  it('is asked from the address that is pinned', async () => {
    let from = '';
    const service = await serve((request, response) => {
      from = request.socket.remoteAddress ?? '';
      response.end('203.0.113.7');
    });
    await askPublicAddress({ service, family: 4, timeoutMs: 500, localAddress: '127.0.0.9' });
    expect(from).toBe('127.0.0.9');
  });

  it.each<[string, RequestListener, string]>([
    ['answers with a page', (_, response) => response.end('x'.repeat(65)), 'it answers with more than an address'],
    ['answers with a word', (_, response) => response.end('hello'), 'it does not answer with an address'],
    ['answers with the other family', (_, response) => response.end('2001:db8::7'), 'it answers with an IPv6 address'],
    [
      'sends elsewhere',
      (_, response) => response.writeHead(302, { location: '/there' }).end(),
      'it answers with status 302',
    ],
    ['fails', (_, response) => response.writeHead(500).end('203.0.113.7'), 'it answers with status 500'],
    ['says nothing', () => undefined, 'it is not reached (too slow)'],
  ])('that %s is a fault', async (_title, listener, fault) => {
    expect(await ask(await serve(listener))).toMatchObject({ fault });
  });

  it('is https, or on this host', () => {
    const good = ['https://example.com/', 'http://127.0.0.1:81/ip', 'http://localhost/', 'http://[::1]:8/'];
    const bad = [
      'http://example.com/',
      'ftp://example.com/',
      'https://a:b@example.com/',
      'example.com',
      'http://127.0.0.1.example.com/',
    ];
    expect(good.filter(isAddressService)).toEqual(good);
    expect(bad.filter(isAddressService)).toEqual([]);
  });
});

describe('the metadata service', () => {
  it('of AWS is asked with a session, and tells the public address', async () => {
    const service = await serve((request, response) => {
      const isSession = request.method === 'PUT' && request.headers['x-aws-ec2-metadata-token-ttl-seconds'] === '60';
      if (isSession) return void response.end('session');
      const isKnown = request.headers['x-aws-ec2-metadata-token'] === 'session';
      response.writeHead(isKnown ? 200 : 401).end(isKnown ? '203.0.113.9' : '');
    });
    expect(await askMetadata(service)).toEqual({ platform: 'aws-ec2', publicIpv4: '203.0.113.9' });
  });

  it('of Google Cloud is known by its header', async () => {
    const service = await serve((request, response) => {
      response.setHeader('metadata-flavor', 'Google');
      response.writeHead(request.headers['metadata-flavor'] === 'Google' ? 200 : 403).end('203.0.113.9');
    });
    expect(await askMetadata(service)).toEqual({ platform: 'google-compute', publicIpv4: '203.0.113.9' });
  });

  it('of nobody tells nothing', async () => {
    expect(await askMetadata(await serve((_, response) => response.writeHead(404).end()))).toBeUndefined();
  });
});

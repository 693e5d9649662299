import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

interface Report {
  readonly checks: readonly {
    readonly what: string;
    readonly outcome: string;
    readonly says: string;
    readonly fix?: string;
  }[];
  readonly services: readonly { readonly address?: string; readonly fault?: string }[];
  readonly sources: readonly unknown[];
  readonly hosting: readonly { readonly id: string; readonly evidence?: string }[];
  readonly relist: readonly { readonly exchange: string; readonly keys: readonly string[]; readonly url: string }[];
}

let address = '198.51.100.7';
let service = '';
let asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.socket.remoteAddress);
  response.end(`${address}\n`);
});
const places: Terminal[] = [];

beforeEach(async () => {
  address = '198.51.100.7';
  asked = [];
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  service = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  for (const place of places.splice(0)) await place.close();
  await new Promise((done) => server.close(done));
});

function terminal(settings: string, more = ''): Terminal {
  const network = `network: { ${more}addressServices: { ipv4: ["${service}"], ipv6: [] } }\n`;
  const place = new Terminal(`${settings}clock: { ntp: [] }\n${network}`);
  places.push(place);
  return place;
}

const liveSettings = `version: 1
keys: { main: { exchange: gemini, purpose: audit } }
gateway: { port: 0 }
`;

const look = (place: Terminal) => place.json<Report>(['doctor', 'ip']);
const rowOf = ({ checks }: Report, what: string) => checks.find((check) => check.what === what);

describe('keyward doctor ip', () => {
  it('tells the public address as a service sees it, and that it stays the same', async () => {
    const place = terminal(practiceSettings);
    await (await place.up()).end();
    const first = await look(place);
    expect(rowOf(first, 'IPv4')).toMatchObject({
      outcome: 'fine',
      says: expect.stringMatching(/^198\.51\.100\.7, says 127/),
    });
    expect(rowOf(first, 'change')).toMatchObject({ outcome: 'fine', says: 'IPv4: seen for the first time' });
    expect(rowOf(await look(place), 'change')).toMatchObject({ says: expect.stringContaining('the same since') });
    expect(first.relist).toEqual([]);
  });

  it('is loud about an address that has changed', async () => {
    const place = terminal(practiceSettings);
    await (await place.up()).end();
    await look(place);
    address = '198.51.100.99';
    const changed = await place.run(['doctor', 'ip']);
    expect(changed.exit).toBe(1);
    expect(changed.stdout).toContain('IPv4 HAS CHANGED: 198.51.100.99 now');
    expect((await place.run(['doctor', 'ip'])).stdout).toContain('the same since');
  });

  it('says which key does not let this host in, and where its list is changed', async () => {
    const place = terminal(liveSettings);
    const attest = (ips: string) => {
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const args = ['--rights', 'read', '--ips', ips, '--until', until, '--note', 'seen'];
      return place.run(['key', 'attest', 'main', ...args]);
    };
    expect(rowOf(await look(place), 'key main')).toMatchObject({ outcome: 'unknown', fix: 'keyward key audit main' });
    expect(await attest('198.51.100.0/24')).toMatchObject({ exit: 0 });
    expect(rowOf(await look(place), 'key main')).toMatchObject({ outcome: 'fine' });
    expect(await attest('203.0.113.1')).toMatchObject({ exit: 0 });
    const report = await look(place);
    expect(report.exit).toBe(1);
    expect(rowOf(report, 'key main')).toMatchObject({
      outcome: 'fault',
      says: 'its IP list (203.0.113.1) does not have 198.51.100.7',
    });
    expect(report.relist).toMatchObject([
      { exchange: 'gemini', keys: ['main'], url: expect.stringContaining('https://') },
    ]);
  });

  it('asks from the address that is pinned, and faults one that is not here', async () => {
    const pinned = await look(terminal(practiceSettings, 'localAddress: 127.0.0.1, '));
    expect(rowOf(pinned, 'source')).toMatchObject({
      outcome: 'fine',
      says: 'pinned to 127.0.0.1 by network.localAddress',
    });
    expect(asked).toEqual(['127.0.0.1']);
    const absent = await look(terminal(practiceSettings, 'localAddress: 192.0.2.77, '));
    expect(absent.exit).toBe(1);
    expect(rowOf(absent, 'source')).toMatchObject({ outcome: 'fault', says: expect.stringContaining('no interface') });
  });

  it('does not guess where the service says nothing usable', async () => {
    address = '<html>sign in</html>';
    const report = await look(terminal(practiceSettings));
    expect(report.exit).toBe(3);
    expect(rowOf(report, 'IPv4')).toMatchObject({
      outcome: 'unknown',
      says: expect.stringContaining('does not answer with an address'),
    });
  });

  it('knows the platform by its variables, and lists every kind of host without evidence', async () => {
    const place = terminal(practiceSettings);
    const env = { K_SERVICE: 'bot', K_REVISION: 'bot-1' };
    const known = JSON.parse((await place.run(['--json', 'doctor', 'ip'], { env })).stdout) as Report;
    expect(known.hosting).toContainEqual(expect.objectContaining({ id: 'cloud-run', evidence: expect.any(String) }));
    const { stdout } = await place.run(['doctor', 'ip'], { env });
    expect(stdout).toContain('--vpc-egress');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('refuses a service that is neither https nor on this host', async () => {
    const place = new Terminal(
      `${practiceSettings}network: { addressServices: { ipv4: ["http://ip.example.com/"] } }\n`,
    );
    places.push(place);
    const ended = await place.run(['doctor', 'ip']);
    expect(ended).toMatchObject({ exit: 2, stderr: expect.stringContaining('network.addressServices.ipv4.0') });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotHost, freqtradeConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const ft = '/srv/ft/user_data/config.json';
const api = (address: string) => ({
  enabled: true,
  listen_ip_address: address,
  listen_port: 8080,
  jwt_secret_key: 'own-key-own-key',
  username: 'ann',
  password: 'own-password',
});
const open = freqtradeConfig({ dry_run: true, api_server: api('0.0.0.0') });
const service = (more = '', name = 'freqtrade') =>
  `services:\n  ${name}:\n    image: freqtradeorg/freqtrade:stable\n${more}`;
const gluetun = (ports: string, more = '') =>
  `  gluetun:\n    image: qmcgaw/gluetun:v3\n    ports: [${ports}]\n${more}`;
const base = '/srv/ft/docker-compose.yml';
const override = '/srv/ft/docker-compose.override.yml';
const closed = '    ports: ["127.0.0.1:8080:8080"]\n';
const published = '    ports: ["8080:8080"]\n';
const lone = (more: string) => `services:\n  freqtrade:\n${more}`;

describe('a page of freqtrade in a container', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    [
      'with an address of .env',
      { [base]: service('    ports: ["${BIND:-127.0.0.1}:8080:8080"]\n'), '/srv/ft/.env': 'BIND=0.0.0.0\n' },
      'fail',
    ],
    [
      'with a closed address of .env',
      { [base]: service('    ports: ["${BIND}:8080:8080"]\n'), '/srv/ft/.env': 'BIND=127.0.0.1\n' },
      undefined,
    ],
    ['with an address that nothing names', { [base]: service('    ports: ["${BIND}:8080:8080"]\n') }, 'unknown'],
    [
      'with an address that .env takes from elsewhere',
      { [base]: service('    ports: ["${BIND:-127.0.0.1}:8080:8080"]\n'), '/srv/ft/.env': 'BIND=${OTHER}\n' },
      'unknown',
    ],
    [
      'with a default in a default',
      { [base]: service('    ports: ["${A:-${B:-127.0.0.1}}:8080:8080"]\n'), '/srv/ft/.env': 'B=0.0.0.0\n' },
      'fail',
    ],
    [
      'with a port that nothing names, on its own host',
      { [base]: service('    ports: ["127.0.0.1:${PORT}:8080"]\n') },
      undefined,
    ],
    [
      'with a host_ip of .env',
      {
        [base]: service('    ports: [{ target: 8080, published: 8080, host_ip: "${BIND:-127.0.0.1}" }]\n'),
        '/srv/ft/.env': 'BIND=0.0.0.0\n',
      },
      'fail',
    ],
    ['with ports in no known form', { [base]: service('    ports: ["eighty"]\n') }, 'unknown'],
    ['published by an override', { [base]: service(), [override]: lone(published) }, 'fail'],
    [
      'closed by an override that takes back',
      { [base]: service(published), [override]: lone('    ports: !override ["127.0.0.1:8080:8080"]\n') },
      undefined,
    ],
    ['with an override that is closed as well', { [base]: service(), [override]: lone(closed) }, undefined],
    [
      'on the network of the host by an override',
      { [base]: service(), [override]: lone('    network_mode: host\n') },
      'fail',
    ],
    [
      'published by a file of COMPOSE_FILE',
      {
        [base]: service(),
        '/srv/ft/prod/more.yml': lone(published),
        '/srv/ft/.env': 'COMPOSE_FILE=docker-compose.yml:prod/more.yml\n',
      },
      'fail',
    ],
    [
      'published by a file that may be loaded',
      { [base]: service(), '/srv/ft/docker-compose.prod.yml': lone(published) },
      'unknown',
    ],
    ['published by a sample', { [base]: service(), '/srv/ft/docker-compose.example.yml': lone(published) }, undefined],
    [
      'in the network of a service that publishes it',
      { [base]: service('    network_mode: "service:gluetun"\n') + gluetun('"8080:8080"') },
      'fail',
    ],
    [
      'in the network of a service that publishes a range',
      { [base]: service('    network_mode: "service:gluetun"\n') + gluetun('"8000-8090:8000-8090"') },
      'fail',
    ],
    [
      'in the network of a service that publishes another port',
      { [base]: service('    network_mode: "service:gluetun"\n') + gluetun('"8888:8888"') },
      undefined,
    ],
    [
      'in the network of a container that publishes it',
      { [base]: service('    network_mode: "container:vpn"\n') + gluetun('"8080:8080"', '    container_name: vpn\n') },
      'fail',
    ],
    [
      'in the network of a container that nothing names',
      { [base]: service('    network_mode: "container:vpn"\n') },
      'unknown',
    ],
    [
      'that extends a service of another file',
      {
        [base]: lone('    extends: { file: parts/base.yml, service: bot }\n'),
        '/srv/ft/parts/base.yml': service(published, 'bot'),
      },
      'fail',
    ],
    [
      'that extends a service of the same file',
      { [base]: `${service(published, 'bot')}  freqtrade:\n    extends: bot\n` },
      'fail',
    ],
    [
      'that extends a file that is not there',
      { [base]: service('    extends: { file: gone.yml, service: bot }\n') },
      'unknown',
    ],
    ['that extends itself', { [base]: service('    extends: freqtrade\n') }, 'unknown'],
    [
      'on a network of .env that is the host',
      { [base]: service('    network_mode: ${NET:-bridge}\n'), '/srv/ft/.env': 'NET=host\n' },
      'fail',
    ],
    ['on a network that .env does not name', { [base]: service('    network_mode: ${NET:-bridge}\n') }, undefined],
    ['on a network that nothing names', { [base]: service('    network_mode: ${NET}\n') }, 'unknown'],
  ])('%s', async (_name, files, result) => {
    host.write({ [ft]: open, ...files });
    const told = (await judged(host))['BOT-01'] ?? [];
    expect(told.map((line) => line.split(' ')[0]).slice(0, 1)).toEqual(result === undefined ? [] : [result]);
  });
});

describe('several settings of freqtrade', () => {
  const inner = freqtradeConfig({ dry_run: true, api_server: api('127.0.0.1') });
  it.each([
    ['{"api_server": {"listen_ip_address": "0.0.0.0"}}', 'fail'],
    ['{"api_server": {"listen_ip_address": "127.0.0.1"}}', undefined],
  ])('the second is %s: %s', async (second, result) => {
    host.write({ [ft]: inner, '/srv/ft/user_data/config-private.json': second });
    expect((await judged(host))['BOT-01']?.[0]?.split(' ')[0]).toBe(result);
  });

  it('the second switches the page on', async () => {
    const off = freqtradeConfig({ dry_run: true, api_server: { ...api('0.0.0.0'), enabled: false } });
    host.write({ [ft]: off, '/srv/ft/user_data/config-private.json': '{"api_server": {"enabled": true}}' });
    expect((await judged(host))['BOT-01']?.[0]).toMatch(/^fail/);
  });
});

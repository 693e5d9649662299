import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAtBots } from '../../../src/posture/index.ts';
import { BotHost, freqtradeConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const api = {
  enabled: true,
  listen_ip_address: '0.0.0.0',
  jwt_secret_key: 'own',
  username: 'a',
  password: 'own-password',
};
const ft = '/srv/ft/user_data/config.json';
const base = '/srv/ft/docker-compose.yml';
const service = (more = '') => `services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n${more}`;
const ports = '    ports: ["8080:8080"]\n';
const lone = `services:\n  freqtrade:\n${ports}`;
const unit = (start: string, more = '') => ({
  '/etc/systemd/system/ft.service': `[Service]\nWorkingDirectory=/srv/ft\n${more}ExecStart=${start}\n`,
});

/** The worst of BOT-01 with what could not be looked at, as a check of the whole host tells it. */
async function worst(): Promise<string> {
  const found = await host.find();
  const gap = found.gaps.find((one) => /compose|include/.test(one));
  const lines = (await judged(host))['BOT-01'] ?? [];
  const bad = lines.find((line) => /^fail|^warn/.test(line));
  return bad ?? lines[0] ?? (gap === undefined ? 'pass' : `unknown ${gap}`);
}

describe('a compose file that includes another', () => {
  it.each<[string, string, Record<string, string>, RegExp]>([
    [
      'which publishes a port',
      'include: [parts/net.yml]\n',
      { '/srv/ft/parts/net.yml': service(ports) },
      /^fail .*parts\/net\.yml/,
    ],
    [
      'in the long form, with several paths',
      'include:\n  - path: [parts/a.yml, parts/net.yml]\n',
      { '/srv/ft/parts/a.yml': service(), '/srv/ft/parts/net.yml': lone },
      /^fail .*parts\/net\.yml/,
    ],
    [
      'by a variable',
      'include: ["${PART}"]\n',
      { '/srv/ft/.env': 'PART=parts/net.yml\n', '/srv/ft/parts/net.yml': lone },
      /^fail/,
    ],
    [
      'which includes one more',
      'include: [a.yml]\n',
      { '/srv/ft/a.yml': 'include: [b.yml]\n', '/srv/ft/b.yml': lone },
      /^fail .*b\.yml/,
    ],
    [
      'that is closed',
      'include: [a.yml]\n',
      { '/srv/ft/a.yml': 'services: { db: { image: "postgres:16" } }\n' },
      /^pass$/,
    ],
    ['that is not there', 'include: [gone.yml]\n', {}, /^unknown .*gone\.yml/],
    ['that is no YAML', 'include: [a.yml]\n', { '/srv/ft/a.yml': 'services: [\n' }, /^unknown .*a\.yml/],
    ['that is remote', 'include: ["https://host.example/a.yml"]\n', {}, /^unknown .*includes what is not on this host/],
    [
      'that is in a repository',
      'include: ["git@host.example:a/b.git#main"]\n',
      {},
      /^unknown .*includes what is not on this host/,
    ],
    ['by a variable that nothing names', 'include: ["${PART}"]\n', {}, /^unknown .*includes/],
    ['in no form that is known', 'include: { path: a.yml }\n', {}, /^unknown .*`include:` was not understood/],
    [
      'which includes it',
      'include: [a.yml]\n',
      { '/srv/ft/a.yml': 'include: [docker-compose.yml]\n' },
      /^unknown .*includes/,
    ],
  ])('%s', async (_title, include, files, result) => {
    host.write({ [ft]: freqtradeConfig({ dry_run: true, api_server: api }), [base]: include + service(), ...files });
    expect(await worst()).toMatch(result);
  });

  it('extends a service of another folder: the bot is at home where it is started', async () => {
    host.write({
      [base]: 'services:\n  freqtrade:\n    extends: { file: parts/base.yml, service: bot }\n',
      '/srv/ft/parts/base.yml': 'services:\n  bot:\n    image: freqtradeorg/freqtrade:stable\n',
    });
    expect((await host.found()).map(({ folder }) => folder)).toEqual(['/srv/ft']);
  });

  it('of a folder of its own: the bot there is found, and what the first file publishes of it is told', async () => {
    host.write({
      '/srv/all/compose.yml': 'include:\n  - path: [ft/compose.yml, open.yml]\n',
      '/srv/all/open.yml': lone,
      '/srv/all/ft/compose.yml': service(),
      '/srv/all/ft/user_data/config.json': freqtradeConfig({ dry_run: true, api_server: api }),
    });
    expect((await host.found()).map(({ folder }) => folder)).toContain('/srv/all/ft');
    expect(await worst()).toMatch(/^fail bot \/srv\/all\/ft, .*open\.yml/);
  });

  it('without end ends, and is no pass', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `/srv/ft/p${at}.yml`,
        `include: [${Array.from({ length: 30 }, (_each, next) => `p${next}.yml`).join(', ')}]\n`,
      ]),
    );
    host.write({ [ft]: freqtradeConfig({ dry_run: true }), [base]: `include: [p0.yml]\n${service()}`, ...many });
    expect(await worst()).toMatch(/^unknown/);
  });

  it('that is a pipe or a folder ends, and is no pass', async () => {
    host.write({ [ft]: freqtradeConfig({ dry_run: true }), [base]: `include: [a.yml, b.yml]\n${service()}` });
    mkdirSync(join(host.root, '/srv/ft/a.yml'));
    symlinkSync('b.yml', join(host.root, '/srv/ft/b.yml'));
    expect(await worst()).toMatch(/^unknown/);
  });
});

describe('a compose file that a command names', () => {
  const prod = '/srv/ft/deploy/prod.yml';
  it.each<[string, string, string]>([
    ['docker compose', '/usr/bin/docker compose -f docker-compose.yml -f deploy/prod.yml up', ''],
    [
      'with options before',
      '/usr/bin/docker --context default compose -p bots --file=/srv/ft/deploy/prod.yml up --wait',
      '',
    ],
    ['docker-compose', '/usr/local/bin/docker-compose -f/srv/ft/deploy/prod.yml up', ''],
    ['podman-compose', '/usr/bin/podman-compose --file deploy/prod.yml up', ''],
    ['podman-compose as a script', '/usr/bin/python3 /usr/bin/podman-compose -f deploy/prod.yml up', ''],
    ['a shell', "/bin/sh -c 'cd /srv/ft && exec docker compose -f deploy/prod.yml up'", ''],
    [
      'the environment of its unit',
      '/usr/bin/docker compose up',
      'Environment=COMPOSE_FILE=docker-compose.yml:deploy/prod.yml\n',
    ],
  ])('of a unit: %s', async (_title, start, more) => {
    host.write({
      [ft]: freqtradeConfig({ dry_run: true, api_server: api }),
      [base]: service(),
      [prod]: service(ports),
      ...unit(start, more),
    });
    expect(await worst()).toMatch(/^fail bot \/srv\/ft, .*deploy\/prod\.yml/);
  });

  it('only changes a service of the first: its ports count', async () => {
    host.write({
      [ft]: freqtradeConfig({ dry_run: true, api_server: api }),
      [base]: service(),
      [prod]: lone,
      ...unit('/usr/bin/docker compose -f docker-compose.yml -f deploy/prod.yml up'),
    });
    expect(await worst()).toMatch(/^fail .*deploy\/prod\.yml/);
  });

  it('of a process that runs, from the folder in which it was started', async () => {
    host.write({
      [ft]: freqtradeConfig({ dry_run: true, api_server: api }),
      [base]: service(),
      [prod]: service(ports),
    });
    host.process(7, ['/usr/libexec/docker/cli-plugins/docker-compose', 'compose', '-f', 'deploy/prod.yml', 'up'], {
      cwd: '/srv/ft',
    });
    const found = await host.found();
    expect(found.flatMap(({ startedBy }) => startedBy)).toContain(prod);
    expect(await worst()).toMatch(/^fail .*deploy\/prod\.yml/);
  });

  it('starts a bot that no folder tells of', async () => {
    host.write({
      '/var/lib/stacks/b.yml': service(ports),
      ...unit('/usr/bin/docker compose -f /var/lib/stacks/b.yml up'),
    });
    expect(await worst()).toMatch(/^fail bot \/var\/lib\/stacks, .*b\.yml/);
  });

  it.each([
    ['is not there', '-f /srv/ft/gone.yml'],
    ['is remote', '-f https://host.example/a.yml'],
    ['comes over standard input', '-f -'],
    ['takes its variables from a file', '--env-file /srv/ft/other.env -f docker-compose.yml'],
  ])('and %s: no pass', async (_title, options) => {
    host.write({
      [ft]: freqtradeConfig({ dry_run: true }),
      [base]: service(),
      ...unit(`/usr/bin/docker compose ${options} up`),
    });
    const found = await host.find();
    const signal = new AbortController().signal;
    const facts = await lookAtBots({ eyes: host.eyes, signal }, found);
    const unread = 'seen' in facts.bots ? facts.bots.seen.flatMap((bot) => bot.unread) : [];
    expect([...facts.gaps, ...unread].some((gap) => /ft\.service/.test(gap))).toBe(true);
  });

  it('to end it starts nothing', async () => {
    host.write({ [prod]: service(ports), ...unit('/usr/bin/docker compose -f deploy/prod.yml down') });
    expect(await host.found()).toEqual([]);
  });
});

describe('a service of a profile', () => {
  const gateway =
    'services:\n  gateway:\n    image: hummingbot/gateway:latest\n    profiles: [gateway]\n    ports: ["15888:15888"]\n';
  it.each([
    [
      'that nothing names: whether it is in use is not known',
      {},
      /^unknown .*port 15888, if the profile gateway is in use too/,
    ],
    ['that .env names', { '/srv/hb/.env': 'COMPOSE_PROFILES=db,gateway\n' }, /^fail .*port 15888/],
  ])('%s', async (_title, files, result) => {
    host.write({ '/srv/hb/conf/conf_client.yml': 'instance_id: a\n', '/srv/hb/docker-compose.yml': gateway, ...files });
    expect(await worst()).toMatch(result);
  });
});

describe('a unit that runs a container', () => {
  const run = (options: string) => unit(`/usr/bin/docker run --rm ${options} freqtradeorg/freqtrade:stable trade`);
  it.each([
    ['-p 8080:8080', /^fail .*ft\.service/],
    ['--publish=0.0.0.0:8080:8080/tcp', /^fail .*ft\.service/],
    ['-p8080:8080', /^fail/],
    ['-d -e A=b -p 127.0.0.1:8080:8080', /^pass$/],
    ['-P', /^unknown/],
    ['--network host', /^fail .*config\.json/],
    ['--net=host', /^fail .*config\.json/],
    ['', /^pass$/],
  ])('with %s', async (options, result) => {
    host.write({ [ft]: freqtradeConfig({ dry_run: true, api_server: api }), ...run(options) });
    expect(await worst()).toMatch(result);
  });
});

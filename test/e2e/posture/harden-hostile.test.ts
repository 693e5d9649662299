import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { KeywardError } from '../../../src/core/index.ts';
import { type HardenFile, type HardenPlan, hardenFiles } from '../../../src/posture/index.ts';
import { gridBot, need, OWN_FOLDERS, plan, run } from './harden-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-harden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What people, and those who mean harm, put into names: everything that has a meaning in one of the formats. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '`',
    '%',
    '%n',
    '%%',
    '%h',
    '$',
    '$$',
    '$HOME',
    '$' + '{HOME}',
    '$(id)',
    '\\',
    '\\n',
    ' ',
    '  ',
    '\n',
    '\r',
    '\t',
    '\0',
    ';',
    '&&',
    '|',
    '#',
    '//',
    '{',
    '}',
    '[',
    ']',
    '*',
    '?',
    '~',
    ':',
    ',',
    '=',
    '-',
    '--',
    '@',
    '+',
    '!',
    '<',
    '>',
    '..',
    '.',
    '/',
    '\u202e',
    '\u200b',
    '\u0085',
    '\u2028',
    'é',
    '日本',
    '😀',
    '\ud800',
    'a'.repeat(300),
    '\nExecStart=/bin/sh',
    '\n[Service]\nUser=root',
    '"; } accept; #',
    '/etc',
    '/root',
    'END\nid\n',
    'root',
    'keyward',
    'bot',
    'x-1',
    '-',
    '_',
    ' accept',
    '$(reboot)',
  ),
  fc.string({ maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const name = fc.oneof(text, fc.stringMatching(/^[a-z][a-z0-9-]{0,33}$/));
/** Mostly paths that may stand there, with what spaces, quotes and signs do to them. */
const path = fc.oneof(
  text,
  text.map((one) => `/srv/${one}`),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '%',
        '$',
        "'",
        '%n',
        '$x',
        'é',
        '(',
        ')',
        '&',
        ';',
        '#',
        '~',
        '!',
        '=',
        ',',
        '@',
        '+',
        '^',
        '<',
        '|',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => `/srv/x${pieces.join('')}y/z`),
);
const words = fc.array(text, { maxLength: 3 });
const host = fc.oneof(text, fc.domain(), fc.ipV4(), fc.ipV6());
const port = fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.constantFrom(22, 443, 8_787), fc.double());
const reach = fc.record({
  host,
  port: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 65_535 }) }, { weight: 1, arbitrary: port }),
  protocol: fc.constantFrom('tcp' as const, 'udp' as const),
  why: text,
});

const keywardParts = fc.record({
  user: name,
  home: path,
  settings: path,
  command: words.map((rest) => ['/bin/true', ...rest]),
  port,
  credentials: fc.array(name, { maxLength: 2 }),
  secretFiles: fc.array(fc.record({ name: fc.constant('secret-1'), path, why: text }), { maxLength: 1 }),
  reaches: fc.array(reach, { maxLength: 3 }),
  stopsUnits: fc.array(text, { maxLength: 1 }),
  runsPrograms: fc.array(text, { maxLength: 2 }),
});
const botParts = fc.record({
  user: name,
  unit: name,
  folder: path,
  command: words.map((rest) => ['/bin/true', ...rest]),
  reaches: fc.array(reach, { maxLength: 3 }),
  localPorts: fc.array(port, { maxLength: 2 }),
});

/** Of a good plan one thing is changed, or two of Keyward and two of the bot. */
const plans: fc.Arbitrary<HardenPlan> = fc.tuple(some(keywardParts), some(botParts)).map(([keyward, bot]) => ({
  ...plan,
  keyward: { ...plan.keyward, command: ['/bin/true'], ...keyward },
  bots: [{ ...gridBot, command: ['/bin/true'], ...bot }],
}));

/** At most two of the members. */
function some<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc.tuple(whole, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })).map(([all, one, other, count]) => {
    const members = Object.entries(all);
    const chosen = [members[one % members.length]!, members[other % members.length]!].slice(0, count);
    return Object.fromEntries(chosen) as Partial<T>;
  });
}

/** The files, or the code of the error. */
function made(of: HardenPlan): readonly HardenFile[] | string {
  try {
    return hardenFiles(of);
  } catch (error) {
    if (error instanceof KeywardError) return error.code;
    throw error;
  }
}

/** A file without comments and values: the names of its settings, in their order. */
function bonesOf({ name: file, text: whole }: HardenFile): string {
  const lines = whole.split('\n').filter((line) => !/^\s*(?:#|\/\/)/.test(line) && line.trim() !== '');
  if (file.startsWith('systemd') || file.includes('-load') || file.includes('-refresh') || file.includes('-timer'))
    return lines.map((line) => line.replace(/=.*/, '')).join('\n');
  if (file === 'logrotate')
    return lines.map((line) => line.replace(/^ {2}su .*/, '  su').replace(/^".*" \{$/, '"" {')).join('\n');
  if (file === 'sysusers') return lines.map((line) => line.slice(0, 2)).join('\n');
  return String(lines.length);
}

describe('names and paths that mean harm', { timeout: 120_000 }, () => {
  it('are refused with a code, or change nothing of what a file says but the value', () => {
    const counted = { refused: 0, taken: 0 };
    fc.assert(
      fc.property(plans, (one) => {
        const files = made(one);
        if (typeof files === 'string') {
          expect(files).toBe('usage');
          counted.refused++;
          return;
        }
        counted.taken++;
        // The same with plain values.
        const [bot] = one.bots;
        const like = hardenFiles({
          ...one,
          keyward: {
            ...one.keyward,
            user: 'keyward',
            command: ['/bin/true'],
            settings: isHome(one.keyward.settings),
            home: isHome(one.keyward.home, '/var/lib/keyward'),
            credentials: one.keyward.credentials.map((_, at) => `c${at}`),
            secretFiles: one.keyward.secretFiles.map((file) => ({ ...file, path: isHome(file.path), why: 'x' })),
            stopsUnits: [],
            runsPrograms: [],
          },
          bots: [
            { ...bot!, user: 'bot-x', unit: 'bot-x', command: ['/bin/true'], folder: isHome(bot!.folder!, '/srv/x') },
          ],
        });
        for (const [at, file] of files.entries()) {
          if (['nftables-names', 'compose', 'nftables', 'sshd', 'unattended-upgrades'].includes(file.name)) continue;
          expect(bonesOf(file)).toBe(bonesOf(like[at]!));
        }
      }),
      { numRuns: 1_500 },
    );
    expect(counted.taken).toBeGreaterThan(200);
    expect(counted.refused).toBeGreaterThan(200);
  });

  it('that are not refused give files that systemd, nft, logrotate, sysusers, sh and YAML take', (context) => {
    need(context, 'systemd-analyze', 'nft', 'logrotate', 'systemd-sysusers', 'unshare', 'ip');
    const taken = fc
      .sample(plans, 600)
      .map((one) => ({ one, files: made(one) }))
      .filter((each): each is { one: HardenPlan; files: readonly HardenFile[] } => typeof each.files !== 'string')
      .slice(0, 40);
    expect(taken.length).toBe(40);
    const script = [
      OWN_FOLDERS,
      'set +e',
      'tell() { [ "$2" = 0 ] || { echo "FAULT $1 $2"; cat /mnt/said; }; }',
      'mkdir /mnt/own',
    ];
    for (const [at, { files, one }] of taken.entries()) {
      const own = join(folder, String(at));
      mkdirSync(own);
      for (const file of files) writeFileSync(join(own, basename(file.path)), file.text);
      const units = files
        .filter(({ path: where }) => where.endsWith('.service'))
        .map(({ path: where }) => `'${basename(where)}'`);
      script.push(
        `cd '${own}'; cp /etc/passwd /mnt/passwd; cp /etc/group /mnt/group`,
        `systemd-sysusers "$PWD/keyward-users.conf" > /mnt/said 2>&1; tell '${at} sysusers' $?`,
        // Each has this one, and its program is not there.
        `sed -i 's#/usr/local/sbin/keyward-names#/bin/true#' ./*.service`,
        `systemd-analyze verify ${units.join(' ')} > /mnt/said 2>&1; tell '${at} verify' "$?$(grep -c . /mnt/said | sed 's/^0$//')"`,
        `nft -c -f firewall.nft > /mnt/said 2>&1; tell '${at} nft' $?`,
        `logrotate -d keyward-bots > /mnt/said 2>&1; tell '${at} logrotate' "$?$(grep -c error: /mnt/said | sed 's/^0$//')"`,
        `sh -n keyward-names > /mnt/said 2>&1; tell '${at} sh' $?`,
        'cp /mnt/passwd /etc/passwd; cp /mnt/group /etc/group',
      );
      const { services } = parse(files.find((file) => file.name === 'compose')!.text) as {
        services: Record<string, { command: readonly string[]; working_dir: string }>;
      };
      expect(services['bot-grid']!.working_dir.replaceAll('$$', '$')).toBe(one.bots[0]!.folder);
      expect(services['bot-grid']!.command.map((word) => word.replaceAll('$$', '$'))).toEqual(one.bots[0]!.command);
    }
    writeFileSync(join(folder, 'script'), `${script.join('\n')}\necho ENDED`);
    const { out } = run('unshare', ['--mount', '--net', 'bash', join(folder, 'script')]);
    expect(out).toMatch(/ENDED\s*$/);
    expect(out.replace(/ENDED\s*$/, '')).toBe('');
  });

  it.each<[string, Partial<typeof gridBot>, Partial<HardenPlan['keyward']>?]>([
    ['root as the user of a bot', { user: 'root' }],
    ["Keyward's own user", { user: 'keyward' }],
    ['a folder of the system', { folder: '/etc' }],
    ['one below it', { folder: '/usr/lib/x' }],
    ['the folder of all others', { folder: '/srv' }],
    ["Keyward's state", { folder: '/var/lib/keyward' }],
    ['a folder above it', { folder: '/var/lib' }],
    ['a folder in it', { folder: '/var/lib/keyward/journal' }],
    ['the folder that has the settings', { folder: '/srv/kw' }, { settings: '/srv/kw/keyward.yaml' }],
    ['a folder above the settings', { folder: '/srv/kw' }, { settings: '/srv/kw/etc/keyward.yaml' }],
    ['a folder beside the settings', { folder: '/srv/kw/grid' }, { settings: '/srv/kw/keyward.yaml' }],
    ['the folder of a secret', { folder: '/srv/kw' }, { secretFiles: [{ name: 's', path: '/srv/kw/.env', why: '' }] }],
    ['the folder of the program', { folder: '/opt/keyward' }, {}],
    ['a folder of a package', { folder: '/var/lib/dpkg' }],
    ['the logs of the host', { folder: '/var/log/grid' }],
    ['a user of a package', { user: 'postgres' }],
    ['a user of the system', { user: 'systemd-network' }],
    ['the user for logs', { user: 'syslog' }],
    ['the unit of a package', { unit: 'postgresql' }],
    ['a way up', { folder: '/srv/x/../../etc' }],
    ['a relative folder', { folder: 'srv/x' }],
    ["Keyward's unit", { unit: 'keyward' }],
    ['a unit with a slash', { unit: '../keyward' }],
    ['a program that is no path', { command: ['python3', 'x.py'] }],
    ['a command with a line end', { command: ['/bin/true', 'x\nUser=root'] }],
    ['a host that is none', { reaches: [{ host: 'x y', port: 443, protocol: 'tcp', why: '' }] }],
    ['a port that is none', { reaches: [{ host: 'x.y', port: 0, protocol: 'tcp', why: '' }] }],
    [
      'too many hosts',
      {
        reaches: Array.from({ length: 501 }, (_, at) => ({
          host: `h${at}.x`,
          port: 443,
          protocol: 'tcp' as const,
          why: '',
        })),
      },
    ],
    ['too many words', { command: ['/bin/true', ...Array.from({ length: 100 }, () => 'x')] }],
  ])('are refused: %s', (_what, bot, keyward) => {
    expect(made({ ...plan, keyward: { ...plan.keyward, ...keyward }, bots: [{ ...gridBot, ...bot }] })).toBe('usage');
  });

  it.each<[string, string, string]>([
    ['settings beside other files of the host', '/srv/grid', '/srv/keyward.yaml'],
    ['a name that only begins alike', '/srv/kw-grid', '/srv/kw/keyward.yaml'],
  ])('are taken: %s', (_what, folder, settings) => {
    const files = made({ ...plan, keyward: { ...plan.keyward, settings }, bots: [{ ...gridBot, folder }] });
    expect(files).toBeInstanceOf(Array);
  });

  it('are refused where a bot would have the folder of another one', () => {
    const other = { ...gridBot, name: 'trend', user: 'bot-trend', unit: 'bot-trend', folder: `${gridBot.folder}/in` };
    expect(made({ ...plan, bots: [gridBot, other] })).toBe('usage');
    expect(made({ ...plan, bots: [other, gridBot] })).toBe('usage');
  });

  it('are refused where two bots would be one user or one unit, and taken in long lists where they are not', () => {
    const bots = Array.from({ length: 50 }, (_, at) => ({
      ...gridBot,
      name: `b${at}`,
      user: `bot-${at}`,
      unit: `bot-${at}`,
      folder: `/srv/b${at}`,
    }));
    expect(made({ ...plan, bots })).toHaveLength(11 + 50);
    expect(made({ ...plan, bots: [...bots, { ...gridBot, user: 'bot-more', unit: 'bot-more' }] })).toBe('usage');
    expect(made({ ...plan, bots: [bots[0]!, { ...bots[1]!, user: 'bot-0' }] })).toBe('usage');
    expect(made({ ...plan, bots: [bots[0]!, { ...bots[1]!, unit: 'bot-0' }] })).toBe('usage');
  });
});

/** A plain path that lies in a home folder where the given one does. */
const isHome = (given: string, other = '/etc/keyward/keyward.yaml'): string => {
  if (/^\/(?:home|root|run\/user)\//.test(given)) return ['', 'home', 'x', 'y'].join('/');
  if (other.startsWith('/var/lib/') && !given.startsWith('/var/lib/')) return '/opt/keyward';
  return other;
};

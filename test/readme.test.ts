import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientRecipes } from '../src/app/clients.ts';
import { channelOf, parseSettings } from '../src/config/index.ts';
import { exchanges } from '../src/exchanges/index.ts';
import { lintPolicy } from '../src/policy/index.ts';
import { type Running, Terminal } from './cli/terminal.ts';
import { readTracked, root } from './source-tree.ts';

const README = readTracked('README.md');
const blocks = [...README.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([whole, inside = '']) => ({
  whole,
  inside,
}));

let place: Terminal;
let up: Running | undefined;
beforeAll(() => {
  place = new Terminal();
});
afterAll(async () => {
  await up?.end();
  await place.close();
});

/** What a line says without what differs from run to run and from place to place. */
function shape(text: string): string {
  return text
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, 'ID')
    .replaceAll(/\b(KWRD|PRACTICE)\w*…?/g, '$1')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/\b[0-9a-f]{12}\b/g, 'FINGERPRINT')
    .replaceAll(/\d+(\.\d+)*/g, '0')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A run's output as the README shows it: no machine's paths, no keys, the usual ports. */
function printable(text: string, port: string, practicePort: string): string {
  return text
    .replaceAll(place.folder, '~/bots')
    .replaceAll(place.home, '~/.local/state/keyward')
    .replaceAll(`127.0.0.1:${port}`, '127.0.0.1:8787')
    .replaceAll(`port ${port}`, 'port 8787')
    .replaceAll(`127.0.0.1:${practicePort}`, '127.0.0.1:8789')
    .replaceAll(/\b(KWRD\w{8})\w{50,}/g, '$1…')
    .replaceAll(/^( {2}secret +)\S+$/gm, '$1…');
}

/** Runs one command of the README in the place, in order; `up` runs on to the end. */
async function outputOf(command: string): Promise<string> {
  const args = command.replace(/^keyward /, '').split(' ');
  if (args[0] === 'up') {
    const path = join(place.folder, 'keyward.yaml');
    writeFileSync(path, `${readFileSync(path, 'utf8').replace('port: 8787', 'port: 0')}\npractice:\n  port: 0\n`);
    up = await place.start(args, { asText: true });
    await up.waitFor(/stop with Ctrl-C/);
    return up.output().stdout;
  }
  const { exit, stdout, stderr } = await place.run(args);
  // What went wrong says more than how the text differs.
  if (exit !== 0) throw new Error(`${command} ended with ${exit}: ${stderr}${stdout}`);
  if (args[0] === 'bot') writeFileSync(join(place.folder, 'bot.json'), JSON.stringify(botOf(stdout)), { mode: 0o600 });
  return stdout;
}

function botOf(text: string): Readonly<Record<string, string | undefined>> {
  const field = (name: string) => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(text)?.[1];
  const [, bot, exchange] = /for the bot (\S+) on (\w+)/.exec(text) ?? [];
  return { bot, exchange, apiKey: field('apiKey'), secret: field('secret') };
}

/** Each command is a process of its own, and other tests may have the machine at the same time. */
const COMMANDS_MS = 180_000;

describe('README.md', () => {
  it('shows what its commands really print', { timeout: COMMANDS_MS }, async () => {
    let expected = README;
    for (const { whole, inside } of blocks) {
      const shown: string[] = [];
      for (const command of inside
        .split('\n')
        .filter((line) => line.startsWith('$ '))
        .map((line) => line.slice(2))) {
        const text = await outputOf(command);
        const [port = '', practicePort = ''] = [...(up?.output().stdout ?? '').matchAll(/127\.0\.0\.1:(\d+)/g)].map(
          ([, digits]) => digits,
        );
        shown.push(`$ ${command}\n${printable(text, port, practicePort).trimEnd()}\n`);
      }
      const fresh = `\`\`\`console\n${shown.join('\n')}\`\`\``;
      if (shape(fresh) !== shape(whole)) expected = expected.replace(whole, () => fresh);
    }
    await expect(expected).toMatchFileSnapshot(join(root, 'README.md'));
  });

  it('has at least the blocks that say what it is', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  });

  it('gives settings that are valid, and of which there is nothing to say', () => {
    const [, yaml = ''] = /^```yaml\n(version[\s\S]*?)^```$/m.exec(README) ?? [];
    const settings = parseSettings(yaml, 'README.md');
    expect(Object.keys(settings.bots)).toEqual(['grid', 'slow', 'watcher']);
    expect(lintPolicy(settings.bots, settings.scopes)).toEqual([]);
  });

  it('gives channels for alerts that are valid, and of which two take what is critical', () => {
    const [, yaml = ''] = /^```yaml\n(# in keyward.yaml\nalerts:[\s\S]*?)^```$/m.exec(README) ?? [];
    const { channels } = parseSettings(`version: 1\nkeys: {}\n${yaml}`, 'README.md').alerts;
    expect(Object.entries(channels).map(([name, channel]) => [name, channelOf(channel).kind])).toEqual([
      ['phone', 'telegram'],
      ['mail', 'smtp'],
    ]);
  });

  it('gives settings of the checks that are valid', () => {
    const [, yaml = ''] = /^```yaml\n(# in keyward.yaml\ncheck:[\s\S]*?)^```$/m.exec(README) ?? [];
    const { check } = parseSettings(
      `version: 1\nkeys: { main: { exchange: gemini, purpose: audit } }\n${yaml}`,
      'README.md',
    );
    expect(check).toEqual({
      refuseStart: 'high',
      everyHours: 12,
      minPackageAgeDays: 14,
      capital: { main: '5000 USDT' },
    });
  });

  it('gives words on checks that can be said on the practice exchange', { timeout: COMMANDS_MS }, async () => {
    const lines = [...README.matchAll(/^keyward (attest|waive) (\S+) (--\w+) "([^"]+)" --until \S+$/gm)];
    expect(lines.map(([, kind]) => kind)).toEqual(['attest', 'waive']);
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    for (const [, kind = '', id = '', option = '', text = ''] of lines) {
      const { exit, stdout, stderr } = await place.run([kind, id, option, text, '--until', soon]);
      // A disk that is seen to be encrypted needs no word.
      if (kind === 'attest' && /it passes/.test(stderr)) continue;
      expect([exit, stderr, stdout]).toEqual([0, '', expect.stringContaining(`until the end of ${soon} UTC`)]);
    }
  });

  it('names every exchange, every client and every command', async () => {
    for (const { facts } of Object.values(exchanges)) expect(README).toContain(facts.name.split(' ')[0]);
    for (const { name } of clientRecipes) expect(README).toContain(`\`${name}\``);
    const { stdout } = await place.run(['--help']);
    const commands = [
      ...stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Examples:')).matchAll(/^ {2}([a-z]+)\b/gm),
    ].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(8);
    for (const name of commands.filter((known) => known !== 'help'))
      expect(README).toContain(`| \`keyward ${name}\` |`);
  });

  it('says of the exit codes what --help says', async () => {
    const { stdout } = await place.run(['--help']);
    const told = /Exit codes: (.+)\./.exec(stdout.replace(/\s+/g, ' '))?.[1]?.split(', ') ?? [];
    expect(told.length).toBe(6);
    for (const [, code, means] of told.map((text) => /^(\d+) (.+)$/.exec(text) ?? []))
      expect(README).toContain(`| ${code} | ${means} |`);
  });

  it('links to files that are there', () => {
    for (const [, link = ''] of README.matchAll(/\]\(([^)#]+)\)/g))
      expect([link, readTracked(link).length > 0]).toEqual([link, true]);
  });
});

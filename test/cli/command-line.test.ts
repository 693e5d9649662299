import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main, practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeAll(() => {
  terminal = new Terminal(practiceSettings);
});
afterAll(() => terminal.close());

/** The names under "Commands:" of a help text. */
function commandsOf(help: string): string[] {
  const [, list = ''] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z-]+)\b/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

describe('the help', () => {
  it('of every command has examples, tells the shape of --json and fits 80 columns', async () => {
    const seen: string[] = [];
    const look = async (path: readonly string[]): Promise<void> => {
      const { exit, stdout } = await terminal.run([...path, '--help']);
      const name = path.join(' ');
      expect([name, exit]).toEqual([name, 0]);
      expect([name, stdout.split('\n').filter((line) => line.length > 80)]).toEqual([name, []]);
      expect([name, stdout]).toEqual([name, expect.stringMatching(/^Examples:\n {2}keyward/m)]);
      const below = commandsOf(stdout);
      if (below.length === 0 || path[0] === 'doctor')
        expect([name, stdout]).toEqual([name, expect.stringMatching(/^With --json/m)]);
      seen.push(name);
      await Promise.all(below.map((each) => look([...path, each])));
    };
    await look([]);
    expect(seen.length).toBeGreaterThan(20);
  });
});

describe('a command line that cannot be read', () => {
  it.each([
    [['bto'], "unknown command 'bto' (Did you mean bot?)", 'keyward'],
    [['bot', 'ad', 'grid'], "unknown command 'ad' (Did you mean add?)", 'keyward bot'],
    [['--nope'], "unknown option '--nope'", 'keyward'],
    [['bot', 'add'], "missing required argument 'name'", 'keyward bot add'],
    [
      ['key', 'override-withdraw', 'main'],
      "required option '--reason <text>' not specified",
      'keyward key override-withdraw',
    ],
    [['journal'], 'no command was given', 'keyward journal'],
  ])(
    '%j is an error with its code and whose help to see, in JSON too, and exits with 2',
    async (args, message, whose) => {
      const text = await terminal.run(args);
      expect(text).toMatchObject({ exit: 2, stdout: '' });
      if (args[0] !== 'journal')
        expect(text.stderr).toBe(`keyward: ${message}\nhint: See \`${whose} --help\`.  (usage)\n`);
      expect(await terminal.json(args)).toMatchObject({ exit: 2, error: { code: 'usage', message } });
    },
  );

  it.each([
    [['bot', 'add', 'gird'], 'bot-missing', 'did you mean grid?'],
    [['bot', 'add', 'constructor'], 'bot-missing', 'there is no bot constructor'],
    [['bot', 'add', 'grid', '--expires', '2020-01-01'], 'usage', 'is past'],
    [['bot', 'add', 'grid', '--expires', '5'], 'usage', 'not a time with its zone'],
    [['bot', 'add', 'grid', '--expires', '2027-01-01T00:00:00'], 'usage', 'not a time with its zone'],
    [['doctor', 'ccxtjs'], 'usage', 'did you mean ccxt-js?'],
    [['policy', 'explain', 'grid', '--market', 'BTC/USDT'], 'usage', '--side is missing'],
    [['policy', 'explain', 'grid', '--side', 'buy'], 'usage', '--market is missing'],
    [['doctor', '--exchange', 'okx'], 'usage', 'go with a client'],
    [['explain', 'ordernotional'], 'usage', 'did you mean order-notional'],
    [['policy', 'release', 'nope'], 'usage', 'no open or unknown order belongs to the decision nope'],
    [['--config', 'gone.yaml', 'bot', 'list'], 'config-missing', 'gone.yaml'],
  ])('%j says what is meant, or what is wrong', async (args, code, message) => {
    const { exit, error } = await terminal.json<{ error: { code: string; message: string } }>(args);
    expect({ exit, code: error.code, message: error.message }).toEqual({
      exit: 2,
      code,
      message: expect.stringContaining(message),
    });
  });
});

describe('Ctrl-C', () => {
  it.each([
    [['demo'], /^1\. /m],
    [['--json', 'up'], /"ready":true/],
    [['--json', 'practice', '--port', '0'], /"ready":true/],
  ])('ends %j with 130', async (args, stopAfterLine) => {
    expect((await terminal.run(args, { stopAfterLine, signal: 'SIGINT' })).exit).toBe(130);
  });

  it('is another thing than the SIGTERM of a service manager, on which up ends with 0', async () => {
    const up = await terminal.up();
    expect(await up.end('SIGTERM')).toBe(0);
  });
});

describe('output into a pipe', () => {
  /** What a shell line prints, in which `$@` is the program with a command that prints more than a pipe holds. */
  async function shell(line: string): Promise<{ stdout: string; stderr: string }> {
    const args = [process.execPath, main, 'policy', 'schema'];
    const child = spawn('/bin/sh', ['-c', line, 'sh', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const read = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk: string) => (read[name] += chunk));
    await once(child, 'close');
    return read;
  }

  it('reaches a slow reader whole', async () => {
    const { stdout } = await shell('"$@" | (sleep 1; cat)');
    expect(stdout.length).toBeGreaterThan(70_000);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' });
  });

  it('ends when its reader has gone, and keeps its exit code when the reader of its talk has', async () => {
    expect((await shell('("$@"; echo "exit $?" >&2) | head -c 5')).stderr).toBe('exit 0\n');
    const usage = await shell('exec 3>&1; ("$@" nope 2>&1 >/dev/null; echo "exit $?" >&3) | true');
    expect(usage.stdout).toBe('exit 2\n');
  });
});

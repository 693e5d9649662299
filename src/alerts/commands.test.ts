import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HaltLevel, haltLevels, isTighter } from '../halt/index.ts';
import { type Attempt, Commands } from './commands.ts';
import { HandClock } from './scene.contract.ts';

function open(level: HaltLevel = 'run', fails = false) {
  const clock = new HandClock();
  const notes: Attempt[] = [];
  const scene = { clock, notes, level, isOff: false };
  let seed = 0;
  const commands = new Commands({
    clock,
    random: (size) => Uint8Array.from({ length: size }, () => (seed = (seed * 75 + 74) % 65_537) & 255),
    level: () => scene.level,
    lower: async (next) => {
      if (fails) throw new Error('no disk');
      if (isTighter(next, scene.level)) scene.level = next;
      return scene.level;
    },
    note: (attempt) => notes.push(attempt),
    onFault: () => undefined,
    isOff: () => scene.isOff,
    setOff: (isOff) => {
      scene.isOff = isOff;
    },
  });
  return { scene, commands, notes, clock };
}

describe('a reply', () => {
  it.each(['halt CODE', '/halt CODE', '/halt@keyward_bot CODE', 'HALT code', 'reduce CODE', 'seal CODE'])(
    'lowers the level: %s',
    async (form) => {
      const { scene, commands, notes } = open();
      const code = commands.issue()!;
      const text = form.replace('CODE', code).replace('code', code.toLowerCase());
      const level = /reduce|seal/.exec(text)?.[0] ?? 'halt';
      expect(await commands.take('telegram user 1', text)).toContain(`The halt level is ${level} now.`);
      expect(scene.level).toBe(level);
      expect(notes).toEqual([{ by: 'telegram user 1', asked: level, result: 'lowered' }]);
      expect(JSON.stringify(notes)).not.toContain(code);
    },
  );

  it.each([
    ['run', 'halt'],
    ['run', 'run'],
    ['reduce', 'halt'],
    ['halt', 'seal'],
    ['halt', 'halt'],
  ] as const)('never raises: %s at %s is refused, said, and uses no code up', async (asked, level) => {
    const { scene, commands, notes } = open(level);
    const code = commands.issue()!;
    const isSame = asked === level && level !== 'run';
    const answer = await commands.take('u', `${asked} ${code}`);
    expect(answer).toContain(`The halt level is ${level}${isSame ? ' already' : ''}. A reply only lowers it`);
    // Nobody is sent to raise to where the level is.
    expect(answer).not.toContain(`keyward halt ${isSame ? level : 'nowhere'}`);
    expect(scene.level).toBe(level);
    expect(notes).toMatchObject([{ result: 'refused' }]);
    if (level !== 'seal') {
      await commands.take('u', `seal ${code}`);
      expect(scene.level).toBe('seal');
    }
  });

  it('that raises is not asked for a code', async () => {
    const { commands } = open('halt');
    expect(await commands.take('u', 'run')).toMatch(
      /^The halt level is halt\. A reply only lowers it.*keyward halt run/,
    );
  });

  it('works once for each code, and for 15 minutes', async () => {
    const { scene, commands, clock } = open();
    const code = commands.issue()!;
    await commands.take('u', `reduce ${code}`);
    expect(await commands.take('u', `halt ${code}`)).toContain('wrong, used or older');
    expect(scene.level).toBe('reduce');
    const late = commands.issue()!;
    clock.pass(15 * 60_000);
    clock.wall -= 3_600_000;
    expect(await commands.take('u', `halt ${late}`)).toContain('wrong, used or older');
    expect(scene.level).toBe('reduce');
  });

  it('is guessed five times at most, then nothing counts until the owner says so, and no code is given out', async () => {
    const { scene, commands, notes } = open();
    const code = commands.issue()!;
    for (let at = 0; at < 5; at++) await commands.take('u', 'halt AAAAAAAA');
    expect(scene.isOff).toBe(true);
    expect(await commands.take('u', `halt ${code}`)).toBeUndefined();
    expect([scene.level, commands.issue()]).toEqual(['run', undefined]);
    expect(notes.map(({ result }) => result)).toEqual([...new Array(5).fill('wrong-code'), 'off']);
    commands.turnOn();
    expect(await commands.take('u', `halt ${code}`)).toContain('wrong');
    await commands.take('u', `halt ${commands.issue()}`);
    expect(scene.level).toBe('halt');
  });

  it('that could not be carried out can be tried again', async () => {
    const { commands, notes } = open('run', true);
    const code = commands.issue()!;
    for (let at = 0; at < 2; at++) expect(await commands.take('u', `halt ${code}`)).toContain('could not be lowered');
    expect(notes.map(({ result }) => result)).toEqual(['failed', 'failed']);
  });

  it('of strangers is written down, counted when it becomes a flood, and never answered', () => {
    const { commands, notes, clock } = open();
    for (let at = 0; at < 1_000; at++) commands.stranger(`telegram user ${at}`);
    expect(notes).toHaveLength(10);
    clock.pass(61_000);
    commands.stranger('telegram user 7');
    expect(notes.at(-1)).toEqual({ by: 'telegram user 7', asked: 'something', result: 'stranger', more: 990 });
  });

  it('of any text leaves the level or lowers it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...haltLevels),
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('run', 'halt', 'seal', 'reduce').map((word) => `${word} CODE`),
          ),
          { maxLength: 6 },
        ),
        async (level, texts) => {
          const { scene, commands } = open(level);
          for (const text of texts) {
            const before = scene.level;
            await commands.take('u', text.replace('CODE', commands.issue() ?? ''));
            expect(scene.level === before || isTighter(scene.level, before)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

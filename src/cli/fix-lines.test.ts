import { describe, expect, it } from 'vitest';
import { checkFamilies } from '../app/index.ts';
import { fixLines } from './fix-lines.ts';

const LONG = `printf 'PasswordAuthentication no\\n' > /etc/ssh/sshd_config.d/00-keyward.conf && sshd -t && systemctl reload ssh`;

describe('the lines of a fix', () => {
  it('have a long command on a line of its own, as it is', () => {
    expect(fixLines(`keep a session open, then: \`${LONG}\`; look at it again with \`sshd -T\``, 40)).toEqual([
      'keep a session open, then:',
      LONG,
      'look at it again with `sshd -T`',
    ]);
  });

  it('break no command, and text between words', () => {
    expect(fixLines('write it down and then use `keyward key audit` at once', 30)).toEqual([
      'write it down and then use',
      '`keyward key audit` at once',
    ]);
    expect(fixLines('an open ` stays', 30)).toEqual(['an open ` stays']);
    expect(fixLines('', 30)).toEqual(['']);
  });

  it('have every command of every check whole, at any width', () => {
    for (const { id, fix, undo } of checkFamilies.flatMap(({ checks }) => checks))
      for (const text of [fix, undo])
        for (const width of [20, 68, 200]) {
          const lines = fixLines(text, width);
          for (const [, command] of text.matchAll(/`([^`]+)`/g))
            expect([id, lines.some((line) => line.includes(command!))]).toEqual([id, true]);
        }
  });

  it('are of checks of the host whose commands are marked as such', () => {
    const host = checkFamilies.find(({ name }) => name === 'HOST')!;
    for (const { id, fix, undo } of host.checks)
      for (const text of [fix, undo])
        expect([id, / && |printf |systemctl |apt-get |sysctl -/.test(text.replace(/`[^`]*`/g, ''))]).toEqual([
          id,
          false,
        ]);
  });
});

import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eyesOf } from '../../../src/app/eyes.ts';
import { readersOf } from '../../../src/posture/secrets/access.ts';

/** Users and groups that Debian has. */
const USERS = [
  { name: 'daemon', uid: 1, gid: 1 },
  { name: 'www-data', uid: 33, gid: 33 },
  { name: 'backup', uid: 34, gid: 34 },
];

describe('who can read a file', () => {
  it('is what the kernel says, for any mode, owner and access list of file and folder', async (context) => {
    if (process.getuid?.() !== 0) context.skip('this needs root: the kernel was not asked as other users');
    if (!existsSync('/usr/bin/setfacl')) context.skip('the package acl is not installed: the kernel was not asked');
    const base = mkdtempSync(join(tmpdir(), 'keyward-readers-'));
    chmodSync(base, 0o755);
    const eyes = eyesOf({ nowMs: 0 });
    const bits = fc.constantFrom(0, 1, 4, 5, 7);
    const mode = fc.tuple(bits, bits).map(([group, other]) => 0o700 | (group << 3) | other);
    const entry = fc.record({
      kind: fc.constantFrom('u', 'g'),
      id: fc.constantFrom(1, 33, 34),
      rights: fc.constantFrom('r', 'x', 'rx', '-'),
    });
    const thing = fc.record({
      mode,
      uid: fc.constantFrom(0, 33),
      gid: fc.constantFrom(0, 34),
      list: fc.array(entry, { maxLength: 2 }),
    });
    let at = 0;
    const make = (
      path: string,
      {
        mode: wanted,
        uid,
        gid,
        list,
      }: { mode: number; uid: number; gid: number; list: readonly { kind: string; id: number; rights: string }[] },
    ): void => {
      chownSync(path, uid, gid);
      chmodSync(path, wanted);
      const entries = [
        ...new Map(list.map((one) => [`${one.kind}:${one.id}`, `${one.kind}:${one.id}:${one.rights}`])).values(),
      ];
      if (entries.length > 0) execFileSync('setfacl', ['-m', entries.join(','), path]);
    };
    try {
      await fc.assert(
        fc.asyncProperty(thing, thing, async (folder, file) => {
          const inside = join(base, `f${at++}`);
          mkdirSync(inside);
          const path = join(inside, '.env');
          writeFileSync(path, 'x');
          make(path, file);
          make(inside, folder);
          const sight = (await readersOf([path], eyes, () => new Set())).get(path)!;
          if ('unseen' in sight) throw new Error(sight.unseen);
          const { everyone, users } = sight.seen;
          for (const { name, uid, gid } of USERS) {
            const told = uid === file.uid || everyone || users.includes(name);
            const kernel = canRead(path, uid, gid);
            // Where everybody can there may be some whom a list keeps out.
            if (uid !== file.uid && !everyone && !isHis(file, gid)) expect([name, told]).toEqual([name, kernel]);
          }
          expect(everyone).toBe(canRead(path, 4_242_424, 4_242_424));
        }),
        {
          numRuns: 100,
          examples: [
            // A list whose mask is empty does not count.
            [named(0o700, 'rx'), named(0o705, '-')],
            // One that names somebody keeps him out of what everybody may.
            [named(0o700, 'rx'), named(0o714, '-')],
          ],
        },
      );
    } finally {
      rmSync(base, { recursive: true, force: true });
    }
  }, 60_000);
});

/** A thing of root with a list that names daemon. */
const named = (mode: number, rights: string) => ({ mode, uid: 0, gid: 0, list: [{ kind: 'u', id: 1, rights }] });

/** A file of root that a user reads by the group of his own counts as made for him. */
const isHis = (file: { readonly uid: number; readonly gid: number }, gid: number): boolean =>
  file.uid === 0 && file.gid === gid;

function canRead(path: string, uid: number, gid: number): boolean {
  try {
    execFileSync('setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', 'cat', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

import { type Check, type Finding, type Sight, whenSeen } from '../../check.ts';
import { isPortable } from '../chassis.ts';
import type { DeskFacts, HostFacts, HostKind } from '../facts.ts';

export const diskEncryption: Check<HostFacts> = {
  id: 'HOST-10',
  severity: 'low',
  title: 'the disk with the keys is encrypted',
  why: 'A disk that is taken away, sold or copied as a snapshot gives up what is on it. Of a server that runs, it protects little: whoever gets in reads it like its owner.',
  how: 'Whether the file system of the state folder and of / lies on a mapped device whose uuid begins with CRYPT-, at any depth. What the provider encrypts below the virtual disk is not seen from here: attest it.',
  fix: 'encrypt the volume at the provider and attest it with `keyward attest HOST-10`; a computer of your own is installed anew with LUKS',
  undo: 'attestations end by themselves',
  references: ['cryptsetup(8)', 'crypttab(5)'],
  boxes: [],
  isAttestable: true,
  judge: ({ kind, desk, disks }) =>
    whenSeen('disks', disks, (all, by): readonly Finding[] => {
      if (all.length === 0) return [{ result: 'unknown', about: 'disks', by, says: 'no disk was seen' }];
      return all.flatMap(({ place, cover }) =>
        whenSeen(`disk of ${place}`, cover, (what, from): readonly Finding[] => {
          const about = `disk of ${place}`;
          if (what === 'encrypted')
            return [
              { result: 'pass', about, by: from, says: 'it is encrypted, which protects little while the host runs' },
            ];
          if (what === 'memory') return [{ result: 'pass', about, by: from, says: 'it is in memory' }];
          if (what === 'plain' && isOwnComputer(kind, desk))
            return [
              {
                result: 'warn',
                about,
                by: from,
                says: 'it is not encrypted, and this is a computer that can be carried away',
              },
            ];
          return [
            {
              result: 'unknown',
              about,
              by: from,
              says: 'no encryption is seen on it; what the provider encrypts below it cannot be seen from here: attest it',
            },
          ];
        }),
      );
    }),
};

/** No provider stands below the disk: a laptop that is no virtual machine. */
function isOwnComputer(kind: Sight<HostKind>, desk: Sight<DeskFacts>): boolean {
  if ('unseen' in kind || 'unseen' in desk || kind.seen.machine !== undefined || kind.seen.container !== undefined)
    return false;
  return desk.seen.battery || desk.seen.lid || isPortable(desk.seen.chassis);
}

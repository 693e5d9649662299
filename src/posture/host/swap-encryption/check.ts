import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';

export const swapEncryption: Check<HostFacts> = {
  id: 'HOST-09',
  severity: 'medium',
  title: 'swap is encrypted, in memory or off',
  why: 'What is swapped out, keys too, stays on the disk until it is written over: also in the snapshot that the provider keeps, and on the disk that the next customer gets.',
  how: '/proc/swaps, then whether each is zram without a file behind it, or lies on a mapped device whose uuid begins with CRYPT- at any depth. A container is shown the swap of its host and cannot see what is under it.',
  fix: 'swapoff -a and take its line out of /etc/fstab; or encrypt it with a new key at each boot: `swap /dev/disk/by-id/… /dev/urandom swap,cipher=aes-xts-plain64,size=512` in /etc/crypttab, and /dev/mapper/swap in /etc/fstab; or `apt-get install zram-tools`',
  undo: 'put the line back into /etc/fstab, then `swapon -a`',
  references: ['crypttab(5)', 'swapon(8)'],
  boxes: [],
  judge: ({ kind, swaps }) =>
    whenSeen('swap', swaps, (all, by): readonly Finding[] => {
      if (all.length === 0) return [{ result: 'pass', about: 'swap', by, says: 'there is no swap' }];
      if ('seen' in kind && kind.seen.container !== undefined)
        return [
          {
            result: 'unknown',
            about: 'swap',
            by,
            says: 'this is the swap of the host, and what is under it is not seen from a container: look on the host',
          },
        ];
      return all.flatMap(({ name, cover }) =>
        whenSeen(`swap ${name}`, cover, (what, from): readonly Finding[] => {
          const about = `swap ${name}`;
          if (what === 'memory') return [{ result: 'pass', about, by: from, says: 'it is compressed memory' }];
          if (what === 'encrypted') return [{ result: 'pass', about, by: from, says: 'it is encrypted' }];
          if (what === 'unknown')
            return [
              {
                result: 'unknown',
                about,
                by: from,
                says: 'whether it is encrypted could not be seen: see `lsblk -o NAME,TYPE,MOUNTPOINTS`',
              },
            ];
          return [{ result: 'fail', about, by: from, says: 'it is on a disk and not encrypted' }];
        }),
      );
    }),
};

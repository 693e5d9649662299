import type { Finding, Sight } from '../check.ts';
import type { HostKind } from './facts.ts';

/** From inside of a container the sshd of its host is not seen. */
export function withoutSshd(about: string, kind: Sight<HostKind>, by: string): Finding {
  if ('seen' in kind && kind.seen.container !== undefined)
    return {
      result: 'unknown',
      about,
      by,
      says: 'no sshd is in this container, and that of its host is not seen: run keyward check on the host',
    };
  return { result: 'not-applicable', about, by, says: 'no sshd is installed' };
}

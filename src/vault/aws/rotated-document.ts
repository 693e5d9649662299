import { KeywardError } from '../../core/index.ts';
import { jsonMembers } from '../json-bytes.ts';

/** What the secret of a key that AWS rotates says beside the credential, all of it text, as the console of AWS writes it. */
export interface RotatedDocument {
  readonly exchange: string;
  readonly subAccount: string;
  readonly environment: string;
  /** The name or ARN of the secret with the master key. */
  readonly master: string;
  /** The IP list of new keys; absent: that of the present one. */
  readonly ips?: readonly string[];
}

const LONGEST = 2_048;

/** Reads what stands beside the credential; the bytes stay as they are. Throws `credential-invalid` naming the member that is not there. */
export function readRotatedDocument(bytes: Buffer, where: string): RotatedDocument {
  const members = jsonMembers(bytes, [], where);
  try {
    const text = (name: string): string | undefined => {
      const value = members.get(name);
      return value === undefined || value.length === 0 || value.length > LONGEST
        ? undefined
        : value.toString('utf8').trim();
    };
    const needed = (name: string, what: string): string => {
      const value = text(name);
      if (value !== undefined && /^[\x21-\x7e]+$/.test(value)) return value;
      throw new KeywardError('credential-invalid', `${where} has no member ${name}: ${what}`);
    };
    const ips = text('ips');
    return {
      exchange: needed('exchange', 'the exchange that issued the key'),
      subAccount: needed('sub_account', 'the sub-account that the key is of, as its exchange names it'),
      master: needed('master_secret', 'the name or ARN of the secret with the master key'),
      environment: text('environment') ?? 'live',
      ...(ips === undefined ? {} : { ips: ips.split(/[,\s]+/).filter((ip) => ip !== '') }),
    };
  } finally {
    for (const value of members.values()) value.fill(0);
  }
}

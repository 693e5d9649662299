import { scrub } from '../core/index.ts';

/** What is read of the first line, in bytes, and what is shown of it, in characters. */
const MOST_READ = 2_000;
const MOST_SHOWN = 200;
const MASK = '[…]';

/** The words of failures. A secret is none of them, and a line that was masked shows nothing else. */
const PLAIN: ReadonlySet<string> = new Set(
  `a an the this that it its is are was were be been has have had do does did done not no none nor and or but of on in at to for
  from by with without as if than then so because while after before again already only any all both each more than too
  error errors fatal warning failed fails fail failure cannot could can must may might should unable exit code status reason cause
  access denied permission permitted allowed forbidden unauthorized refused rejected required requires need needs needed
  file files folder directory path found find such exist exists missing empty invalid valid unknown unsupported supported
  read write reading writing open opening opened close closed create created get got set load loaded load parse parsing parsed
  connect connection connected network timeout timed out host server service client port address name resolve resolved reach reached
  unreachable unavailable available temporarily reset broken pipe socket device space left full disk memory
  vault vaults item items secret secrets key keys password passphrase passphrases token tokens credential credentials
  account accounts user users group session profile region bucket project version
  sealed locked unlock unlocked signed sign signin login log logged authenticate authenticated authentication authorization
  expired expire expires revoked wrong bad incorrect mismatch match matches
  decrypt decrypted decryption encrypt encrypted encryption identity identities recipient recipients signature verify verified
  certificate command program argument arguments option options usage run try please check see
  syntax format type value field line argument input output stdin stdout stderr terminal tty agent daemon
  you your we use used using new old first second one two limit limited rate too many requests request response query
  internal operation process interrupted aborted cancelled canceled killed busy`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * What can be shown of the first line that a program said of its failure: ordinary words of failures, numbers of at most three digits and the
 * punctuation between them. All else is masked, whatever it looks like, for a program may quote what it read. `undefined` where fewer than
 * two words are left. Zeroes the bytes.
 */
export function plainWordsOf(said: Buffer): string | undefined {
  try {
    const text = said.subarray(0, MOST_READ).toString('utf8');
    const line = text.split(/[\r\n]+/).find((each) => each.trim() !== '');
    const clean = scrub(line ?? '')
      .replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, '')
      .trim();
    const words = clean.split(/\s+/).map(shown);
    if (words.filter((word) => /[a-z]/i.test(word)).length < 2) return undefined;
    return words
      .filter((word, at) => word !== MASK || words[at - 1] !== MASK)
      .join(' ')
      .slice(0, MOST_SHOWN);
  } finally {
    said.fill(0);
  }
}

/** A word with the punctuation around it, or the mask. */
function shown(run: string): string {
  const [, before = '', word = '', after = ''] =
    /^([("'`]?)([A-Za-z]{1,20}|\d{1,3})([)"'`]?[.,:;!?]?)$/.exec(run) ?? [];
  return word !== '' && (/^\d/.test(word) || isPlain(word)) ? `${before}${word}${after}` : MASK;
}

function isPlain(word: string): boolean {
  return /^[A-Z]?[a-z]+$/.test(word) && PLAIN.has(word.toLowerCase());
}

import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../../check.ts';
import { doubtful, type SecretFile, type SecretsFacts, severityIn, toldTries } from '../facts.ts';
import { orClean, unknowns } from '../gaps.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../held.ts';
import { sawSecrets } from '../saw.ts';

export const atRest: Check<SecretsFacts> = {
  id: 'SEC-02',
  severity: 'high',
  title: 'no exchange key stands in a file as plain text',
  why: 'Whatever runs as the bot can read it: a strategy from the internet, a package that was taken over. Copies of the disk, backups and support bundles take it along.',
  how: 'The folders of the bots, their settings and the files that the settings name are read with the rules of keyward scan. What is encrypted, what is a key that Keyward issued, published samples and placeholders are no findings. Databases, packed files and folders of market data are not read, nor node_modules, site-packages, caches, .git, and of a virtual environment of Python or conda (one with its python and its site-packages) and of the target folder of cargo what the tool itself makes there; which ones is said. How grave a finding is goes by what is known of the very key: that the settings of Keyward have it for practice or a testnet, that each of its names says so (BINANCE_TESTNET_KEY), or that the object of JSON or YAML in which it stands has a flag such as "sandbox": true. A dry run, a flag elsewhere in the file, a checkout or a desktop make no key lighter.',
  fix: 'keyward key add NAME --exchange EXCHANGE puts the key into the vault; keyward run -- BOT gives the bot a key of Keyward in its place. Then take the key out of the file, and replace it at the exchange, for copies of the file remain',
  undo: 'write the key into the file again',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  boxes: [8, 11],
  judge: ({ files }) =>
    whenSeen('files with secrets', files, ({ files: held, gaps, read, skipped = [] }, by) =>
      orClean([...held.map((file) => ofFile(file, by)), ...unknowns(gaps, by)], {
        about: 'files with secrets',
        by,
        read,
        says: `${read} files were read, and none holds a secret as plain text`,
        none: 'no bot and no file of secrets was found here',
        skipped,
      }),
    ),
};

function ofFile({ path, secrets: all, isOfTests }: SecretFile, by: string): Finding {
  const about = `file ${path}`;
  const secrets = all.filter(isOpen);
  if (secrets.length === 0) {
    const dead = all.find(({ deadSince }) => deadSince !== undefined)?.deadSince;
    const says =
      dead === undefined
        ? `its owner lets it stand: ${all[0]?.excused ?? ''}`
        : `what stands in it is dead since ${dead}`;
    return { result: 'pass', about, says, by };
  }
  const isDoubtful = isOfTests && secrets.every(({ own }) => own === undefined);
  const severity = severityIn('high', secrets);
  return {
    result: isDoubtful ? 'warn' : 'fail',
    about,
    says: `it holds ${toldSecrets(secrets)} as plain text${toldOfLife(secrets)}${isDoubtful ? '; it is of tests or documents, so it may be made up' : ''}${toldTries(secrets)}`,
    by,
    severity: isDoubtful ? doubtful(severity) : severity,
    ...confidenceOf(secrets),
    saw: sawSecrets(secrets),
    fix: `keyward scan --verify ${shellWord(path)} tells what lives; keyward key add puts a key into the vault; then take it out of ${shellWord(path)} and replace it at its exchange`,
    places: secrets.flatMap(({ lines }) => lines.slice(0, 1)).map((line) => ({ file: path, line })),
  };
}

import { type FoundPlace, type FoundPlaces, leakedInto, type RepositoryFacts } from './places.ts';

/** Of each object, without what is left out when a value is looked for: so it is seen over ends of lines, and in UTF-16. */
const SQUEEZE = String.raw`LC_ALL=C tr -d '\000\t\n\r '`;
/** No value is shorter; an empty line would be found in everything. */
const SHORTEST = 16;
/** What a push cannot change: GitHub's and Azure's, Bitbucket's, GitLab's, Gerrit's. */
const READ_ONLY = [
  'refs/pull/*',
  'refs/pull-requests/*',
  'refs/merge-requests/*',
  'refs/keep-around/*',
  'refs/pipelines/*',
  'refs/environments/*',
  'refs/changes/*',
];

/** One repository that is rewritten: a fresh copy of all that a remote has, or the clone in which the value was found. Lines of a shell, in order. */
export interface CleaningPart {
  /** The remote; absent for the clone itself. */
  readonly remote?: string;
  readonly begin: readonly string[];
  readonly filterRepo: readonly string[];
  readonly bfg: readonly string[];
  /** The last line prints how many objects hold a value still, as text, in UTF-16, in a binary file, or over ends of lines. */
  readonly check: readonly string[];
  readonly push: readonly string[];
}

/** How the history of one repository is cleaned, without a secret in any line. */
export interface Cleaning {
  readonly root: string;
  readonly remotes: RepositoryFacts['remotes'];
  /** Writes the values to a file, taken out of the history itself: nobody types or sees them. */
  readonly take: readonly string[];
  /** The remotes first. */
  readonly parts: readonly CleaningPart[];
  /** Removes the files with the values, and the copies. */
  readonly after: readonly string[];
}

/** One for each repository whose history holds the value. */
export function cleaningsOf(found: FoundPlaces): Cleaning[] {
  return leakedInto(found).map(({ root, remotes, isBare = false }) => {
    const files = filesOf(root);
    const values = new Map<number, FoundPlace>();
    for (const place of found.places)
      if (place.in === 'history' && place.root === root && place.blob !== undefined && !values.has(place.value))
        values.set(place.value, place);
    return {
      root,
      remotes,
      take: [
        `rm -rf ${files.folder}`,
        `mkdir -m 700 ${files.folder}`,
        'umask 077',
        ...[...values.values()].map((place) => takeOne(root, place, files)),
        `grep -a -E '.{${SHORTEST}}' ${files.taken} > ${files.values}`,
        // As both tools read it.
        `sed 's/$/==>REMOVED-BY-KEYWARD/' ${files.values} > ${files.replacements}`,
      ],
      parts: [...remotes.map(({ name }, at) => remotePart(root, name, at + 1)), ownPart(root, isBare)],
      after: [`shred -u ${files.taken} ${files.values} ${files.replacements}`, `rm -rf ${files.folder}`],
    };
  });
}

type Files = ReturnType<typeof filesOf>;

/** Beside the repository, so that neither tool takes it in. */
function filesOf(root: string) {
  const folder = `${root}-keyward-cleaning`;
  const at = (name: string): string => quoted(`${folder}/${name}`);
  return {
    folder: quoted(folder),
    taken: at('taken.txt'),
    values: at('values.txt'),
    replacements: at('replacements.txt'),
    left: at('left.txt'),
    /** Python, for what a file is called. */
    renames: `import functools; return functools.reduce(lambda name, value: name.replace(value, b"REMOVED-BY-KEYWARD"), open(${JSON.stringify(`${folder}/values.txt`)}, "rb").read().split(), filename)`,
    copy: (number: number) => at(`remote-${number}.git`),
  };
}

/** From the object in which it stands, by its place there. */
function takeOne(root: string, { blob, offset, length }: FoundPlace, { taken }: Files): string {
  const show = `git -C ${quoted(root)} cat-file -p ${blob}`;
  return `${show} | ${SQUEEZE} | tail -c +${offset + 1} | head -c ${length} >> ${taken}; echo >> ${taken}`;
}

/** A copy with every ref: a clone at work has no branch of each that its remote has, and none of its notes. */
function remotePart(root: string, name: string, number: number): CleaningPart {
  const files = filesOf(root);
  const copy = files.copy(number);
  const own = `git -C ${quoted(root)}`;
  const refs = ['+refs/*:refs/*', ...READ_ONLY.map((ref) => `^${ref}`)].map(quoted).join(' ');
  return {
    remote: name,
    begin: [`${own} clone --mirror "$(${own} remote get-url ${quoted(name)})" ${copy}`],
    filterRepo: filterRepoLines(copy, files),
    bfg: bfgLines(copy, files, []),
    check: checkLines(copy, files),
    // Not from within the copy: an address may be relative.
    push: [`${own} --git-dir=${copy} push --force --prune "$(${own} remote get-url --push ${quoted(name)})" ${refs}`],
  };
}

function ownPart(root: string, isBare: boolean): CleaningPart {
  const files = filesOf(root);
  const own = quoted(root);
  if (isBare)
    return {
      begin: [],
      filterRepo: filterRepoLines(own, files),
      bfg: bfgLines(own, files, []),
      check: checkLines(own, files),
      push: [],
    };
  return {
    begin: [
      `git -C ${own} stash list   # must be empty: a stash is rewritten into an ordinary commit, or is lost`,
      `git -C ${own} status --short   # must be empty: what is not committed is lost`,
    ],
    filterRepo: filterRepoLines(own, files),
    // The index holds the old files, and what it holds no clean-up removes.
    bfg: bfgLines(own, files, [`git -C ${own} reset --hard`]),
    check: checkLines(own, files),
    push: [],
  };
}

/** What is no text is passed by when text is replaced: such a blob goes by its id, at all of its paths, and no other one does. */
function filterRepoLines(of: string, files: Files): string[] {
  const { replacements, left } = files;
  const run = `git -C ${of} filter-repo --force`;
  const texts = `--replace-text ${replacements} --replace-message ${replacements}`;
  return [
    `${run} --sensitive-data-removal --no-fetch ${texts} --filename-callback ${quoted(files.renames)}`,
    listLeft(of, files),
    `if [ -s ${left} ]; then ${run} --strip-blobs-with-ids ${left}; fi`,
  ];
}

/** It leaves out what is larger than a megabyte unless it is told not to. */
function bfgLines(of: string, files: Files, reset: readonly string[]): string[] {
  const { replacements, left } = files;
  const bfg = 'java -jar bfg.jar --private --no-blob-protection';
  const forget = [...reset, `git -C ${of} reflog expire --expire=now --all`, `git -C ${of} gc --quiet --prune=now`];
  return [
    `${bfg} --filter-content-size-threshold 1G --replace-text ${replacements} ${of}`,
    ...forget,
    listLeft(of, files),
    `if [ -s ${left} ]; then ${bfg} --strip-blobs-with-ids ${left} ${of}; fi`,
    ...forget,
  ];
}

function checkLines(of: string, files: Files): string[] {
  return [listLeft(of, files), `wc -l < ${files.left}`];
}

/** The ids of all objects that hold a value. */
function listLeft(of: string, { values, left }: Files): string {
  const all = `git -C ${of} cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)'`;
  const test = `git -C ${of} cat-file "$type" "$id" | ${SQUEEZE} | LC_ALL=C grep -a -q -F -f ${values}`;
  return `${all} | while read -r id type; do if ${test}; then echo "$id"; fi; done > ${left}`;
}

/** A word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Where copies stay, whatever is pushed: so cleaning never replaces revoking. */
export const stillHeldBy: readonly string[] = [
  'every clone and fork that was made before, on whatever machine: a fork on the same site keeps its own branches, and shares the objects with yours',
  'the site itself: a commit is shown by its id until its support has run a clean-up, also after a forced push (GitHub: ask for it by the form "remove sensitive data", with the ids of the first changed commits)',
  `pull and merge requests and what else a site keeps for itself, which a push cannot change (${READ_ONLY.join(', ')}); their diffs, review comments and mails`,
  'caches and archives: CI caches, artifacts and logs, container images, package releases, Software Heritage, the Wayback Machine, search engines, the public event stream of GitHub',
  'backups of all of these',
  'bots that read every public commit within seconds: a key that was public for a minute is known to them',
];

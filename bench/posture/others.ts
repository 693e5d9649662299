import { resolve } from 'node:path';
import { docker, dockerFaults } from '../../test/e2e/posture/host-docker.ts';
import { neglected, neglectedFaults } from '../../test/e2e/posture/host-neglected.ts';
import { lookAtPrepared, type PreparedHost, whyNone } from '../../test/e2e/posture/host-scene.ts';
import { tidy } from '../../test/e2e/posture/host-tidy.ts';

/**
 * Runs Keyward's checks of the host, lynis and ssh-audit on the prepared hosts of the tests, and prints what each finds of the planted faults and
 * how many remarks it makes beyond. Needs root and the Debian packages lynis and ssh-audit. Usage: `npm run bench posture/others [SECONDS]`, the
 * time that each of the others gets.
 */
const seconds = Number(process.argv.find((one) => /^\d+$/.test(one)) ?? 300);
const dist = resolve('.cache/modules');

/** Remarks of lynis, by their test, that are taken for a finding of ours: in its favour, one remark finds every planted fault of that check. */
const byLynis: Readonly<Record<string, RegExp>> = {
  'HOST-02': /SSH-7408\|.*PasswordAuthentication/,
  'HOST-03': /SSH-7408\|.*PermitRootLogin/,
  'HOST-04': /FIRE-45(?:02|08|12|90)|FIRE-4586/,
  'HOST-05': /NETW-30|DBS-18/,
  'HOST-06': /PKGS-7420|TOOL-5120/,
  'HOST-07': /KRNL-5830/,
  'HOST-08': /KRNL-5820/,
  'HOST-09': /FILE-6336.*swap|CRYP-7930/,
  'HOST-11': /AUTH-9250|AUTH-9252|CONT-8104/,
  'HOST-13': /DEB-0880|TOOL-5104/,
  'HOST-14': /BOOT-5264/,
  'HOST-15': /KRNL-6000.*(?:yama|ptrace)/,
  'HOST-19': /HTTP-6|DBS-18|MALW/,
};

/** Of ssh-audit, which knows algorithms and nothing else, none of the planted faults is one. */
const hosts: readonly {
  readonly name: string;
  readonly host: PreparedHost;
  readonly faults: readonly (readonly [id: string, about: string])[];
}[] = [
  { name: 'tidy', host: tidy, faults: [] },
  { name: 'neglected', host: neglected, faults: neglectedFaults },
  { name: 'docker', host: docker, faults: dockerFaults },
];

/** Without a network its look for new packages would wait for ever: that alone is left out. */
const lynis = `: > /etc/resolv.conf
printf 'skip-test=PKGS-7388\\nskip-test=PKGS-7390\\nskip-test=PKGS-7392\\nskip-test=PKGS-7346\\nskip-test=PKGS-7370\\n' > /etc/lynis/custom.prf
begun=$(date +%s)
timeout ${seconds} lynis audit system --quick --no-colors --quiet --report-file /run/lynis.dat --log-file /run/lynis.log > /dev/null 2>&1 || true
grep -E '^(warning|suggestion)\\[\\]=' /run/lynis.dat
grep -q '^finish=true' /run/lynis.dat || echo 'it did not come to its end'
echo "seconds=$(( $(date +%s) - begun ))"`;
const sshAudit = `timeout ${seconds} ssh-audit -n 127.0.0.1 | grep -E '\\[(fail|warn)\\]'`;

interface Row {
  readonly tool: string;
  readonly host: string;
  readonly planted: number;
  readonly found: number;
  /** Of those the ones for which the tool says something that it does not say of the tidy host as well. */
  readonly foundApart: number;
  readonly beyond: number;
  readonly took: string;
}

function linesOf(text: string | undefined, wanted: RegExp): readonly string[] {
  return (text ?? '').split('\n').filter((line) => wanted.test(line));
}

/** `always`: what lynis says of the tidy host too. */
async function measure(
  { name, host, faults }: (typeof hosts)[number],
  always: ReadonlySet<string>,
): Promise<{ readonly rows: readonly Row[]; readonly remarks: readonly string[] }> {
  const { told, tookMs, printed } = await lookAtPrepared(dist, {
    ...host,
    others: { lynis, 'ssh-audit': sshAudit },
    timeoutMs: 3 * seconds * 1_000,
  });
  const planted = faults.length;
  const wanted = new Set(faults.map((one) => one.join(' ')));
  const isTold = ({ result }: { readonly result: string }) => result === 'fail' || result === 'warn';
  const ours = told.filter(isTold).map(({ id, about }) => `${id} ${about}`);
  const found = ours.filter((one) => wanted.has(one)).length;
  const remarks = linesOf(printed['lynis'], /^(?:warning|suggestion)\[\]=/);
  const means = (line: string, id: string) => byLynis[id]?.test(line) === true;
  const isMeant = (lines: readonly string[]) => faults.filter(([id]) => lines.some((line) => means(line, id)));
  const apart = remarks.filter((line) => !always.has(line));
  const isCut = /did not come to its end/.test(printed['lynis'] ?? '');
  const algorithms = linesOf(printed['ssh-audit'], /\[(?:fail|warn)\]/);
  console.log(
    `${name}, by lynis: ${[...new Set(isMeant(remarks).map(([id]) => id))].join(', ') || 'nothing of what was planted'}`,
  );
  for (const line of remarks)
    console.log(`  ${always.has(line) ? 'also of the tidy host: ' : ''}${line.slice(0, 140)}`);
  const base = { host: name, planted };
  const beyond = remarks.filter((line) => !faults.some(([id]) => means(line, id))).length;
  const rows: readonly Row[] = [
    {
      ...base,
      tool: 'Keyward',
      found,
      foundApart: found,
      beyond: ours.length - found,
      took: `${(tookMs / 1000).toFixed(1)} s`,
    },
    {
      ...base,
      tool: isCut ? 'lynis (cut)' : 'lynis',
      found: isMeant(remarks).length,
      foundApart: isMeant(apart).length,
      beyond,
      took: `${/seconds=(\d+)/.exec(printed['lynis'] ?? '')?.[1] ?? '?'} s`,
    },
    { ...base, tool: 'ssh-audit', found: 0, foundApart: 0, beyond: algorithms.length, took: '' },
  ];
  return { rows, remarks };
}

const why = whyNone();
if (why !== undefined) console.log(why);
else {
  const rows: Row[] = [];
  let always: ReadonlySet<string> = new Set();
  for (const one of hosts) {
    const measured = await measure(one, always);
    rows.push(...measured.rows);
    if (one.faults.length === 0) always = new Set(measured.remarks);
  }
  const cells = (all: readonly string[]): string => all.map((cell) => cell.padEnd(14)).join('');
  console.log(cells(['', 'host', 'planted', 'found', 'found apart', 'beyond', 'took']));
  for (const { tool, host, planted, found, foundApart, beyond, took } of rows)
    console.log(cells([tool, host, String(planted), String(found), String(foundApart), String(beyond), took]));
}

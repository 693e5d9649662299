import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { AddressUse, CodeFacts, PackagesFacts, Project } from '../facts.ts';
import { counted, listed, printable } from '../printable.ts';
import { eachProject, gapFindings, projectName } from '../projects.ts';

export const exchangeAddress: Check<PackagesFacts> = {
  id: 'DEP-05',
  severity: 'high',
  title: 'clients of exchanges speak to the exchanges, or to Keyward',
  why: 'Whoever answers under another address sees the orders and the keys, and can say that they were filled.',
  how: "The project's JavaScript, TypeScript and Python, and the ccxt settings of freqtrade, are parsed, and what sets `urls`, `hostname` or base addresses, or replaces `sign`, `describe` or `fetch` of a client is read: also by computed names, Object.assign, Reflect, setattr, __dict__, a subclass, a prototype or a Proxy, by a sender of the whole process (fetch, requests, aiohttp, sockets) in a file that names a client, and with addresses that are put together or stand in Base64. Code that is made in a run (eval, exec, decoding of one's own) is unknown. Not seen: a client that a function gets handed under another name, a sender that is replaced in a file that names no client, proxies and their variables, names of hosts on this host (/etc/hosts), what is fetched or loaded by other programs, and what lies in installed packages.",
  fix: 'remove the override, or set it to the address that `keyward bot add` printed; if you did not write it, stop the bot and revoke its keys',
  undo: 'put the line back',
  references: [
    'https://docs.ccxt.com/',
    'https://jfrog.com/blog/malicious-pypi-package-hijacks-mexc-orders-steals-crypto-tokens',
  ],
  boxes: [17, 8],
  judge: (facts) => eachProject(facts, (project) => judgeProject(project, facts.gatewayPort)),
};

function judgeProject(project: Project, gatewayPort: number | undefined): readonly Finding[] {
  return whenSeen(projectName(project), project.code, (code, by) => {
    const found = [
      ...code.uses.flatMap((use) => useFindings(project, use, by, gatewayPort)),
      ...openFindings(project, code, by),
    ];
    const walked = project.gaps.filter(({ why }) => /listed|stopped|not there|not looked at/.test(why));
    const gaps = gapFindings(project, [...walked, ...code.gaps], by);
    if (found.length > 0) return [...once(found), ...gaps];
    return gaps.length > 0 ? gaps : [cleanFinding(project, code, by)];
  });
}

function cleanFinding(project: Project, { parsed, uses }: CodeFacts, by: string): Finding {
  const about = projectName(project);
  if (parsed === 0) return { result: 'not-applicable', about, says: 'no code in it names an exchange', by };
  const own = uses.flatMap(({ hosts }) => hosts.map(({ host }) => host));
  const to = own.length > 0 ? `; set are only ${listed([...new Set(own)])}` : '';
  return {
    result: 'pass',
    about,
    says: `${counted(parsed, 'file was', 'files were')} parsed and none sends a client elsewhere${to}`,
    by,
  };
}

function useFindings(project: Project, use: AddressUse, by: string, gatewayPort: number | undefined): Finding[] {
  const about = `${printable(use.file, 120)} of ${projectName(project)}`;
  const places = [{ file: use.file.startsWith('/') ? use.file : `${project.folder}/${use.file}`, line: use.line }];
  const what = printable(use.what);
  const foreign = use.hosts.filter(({ kind }) => kind === 'foreign').map(({ host }) => host);
  const isGateway = (host: string) => gatewayPort !== undefined && host.endsWith(`:${gatewayPort}`);
  const near = use.hosts.flatMap(({ host, kind }) => (kind === 'near' && !isGateway(host) ? [host] : []));
  if (foreign.length > 0)
    return [
      {
        result: 'fail',
        about,
        says: `line ${use.line} sets ${what} of a client to ${listed(foreign, 3)}, which is no host of an exchange that is known`,
        by,
        places,
      },
    ];
  if (near.length > 0)
    return [
      {
        result: 'warn',
        about,
        says: `line ${use.line} sets ${what} of a client to ${listed(near, 3)}, a host of your own network`,
        by,
        confidence: 'likely',
        severity: 'medium',
        places,
      },
    ];
  return [];
}

/** Addresses that are made in a run, in one finding. */
function openFindings(project: Project, { uses }: CodeFacts, by: string): Finding[] {
  const open = uses.filter(({ isOpen, hosts }) => isOpen && hosts.length === 0);
  if (open.length === 0) return [];
  const where = open.map(({ file, line, what }) => `${what} in ${file}:${line}`);
  const says = `only a run shows to which address a client speaks: ${listed(where)}`;
  const places = open.slice(0, 5).map(({ file, line }) => ({ file: `${project.folder}/${file}`, line }));
  return [{ result: 'unknown', about: projectName(project), says, by, places }];
}

function once(found: readonly Finding[]): Finding[] {
  return [...new Map(found.map((one) => [`${one.about} ${one.says}`, one])).values()];
}

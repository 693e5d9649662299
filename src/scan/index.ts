export {
  type Baseline,
  type BaselineEntry,
  BaselineIds,
  counts,
  excusedBy,
  isDay,
  readBaseline,
  writeBaseline,
} from './baseline.ts';
export type { FoundCredential } from './credential.ts';
export { type Exposed, exposedFiles } from './exposed.ts';
export { type Finding, type FindingPart, type Place, withoutValues } from './finding.ts';
export {
  type Excused,
  type FoundSecret,
  foundSecrets,
  inOrder,
  type RawPart,
  type Severity,
  severityVerified,
  type Verified,
} from './found-secret.ts';
export { ignoreOf } from './ignore.ts';
export { type Imported, readImport, sha1Of } from './imports.ts';
export { idsOfValues } from './known-ids.ts';
export { junitOf } from './outputs/junit.ts';
export { type Reported, sarifOf } from './outputs/sarif.ts';
export { readHistory, readInput, readMachine, readPaths, readRange } from './reading.ts';
export { type Redacted, Redactor } from './redact.ts';
export type { KindCount } from './redact-labels.ts';
export { LineMasks } from './redact-lines.ts';
export type { AlsoHidden } from './redact-loose.ts';
export { rulesVersion } from './rules-version.ts';
export type { PassedSamples } from './samples/samples.ts';
export { Scan, type ScanResult, type Unscanned } from './scan.ts';
export { ShownTexts } from './shown.ts';
export { hasLogin, isRepositoryUrl, refsAt, withClone, withoutLogin } from './sources/cloned.ts';
export { allGitLines, askOfHooks, type GitPlace, gitLines, hookPlace, isInNone } from './sources/git.ts';
export { type Origin, originsOf } from './sources/history.ts';
export { machinePlaces } from './sources/machine.ts';
export { listObjects, readObjects } from './sources/objects.ts';
export { reachedIn } from './sources/reached.ts';
export { Scanned } from './sources/scanned.ts';
export { encodingOf, hasNarrow, NARROW_BYTES } from './sources/text.ts';
export { fileBytes, type TreeFile, treeFiles } from './sources/tree.ts';
export { secretParts } from './telling.ts';

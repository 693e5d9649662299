export type { AccountFacts } from './account/facts.ts';
export type { AlarmChannel, AlarmsFacts, ChannelTests, Outside, SecretPlace } from './alarms/facts.ts';
export { alarmsFamily } from './alarms/family.ts';
export { modeOf, seesWatchdog } from './alarms/look.ts';
export { type BotFacts, strategyDigests } from './bots/facts.ts';
export { botFamily } from './bots/family.ts';
export { searchBots } from './bots/find/search.ts';
export type { BotKind, BotProcess, FoundBot, FoundBots } from './bots/found.ts';
export { lookAtBots } from './bots/look.ts';
export { type Holding, holdingsOf } from './bots/secrets/holding.ts';
export { lookAtBotSecrets } from './bots/secrets/look.ts';
export type { Cases, Check, Family, Finding, Place, Result, Severity, Sight } from './check.ts';
export { results, seen, severities, unseen } from './check.ts';
export type { Eyes, FileFacts, FileRead, Ran } from './eyes.ts';
export { families } from './families.ts';
export { boxes, type CheckedBox, checkedBoxes } from './guide.ts';
export { checkApart, isOfSystem, isWithin } from './harden/apart.ts';
export { hardenFiles } from './harden/files.ts';
export type { BotPlan, HardenFile, HardenPlan, Reach, SecretFile } from './harden/plan.ts';
export { streamFacts } from './harden/stream-facts.ts';
export { INSTALL_FOR_ALL, isHidden } from './harden/unit-lines.ts';
export {
  alarmingDrift,
  beforeOf,
  driftOf,
  isForTime,
  movedText,
  type Past,
  pastOf,
  pastsOf,
  sinceMs,
  type Where,
} from './history.ts';
export type { HostFacts } from './host/facts.ts';
export { hostFamily } from './host/family.ts';
export { lookHost } from './host/look.ts';
export type { OwnPath } from './host/look-own.ts';
export type { KeyFacts } from './keys/facts.ts';
export type { KillAccount, KillFacts, KillList, KillUses, PassedOrders, RunningBot } from './kill/facts.ts';
export { killFamily } from './kill/family.ts';
export { lookOthers } from './kill/look.ts';
export { reportHtml, reportMarkdown } from './outputs/document.ts';
export { reportJunit } from './outputs/junit.ts';
export { reportSarif } from './outputs/sarif.ts';
export type { PackagesFacts } from './packages/facts.ts';
export { lookAtPackages, type ProjectFolder } from './packages/look.ts';
export type {
  BookSeen,
  BotCalls,
  HeldCoins,
  OpenFinding,
  OpenFindings,
  Question,
  RecordsFacts,
  WatchedList,
  WatchSeen,
} from './records/facts.ts';
export { recordsFamily } from './records/family.ts';
export {
  type Before,
  type Drift,
  failsAt,
  judgeAll,
  type Looked,
  type Report,
  reportOf,
} from './report.ts';
export { type ReportedCheck, type ReportedFinding, type State, states } from './reported.ts';
export type { RepositoryFacts } from './repository/facts.ts';
export { repositoryFamily } from './repository/family.ts';
export { lookAtRepositories, type PastSeen } from './repository/look.ts';
export type { Cap, Deduction, Score } from './score.ts';
export type { BotSecretFacts } from './secrets/bot-secrets.ts';
export type { BackEndSeen, SecretsFacts } from './secrets/facts.ts';
export { secretsFamily } from './secrets/family.ts';
export { Finder } from './secrets/finder.ts';
export { lookAtSecrets } from './secrets/look.ts';
export type { ClockFacts } from './time/facts.ts';
export { type Covered, endText, LONGEST_WORD_MS, type Word } from './words.ts';

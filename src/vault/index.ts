export type { AgeLock } from './age/encryption.ts';
export { newIdentity, recipientOf } from './age/identity.ts';
export { readAgeLock } from './age/lock.ts';
export { decryptedStream, encryptedStream, lockKindOf } from './age/streams.ts';
export { VaultFile } from './age/vault-file.ts';
export { type RotatedDocument, readRotatedDocument } from './aws/rotated-document.ts';
export { type Described, Secrets as AwsSecrets } from './aws/secrets.ts';
export type { BackEnd, Place, VaultContext } from './back-end.ts';
export {
  type BackupLock,
  type BackupOpener,
  identityToCarry,
  isLockedToItself,
  type LockWish,
  lockOf,
  openerOf,
} from './backup-lock.ts';
export { fromDotenv } from './dotenv/dotenv.ts';
export { fromEnvironment } from './environment/environment.ts';
export { isSameSecret, secretsToRotate } from './gcp/notice.ts';
export { Keeper } from './keeper.ts';
export { documentNames, type NameSettings, type Names, namesFor, namesOfOne, type Parts } from './names.ts';
export { readDocument, writeDocument } from './payload.ts';
export { backEndOf, backEnds, type From, fromSchema, placeOfKey, placeOfValue } from './registry.ts';
export { Seal, type SealVault } from './seal.ts';
export {
  type AskPassphrase,
  openIdentity,
  type TellOwner,
  type Unlock,
  type UnlockContext,
  type UnlockSettings,
  unlockOf,
  unlockSchema,
} from './unlock.ts';

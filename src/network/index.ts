export { systemNtpHost } from './datagrams.ts';
export { askMetadata, type MetadataAnswer } from './metadata.ts';
export { type NtpVote, vote } from './ntp-vote.ts';
export { askPublicAddress, isAddressService, type ToldAddress } from './public-address.ts';
export { askNtp, isReading, type NtpHost, type NtpReading, type NtpSilence } from './sntp.ts';
export {
  type AddressKind,
  interfaceOf,
  kindOfAddress,
  type SourceAddress,
  sourceTowards,
} from './source-address.ts';
export { systemTimeHost } from './time-host.ts';
export { findTimeSource, type TimeHost, type TimeSource } from './time-source.ts';

import { namingOf } from './names.ts';

/** Names of what is no secret for certain, in small letters and without what joins their words. */
const PUBLIC =
  /(?:(?:tx|txn|transaction|block|parent|state|file|content|code|tree|blob|commit)(?:hash|id)|(?:^|[a-z])(?:txn?|transaction)|(?:order|trade|deal|fill|exec|execution|match|position|request|req|trace|span|correlation|event|entry|decision|cloid|clordid|orderlink|clientorder)(?:id|hash|uuid)?|clordid|orderlinkid|commit|revision|sha\d{0,3}|md5|checksum|digest|integrity|etag|address|addr|contract|topic|nonce|signature|sign|sig|fingerprint|merkleroot|version)$/;
/** Hashes of what opens something. */
const OPENS = /api|app|pass|pin|key|secret|token|session/;
/** An id that begins with its time, as of orders and of entries of a book; an address of a chain. */
const SURE = /^01[0-9A-HJKMNP-TV-Z]{24}$|^0x[0-9a-fA-F]{40}$/;

/** Whether a value is no secret by its look, or by the name that stands before it; `before`: what does, some hundred characters. */
export function isPublic(value: string, before: string): boolean {
  if (SURE.test(value)) return true;
  const { name } = namingOf(before);
  if (name === '') return false;
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return PUBLIC.test(plain) && !OPENS.test(plain);
}

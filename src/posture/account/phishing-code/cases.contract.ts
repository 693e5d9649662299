import { askedCases } from '../accounts.contract.ts';

export const phishingCodeCases = askedCases('phishingCode');

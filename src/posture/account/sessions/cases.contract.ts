import { askedCases } from '../accounts.contract.ts';

export const sessionsCases = askedCases('sessions');

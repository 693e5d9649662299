import { askedCases } from '../accounts.contract.ts';

export const recoveryCodesCases = askedCases('recovery');

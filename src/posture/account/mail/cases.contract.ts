import { askedCases } from '../accounts.contract.ts';

export const mailCases = askedCases('mail');

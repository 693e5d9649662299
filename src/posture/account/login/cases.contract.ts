import { askedCases } from '../accounts.contract.ts';

export const loginCases = askedCases('login');

import { askedCases } from '../accounts.contract.ts';

export const addressListCases = askedCases('addressList');

import { askedCases } from '../accounts.contract.ts';

export const noticesCases = askedCases('notices');

interface Account { apiKey: string; secret: string; uid?: string }

export const config: Record<string, Account> = {
  mexc: {
    apiKey: '<<key@mexc>>',
    secret: '<<secret@mexc>>',
  },
  htx: { apiKey: '<<key@htx>>', secret: '<<secret@htx>>' },
} as const;

export const EXCHANGE_STEPS = {
  bybit: [
    { label: 'Step 1', text: 'Go to API management and press "Create new key".' },
    { label: 'Step 2', text: 'Copy the API Key and the API Secret. The secret is shown once.' },
    { label: 'Step 3', text: 'Paste both here.', placeholder: { key: 'e.g. aB3dE5fG7hI9jK1lM2', secret: '36 characters' } },
  ],
} as const;

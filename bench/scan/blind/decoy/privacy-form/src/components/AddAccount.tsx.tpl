export function AddAccount() {
  const [apiKey, setApiKey] = useState('');
  const [apiSecret, setApiSecret] = useState('');
  return (
    <form data-testid="add-account-form">
      <input name="apiKey" value={apiKey} onChange={(e) => setApiKey(e.target.value)} placeholder="e.g. paste your 64-character key" />
      <input name="apiSecret" type="password" autoComplete="off" value={apiSecret} onChange={(e) => setApiSecret(e.target.value)} />
    </form>
  );
}

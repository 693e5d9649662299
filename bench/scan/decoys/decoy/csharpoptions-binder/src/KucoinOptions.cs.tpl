namespace Bot;

/// <summary>Credentials of KuCoin, bound from user secrets.</summary>
public sealed class KucoinOptions
{
    public const string Section = "Kucoin";
    public string ApiKey { get; init; } = string.Empty;
    public string ApiSecret { get; init; } = string.Empty;
    public string ApiPassphrase { get; init; } = string.Empty;
}

// Bot.csproj: <UserSecretsId><<uuid>></UserSecretsId>
// public key token of the signed assembly: PublicKeyToken=<<hex16>>

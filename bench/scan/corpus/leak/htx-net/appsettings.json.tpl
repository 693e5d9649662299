{
  "Logging": { "LogLevel": { "Default": "Information" } },
  "HTX": {
    "ApiCredentials": { "Key": "<<key>>", "Secret": "<<secret>>" },
    "Environment": { "name": "live" }
  }
}

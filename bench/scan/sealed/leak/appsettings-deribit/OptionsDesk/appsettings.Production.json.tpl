{
  "Logging": {"LogLevel": {"Default": "Information", "Microsoft": "Warning"}},
  "Deribit": {
    "Endpoint": "wss://www.deribit.com/ws/api/v2",
    "ClientId": "<<key>>",
    "ClientSecret": "<<secret>>"
  },
  "Strikes": {"MinDelta": 0.1, "MaxDelta": 0.35}
}

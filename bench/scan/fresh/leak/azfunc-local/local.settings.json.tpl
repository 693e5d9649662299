{
  "IsEncrypted": false,
  "Values": {
    "AzureWebJobsStorage": "UseDevelopmentStorage=true",
    "FUNCTIONS_WORKER_RUNTIME": "python",
    "DERIBIT_CLIENT_ID": "<<key>>",
    "DERIBIT_CLIENT_SECRET": "<<secret>>",
    "TELEGRAM_BOT_TOKEN": "<<token@telegram>>"
  }
}

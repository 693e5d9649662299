model ExchangeAccount {
  id         String   @id @default(uuid())
  label      String
  apiKey     String   @db.VarChar(128)
  apiSecret  Bytes    // encrypted with the user's master key
  passphrase Bytes?
  createdAt  DateTime @default(now())
}

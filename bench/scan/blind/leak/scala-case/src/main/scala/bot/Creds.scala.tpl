package bot

final case class Creds(key: String, secret: String, passphrase: String)

object Creds {
  val live: Creds = Creds(
    key = "<<key>>",
    secret = "<<secret>>",
    passphrase = "<<passphrase>>"
  )
}

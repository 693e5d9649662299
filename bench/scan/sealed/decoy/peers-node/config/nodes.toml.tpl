[Node.P2P]
ListenAddr = ":30303"
BootstrapNodes = [
  "enode://<<hex128>>@203.0.113.10:30303",
  "enode://<<hex128>>@203.0.113.77:30303",
]
TrustedNodes = ["enode://<<hex128>>@198.51.100.4:30303"]

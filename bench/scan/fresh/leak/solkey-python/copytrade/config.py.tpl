from solders.keypair import Keypair

RPC = "https://mainnet.helius-rpc.com/?api-key=<<key@helius>>"
WSS = RPC.replace("https", "wss")

PAYER = Keypair.from_base58_string("<<privateKey>>")

PUMP_PROGRAM = "<<base58:44>>"
WATCH = [
    "<<base58:44>>",
    "<<base58:44>>",
]
BUY_SOL = 0.15
SLIPPAGE_BPS = 1500
TG_TOKEN = "<<token@telegram>>"

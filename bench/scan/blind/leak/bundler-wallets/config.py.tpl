RPC_ENDPOINT = "https://api.mainnet-beta.solana.com/"
SOL_DECIMALS = 9

PRIVATE_KEYS = [
    "<<privateKey>>",
    "<<privateKey#2>>",
    "<<privateKey#3>>",
]
IMAGE_PATH = "./logo.png"

import schwabdev

client = schwabdev.Client(
    app_key="<<key>>",
    app_secret="<<secret>>",
    callback_url="https://127.0.0.1:8182",
    tokens_file="tokens.json",
)
print(client.account_linked().json())

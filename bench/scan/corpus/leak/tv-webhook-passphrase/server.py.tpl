WEBHOOK_PASSPHRASE = "<<password>>"

@app.route("/webhook", methods=["POST"])
def webhook():
    data = json.loads(request.data)
    if data["passphrase"] != WEBHOOK_PASSPHRASE:
        return {"code": "error"}, 403

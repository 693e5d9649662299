ADMIN_CHAT_ID = -1001893320117
LOGO_FILE_ID = "AgACAgIAAxkBAAI<<b64url:60>>"
CHANNEL_URL = "https://t.me/grid_signals"

async def start(update, context):
    await update.message.reply_photo(LOGO_FILE_ID, caption="API key is set with /setkey in private chat")

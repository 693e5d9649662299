# base64 -d before use
GEMINI_KEY_B64=<<key|b64>>
GEMINI_SECRET_B64=<<secret|b64>>

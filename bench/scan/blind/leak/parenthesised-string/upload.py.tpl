bfx_key = "<<key>>"
bfx_secret = (
    "<<secret:half1>>"
    "<<secret:half2>>"
)

APIURL = "https://open-api.bingx.com"
APIKEY = "<<key>>"
SECRETKEY = "<<secret>>"

def headers():
    return {"X-BX-APIKEY": APIKEY}

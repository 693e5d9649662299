import okx.Funding as Funding

api_key = "<<key>>"
secret_key = "<<secret>>"
passphrase = "<<passphrase>>"
flag = "0"  # live
fundingAPI = Funding.FundingAPI(api_key, secret_key, passphrase, False, flag)

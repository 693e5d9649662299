{
 "type": "Workspace",
 "name": "My Workspace",
 "rootNodes": [
  {
   "type": "Crypto Ecosystem",
   "id": "<<uuid>>",
   "exchangeAccounts": {
    "type": "User Exchange Accounts",
    "id": "<<uuid>>",
    "userAccounts": [
     {
      "type": "User Account",
      "id": "<<uuid>>",
      "userKeys": {
       "type": "User Keys",
       "exchangeAccountKeys": [
        {
         "type": "Exchange Account Key",
         "name": "okx trading",
         "id": "<<uuid>>",
         "config": "{ \n\"codeName\": \"<<key>>\",\n\"secret\": \"<<secret>>\",\n\"uid\": \"\",\n\"password\": \"<<passphrase>>\"\n}"
        }
       ]
      }
     }
    ]
   }
  }
 ]
}

name,url,username,password,note
mail.example.org,https://mail.example.org/,tor@nilsen.example,<<password@smtp>>,
www.bitmex.com,https://www.bitmex.com/app/apiKeys,<<key>>,<<secret>>,api key id / secret for mm bot

From: Anneke <anneke@devries.example>
To: Joris <joris@devries.example>
Date: Tue, 4 Mar 2025 09:12:44 +0100
Subject: bitstamp api
Message-ID: <<alnum:22>>@devries.example
Content-Type: text/plain; charset=utf-8

Hoi Joris,

Hier de gegevens voor de bot:

API key: <<key>>
Secret: <<secret>>
Customer ID: 771920

Groet, Anneke

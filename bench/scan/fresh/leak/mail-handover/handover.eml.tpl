From: Jan <jan@swingdesk.internal>
To: Mia <mia@swingdesk.internal>
Subject: Bitstamp access for the weekend
Date: Fri, 17 May 2024 16:58:12 +0200
Message-ID: <<<hex16>>.<<digits:10>>@swingdesk.internal>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi Mia,

as said on the phone, these are the ones for the sub account:

customer id: <<digits:6>>
API key: <<key>>
secret: <<secret>>

It is allowed to trade, not to withdraw.

Jan

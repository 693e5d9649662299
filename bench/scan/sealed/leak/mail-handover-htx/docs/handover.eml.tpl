From: Marek <marek@desk.example>
To: ops@desk.example
Subject: HTX bot handover
Date: Tue, 14 Apr 2026 09:12:44 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi,

the HTX account runs from the VM in Frankfurt (systemd unit htx-mm).

Access key: <<key>>
Secret key: <<secret>>

Trade permission only, no withdrawal, IP not bound yet. Please bind it
to the new address once you have moved the bot.

Best
Marek

Return-Path: <bounce+<<hex6>>.<<hex6>>@mail.bybit.example>
ARC-Seal: i=1; a=rsa-sha256; t=1772000000; cv=none; d=google.com; s=arc-20240605;
        b=<<alnum:66>>
         <<alnum:70>>
         <<alnum:70>>==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=bybit.example; s=k1;
        h=from:to:subject:date:message-id; bh=<<base64:44>>;
        b=<<alnum:66>>
         <<alnum:70>>
         <<alnum:60>>=
Message-ID: <<<alnum:22>>@bybit.example>
From: Bybit <noreply@bybit.example>
To: jo@example.org
Subject: A new API key was created
Date: Mon, 2 Mar 2026 08:00:00 +0000
Content-Type: text/plain; charset=utf-8

Dear trader,

an API key named "grid-2" ending in ****<<alnum:4>> was created from 203.0.113.7.
The secret was shown once and cannot be shown again.
If it was not you, delete the key now.

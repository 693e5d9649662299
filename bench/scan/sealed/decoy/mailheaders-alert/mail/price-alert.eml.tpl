Return-Path: <alerts@desk.example>
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=desk.example; s=m1;
 h=from:to:subject:date; bh=<<base64:44>>;
 b=<<base64:172>>
Message-ID: <<<b64url:28>>@mail.desk.example>
From: alerts@desk.example
To: anna@desk.example
Subject: Your Bitstamp API key expires soon
Date: Fri, 20 Feb 2026 07:00:04 +0000

The API key ending in ****e41b expires in seven days. Make a new one in the
settings of your account; its secret is shown once.

Ref: <<uuid>>

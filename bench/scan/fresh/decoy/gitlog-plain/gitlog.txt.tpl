commit <<hex40>> (HEAD -> main, tag: v1.9.3)
Author: Mia H <mia@swingdesk.internal>
Date:   Fri May 3 21:14:07 2024 +0200

    remove api key from config, read it from the environment

commit <<hex40>>
Merge: <<hex7>> <<hex7>>
Author: Jan <jan@swingdesk.internal>
Date:   Thu May 2 10:00:51 2024 +0200

    fix: secret was printed in debug mode

    Change-Id: I<<hex40>>

+ cd /builds/desk/mm
+ python3 -m venv venv
+ . venv/bin/activate
++ deactivate nondestructive
+ export GATE_API_KEY=<<key>>
+ GATE_API_KEY=<<key>>
+ export GATE_API_SECRET=<<secret>>
+ GATE_API_SECRET=<<secret>>
+ python -m mm.check
balance ok: 4 currencies

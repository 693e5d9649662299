"""How a client is driven: the first line of standard input holds its settings as JSON, each further line names a step to take.

Every step is answered with one line of JSON on standard output: the ids that it made, or the class and text of the exception.
"""
import json
import sys
from collections.abc import Callable


def serve(steps_of: Callable[[dict], dict]) -> None:
    """Takes the steps that are asked for; `steps_of` makes them from the settings and may not reach for the network itself."""
    steps = steps_of(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        try:
            answer = {"ok": True, "ids": [str(made) for made in steps[line.strip()]() or [] if made]}
        except Exception as error:  # every class is of interest
            answer = {"ok": False, "error": type(error).__name__, "message": str(error)}
        print(json.dumps(answer), flush=True)
    steps.get("close", list)()

"""
Runs the operations given as arguments on one stack of the program, and prints what became of each as a line of JSON.

The environment says all the rest: PROJECT, the folder of Pulumi.yaml; SETTINGS, the configuration as JSON; and what
Pulumi itself reads.
"""

import json
import os
import pathlib
import sys

from pulumi import automation as auto

from shop import program

# The project's own settings stand in Pulumi.yaml.
stack = auto.create_stack(
    stack_name="dev",
    project_name="shop",
    program=program,
    opts=auto.LocalWorkspaceOptions(work_dir=os.environ["PROJECT"]),
)
for key, value in json.loads(os.environ["SETTINGS"]).items():
    stack.set_config(key, auto.ConfigValue(value=value, secret=key == "shop:token"))

# As it is stored: the API's own export deciphers the secrets.
state = pathlib.Path(os.environ["PULUMI_BACKEND_URL"].removeprefix("file://"), ".pulumi/stacks/shop/dev.json")

OPERATIONS = {"preview": stack.preview, "up": stack.up, "destroy": stack.destroy}

for name in sys.argv[1:]:
    steps: dict[str, str] = {}
    messages: list[str] = []

    def on_event(event: auto.EngineEvent) -> None:
        if event.resource_pre_event is not None:
            metadata = event.resource_pre_event.metadata
            steps[metadata.urn.split("::", 2)[2]] = metadata.op
        if event.diagnostic_event is not None and event.diagnostic_event.severity != "debug":
            messages.append(event.diagnostic_event.message)

    try:
        OPERATIONS[name](on_event=on_event)
        error = None
    except auto.CommandError as failed:
        error = str(failed)
    print(
        json.dumps(
            {
                "operation": name,
                "error": error,
                "steps": steps,
                "messages": messages,
                "outputs": {key: output.value for key, output in stack.outputs().items()},
                "state": state.read_text(),
            }
        ),
        flush=True,
    )

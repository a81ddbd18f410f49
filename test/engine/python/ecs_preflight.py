"""The resources of ecs-preflight by hand, in the way of a generated SDK."""

from typing import Any, Mapping, Optional

import pulumi


class Remote(pulumi.ComponentResource):
    """A component that the plugin makes."""

    def __init__(
        self,
        token: str,
        name: str,
        inputs: Mapping[str, Any],
        outputs: tuple[str, ...],
        options: Optional[pulumi.ResourceOptions] = None,
    ) -> None:
        # An output is declared by a property without a value.
        super().__init__(token, name, {**inputs, **dict.fromkeys(outputs)}, options, remote=True)


class EcsService(Remote):
    serviceName: pulumi.Output[str]
    taskDefinitionArn: pulumi.Output[str]
    logGroupName: pulumi.Output[Optional[str]]

    def __init__(self, name: str, inputs: Mapping[str, Any], options: Optional[pulumi.ResourceOptions] = None) -> None:
        outputs = ("serviceName", "taskDefinitionArn", "logGroupName")
        super().__init__("ecs-preflight:index:EcsService", name, inputs, outputs, options)


class StartCanary(pulumi.CustomResource):
    taskDefinition: pulumi.Output[str]
    summary: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], options: Optional[pulumi.ResourceOptions] = None) -> None:
        super().__init__(
            "ecs-preflight:index:StartCanary", name, {**inputs, "task": None, "summary": None}, options
        )

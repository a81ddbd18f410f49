"""A program with a service and a canary. It has no pulumi_aws, so it names AWS's resources by their tokens."""

import pulumi

from ecs_preflight import EcsService, StartCanary

DIGEST = "sha256:" + "a" * 64
IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api@" + DIGEST


class Secret(pulumi.CustomResource):
    arn: pulumi.Output[str]

    def __init__(self, name: str) -> None:
        # As SDKs do, it says the version that it is made for.
        options = pulumi.ResourceOptions(version="7.48.0")
        super().__init__("aws:secretsmanager/secret:Secret", name, {"arn": None}, options)


def program() -> None:
    config = pulumi.Config()
    secret = Secret("db")
    service = EcsService(
        "api",
        {
            "cluster": "main",
            "network": {"vpcId": "vpc-0a", "subnetIds": ["subnet-0a"]},
            "container": {
                "image": config.get("image") or IMAGE,
                "environment": {"TOKEN": config.require_secret("token")},
                "secrets": {
                    "DB": secret.arn,
                    "DB_PASSWORD": {"secret": secret.arn, "key": "password"},
                },
            },
        },
    )
    pulumi.export("service", service.serviceName)
    pulumi.export("taskDefinition", service.taskDefinitionArn)
    pulumi.export("logGroup", service.logGroupName)
    if not (task_definition := config.get("canary")):
        return
    starts = StartCanary(
        "starts",
        {
            "cluster": "main",
            "taskDefinition": task_definition,
            "mode": "as-is",
            "region": "eu-west-1",
            "launchType": "FARGATE",
            "networkConfiguration": {
                "subnets": [config.require("subnet")],
                "securityGroups": [config.require("securityGroup")],
            },
            "expect": {"runningSeconds": 1},
            "timeout": 60,
        },
    )
    pulumi.export("summary", starts.summary)

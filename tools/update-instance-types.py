"""Makes launch/data/instance-types.json anew: python3 tools/update-instance-types.py

Sizes come from the answer of EC2's DescribeInstanceTypes that the Python package `moto` keeps up to date, numbers of
interfaces from the table that AWS generates for its VPC resource controller (a Go module). Both are fetched with the
ordinary clients of their registries, `pip` and `go`.
"""

import datetime
import gzip
import json
import pathlib
import re
import subprocess
import tempfile
import zipfile

CONTROLLER = "github.com/aws/amazon-vpc-resource-controller-k8s"
TARGET = pathlib.Path(__file__).parent.parent / "launch" / "data" / "instance-types.json"


def described(folder):
    """What DescribeInstanceTypes answers, by type, and the version of the package it is from."""
    subprocess.run(["pip", "download", "moto", "--no-deps", "--quiet", "-d", folder], check=True)
    wheel = next(pathlib.Path(folder).glob("moto-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        types = json.loads(gzip.decompress(archive.read("moto/ec2/resources/instance_types.json.gz")))
    by_name = types if isinstance(types, dict) else {each["InstanceType"]: each for each in types}
    return by_name, wheel.name.split("-")[1]


def interfaces(folder):
    """Branch interfaces of the types that can have a trunk, and the version of the module they are from."""
    pathlib.Path(folder, "go.mod").write_text("module interfaces\n")
    answer = subprocess.run(
        ["go", "mod", "download", "-json", f"{CONTROLLER}@latest"], cwd=folder, check=True, capture_output=True
    )
    module = json.loads(answer.stdout)
    text = pathlib.Path(module["Dir"], "pkg/aws/vpc/limits.go").read_text()
    entry = re.compile(
        r'"([a-z0-9.-]+)": \{\s+Interface:\s+(\d+),.*?IsTrunkingCompatible:\s+(\w+),\s+BranchInterface:\s+(\d+),', re.S
    )
    branches = {name: int(branch) for name, _, trunk, branch in entry.findall(text) if trunk == "true"}
    return branches, module["Version"]


def row(described_type, branch):
    """vCPU, MiB, interfaces, tasks with a trunk (0: it has none), GPUs, architectures."""
    most = described_type["NetworkInfo"]["MaximumNetworkInterfaces"]
    gpus = sum(gpu.get("Count", 0) for gpu in described_type.get("GpuInfo", {}).get("Gpus", []))
    architectures = described_type["ProcessorInfo"]["SupportedArchitectures"]
    return [
        described_type["VCpuInfo"]["DefaultVCpus"],
        described_type["MemoryInfo"]["SizeInMiB"],
        most,
        # The primary interface and the trunk itself take two.
        0 if branch is None else branch + most - 2,
        gpus,
        "arm64" if "arm64" in architectures else "x86_64",
    ]


def main():
    with tempfile.TemporaryDirectory() as folder:
        types, moto = described(folder)
        branches, controller = interfaces(folder)
    head = {
        "source": [
            f"moto {moto}, moto/ec2/resources/instance_types.json.gz (DescribeInstanceTypes)",
            f"{CONTROLLER} {controller}, pkg/aws/vpc/limits.go",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html",
        ],
        "read": datetime.date.today().isoformat(),
        "columns": ["vCPU", "memory in MiB", "interfaces", "awsvpc tasks with a trunk", "GPUs", "architecture"],
    }
    rows = [f"    {json.dumps(name)}: {json.dumps(row(types[name], branches.get(name)))}" for name in sorted(types)]
    lines = json.dumps(head, indent=2).removesuffix("\n}")
    TARGET.write_text(f'{lines},\n  "types": {{\n' + ",\n".join(rows) + "\n  }\n}\n")
    print(f"{len(rows)} instance types")


if __name__ == "__main__":
    main()

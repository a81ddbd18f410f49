/** Programs that rest on what an engine does between the program and its resources. */
export interface ParityProgram {
  /** What the engine does. */
  readonly name: string;
  readonly program: string;
  /** Among what both find, as `<rule> <level> <type> <name>`; none: nothing but what stays open. */
  readonly finds: readonly string[];
}

const IMAGE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${"a".repeat(64)}`;

const HEAD = `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const image = "${IMAGE}";
const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
const size = { cpu: "256", memory: "512", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"] };
const network = { subnets: ["subnet-0a"], securityGroups: ["sg-0a"] };
`;

const ROLE = `
const role = new aws.iam.Role("exec", { assumeRolePolicy });
new aws.iam.RolePolicyAttachment("exec", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy,
});
`;

const TASK = `
const task = new aws.ecs.TaskDefinition("api", {
  family: "api",
  ...size,
  executionRoleArn: role.arn,
  containerDefinitions: JSON.stringify([{ name: "api", image }]),
});
`;

const SERVICE = `
const cluster = new aws.ecs.Cluster("main");
new aws.ecs.Service("api", {
  cluster: cluster.arn,
  taskDefinition: task.arn,
  launchType: "FARGATE",
  waitForSteadyState: true,
  networkConfiguration: network,
});
`;

const TASK_TYPE = "aws:ecs/taskDefinition:TaskDefinition";

const logsTo = (group: string): string => `
const task = new aws.ecs.TaskDefinition("api", {
  family: "api",
  ...size,
  executionRoleArn: role.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "api",
      image,
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": ${group}, "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "api" },
      },
    },
  ]),
});
`;

export const PROGRAMS: readonly ParityProgram[] = [
  { name: "a service that starts", program: HEAD + ROLE + TASK + SERVICE, finds: [] },
  {
    name: "auto-names: a role is joined to its policies by the name it is given",
    program:
      HEAD + ROLE.replace("AmazonECSTaskExecutionRolePolicy", "CloudWatchLogsFullAccess") + TASK + SERVICE,
    finds: ["execution-role-can-pull mandatory aws:iam/role:Role exec"],
  },
  {
    name: "auto-names: a log group is not called as it is written",
    program: HEAD + ROLE + `new aws.cloudwatch.LogGroup("api");` + logsTo(`"api"`) + SERVICE,
    finds: [`log-group-exists advisory ${TASK_TYPE} api`],
  },
  {
    name: "auto-names: a log group is referred to by its output",
    program: HEAD + ROLE + `const logs = new aws.cloudwatch.LogGroup("api");` + logsTo("logs.name") + SERVICE,
    finds: [],
  },
  {
    name: "a transform of the stack changes every task definition",
    program:
      HEAD +
      `pulumi.runtime.registerStackTransform(({ type, props, opts }) =>
        type === "${TASK_TYPE}" ? { props: { ...props, memory: "300" }, opts } : undefined);` +
      ROLE +
      TASK +
      SERVICE,
    finds: [`fargate-size-valid mandatory ${TASK_TYPE} api`],
  },
  {
    name: "an old transformation of the stack mends a task definition",
    program:
      HEAD +
      `pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
        type === "${TASK_TYPE}" ? { props: { ...props, memory: "512" }, opts } : undefined);
      size.memory = "300";` +
      ROLE +
      TASK +
      SERVICE,
    finds: [],
  },
  {
    name: "a component holds the service, and a transform on it takes the network away",
    program:
      HEAD +
      `
class Api extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("shop:index:Api", name, {}, opts);
    const role = new aws.iam.Role(name, { assumeRolePolicy }, { parent: this });
    new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy },
      { parent: role },
    );
    const task = new aws.ecs.TaskDefinition(
      name,
      { family: name, ...size, executionRoleArn: role.arn, containerDefinitions: JSON.stringify([{ name, image }]) },
      { parent: this },
    );
    new aws.ecs.Service(
      name,
      { taskDefinition: task.arn, launchType: "FARGATE", waitForSteadyState: true, networkConfiguration: network },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
new Api("api", {
  transforms: [
    ({ type, props, opts }) => {
      if (type !== "aws:ecs/service:Service") return undefined;
      const { networkConfiguration, ...rest } = props;
      return { props: rest, opts };
    },
  ],
});
`,
    finds: ["network-configuration-matches mandatory shop:index:Api$aws:ecs/service:Service api"],
  },
  {
    name: "aliases name what a resource was called before",
    program:
      HEAD +
      `size.memory = "300";` +
      ROLE.replace(/}\);\n$/, `}, { aliases: [{ name: "pull" }] });\n`) +
      TASK.replace("});", `}, { aliases: [{ name: "web" }] });`) +
      SERVICE,
    finds: [`fargate-size-valid mandatory ${TASK_TYPE} api`],
  },
  {
    name: "a property under ignoreChanges is not what the program says",
    program:
      HEAD +
      `size.memory = "300";` +
      ROLE +
      TASK.replace("});", `}, { ignoreChanges: ["memory"] });`) +
      SERVICE,
    finds: [],
  },
  {
    name: "a policy document comes from a function",
    program:
      HEAD +
      `
const trust = aws.iam.getPolicyDocumentOutput({
  statements: [
    { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] },
  ],
});
` +
      ROLE.replace("{ assumeRolePolicy }", "{ assumeRolePolicy: trust.json }") +
      TASK +
      SERVICE,
    finds: ["execution-role-assumable mandatory aws:iam/role:Role exec"],
  },
  {
    name: "a provider has a region of its own",
    program:
      HEAD +
      `const ohio = new aws.Provider("ohio", { region: "us-east-2" });` +
      ROLE +
      TASK.replace("});", "}, { provider: ohio });") +
      SERVICE.replace("launchType", "desiredCount: 0,\n  launchType").replace(
        /}\);\n$/,
        "}, { provider: ohio });\n",
      ),
    finds: [`image-region-matches advisory ${TASK_TYPE} api`],
  },
  {
    name: "an output that lost its value in the containers",
    program:
      HEAD +
      `const repository = new aws.ecr.Repository("api");` +
      ROLE +
      TASK.replace('name: "api", image }', 'name: "api", image: `${repository.repositoryUrl}:1` }') +
      SERVICE,
    finds: [`container-definitions-resolved mandatory ${TASK_TYPE} api`],
  },
];

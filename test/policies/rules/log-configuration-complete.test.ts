import { Unknown } from "../../../launch/known";
import { logConfigurationComplete } from "../../../policies/rules/log-configuration-complete";
import { CONTAINER } from "../../support/fargate-service";
import { testRule } from "../../support/judge";

const GOOD = CONTAINER.logConfiguration.options;
type Options = Readonly<Record<string, unknown>>;
const log = (logConfiguration: unknown): { container: { logConfiguration: unknown } } => ({
  container: { logConfiguration },
});
const awslogs = (change: Options): ReturnType<typeof log> =>
  log({ logDriver: "awslogs", options: { ...GOOD, ...change } });
const onEc2 = {
  taskDefinition: { requiresCompatibilities: ["EC2"] },
  service: { launchType: "EC2" },
};
const routed = (options: unknown, firelens: unknown = { type: "fluentbit" }): { containers: unknown } => ({
  containers: [
    { ...CONTAINER, logConfiguration: { logDriver: "awsfirelens", options } },
    {
      ...CONTAINER,
      name: "router",
      portMappings: [],
      logConfiguration: undefined,
      firelensConfiguration: firelens,
    },
  ],
});

testRule(logConfigurationComplete, [
  { name: "awslogs with all it asks for", verdict: "met" },
  { name: "no log configuration at all", ...log(undefined), verdict: "none" },
  {
    name: "no log group",
    ...awslogs({ "awslogs-group": undefined }),
    verdict: "unmet",
    says: ["Log driver awslogs requires options: awslogs-group"],
    resource: "api",
  },
  {
    name: "an empty log group",
    ...awslogs({ "awslogs-group": "" }),
    verdict: "unmet",
    says: ["null or empty"],
  },
  {
    name: "a log group with a space",
    ...awslogs({ "awslogs-group": "my logs" }),
    verdict: "unmet",
    says: ["invalid characters"],
  },
  {
    name: "no region on Fargate passes registration and stops the task",
    ...awslogs({ "awslogs-region": undefined }),
    verdict: "unmet",
    says: ["awslogs-region is required"],
  },
  {
    name: "an empty region on Fargate",
    ...awslogs({ "awslogs-region": "" }),
    verdict: "unmet",
    says: ["empty"],
  },
  {
    name: "no region on an instance, which has one",
    ...awslogs({ "awslogs-region": undefined }),
    ...onEc2,
    verdict: "unknown",
    suspects: "awslogs-region",
  },
  { name: "a zone instead of a region", ...awslogs({ "awslogs-region": "eu-west-1a" }), verdict: "unmet" },
  {
    name: "no stream prefix on Fargate",
    ...awslogs({ "awslogs-stream-prefix": undefined }),
    verdict: "unmet",
    says: ["include awslogs-stream-prefix"],
  },
  {
    name: "no stream prefix on EC2",
    ...awslogs({ "awslogs-stream-prefix": undefined }),
    ...onEc2,
    verdict: "met",
  },
  {
    name: "a misspelt option",
    ...awslogs({ "awslogs-stream-prefixs": "api" }),
    verdict: "unmet",
    says: ["Log driver awslogs disallows options: awslogs-stream-prefixs", "Write `awslogs-stream-prefix`"],
  },
  {
    name: "a router's option on awslogs",
    ...awslogs({ log_key: "log" }),
    verdict: "unmet",
    says: ["log_key"],
  },
  {
    name: "an option that only Docker lists",
    ...awslogs({ "awslogs-endpoint": "https://logs" }),
    verdict: "unknown",
    suspects: "awslogs-endpoint",
  },
  { name: "the group is made on demand", ...awslogs({ "awslogs-create-group": "true" }), verdict: "met" },
  {
    name: "create-group false has been rejected",
    ...awslogs({ "awslogs-create-group": "false" }),
    verdict: "unknown",
    suspects: "should only be set to 'true'",
  },
  { name: "log modes", ...awslogs({ mode: "non-blocking", "max-buffer-size": "25m" }), verdict: "met" },
  { name: "an invented log mode", ...awslogs({ mode: "async" }), verdict: "unmet" },
  {
    name: "two ways to join lines",
    ...awslogs({ "awslogs-datetime-format": "%Y", "awslogs-multiline-pattern": "^x" }),
    verdict: "unmet",
  },
  {
    name: "options that are no object",
    ...log({ logDriver: "awslogs", options: "group" }),
    verdict: "unknown",
  },
  { name: "no driver", ...log({ options: GOOD }), verdict: "unmet" },
  {
    name: "json-file on Fargate",
    ...log({ logDriver: "json-file" }),
    verdict: "unmet",
    says: ["[awslogs, splunk, awsfirelens]"],
  },
  {
    name: "json-file on EC2",
    ...log({ logDriver: "json-file", options: { "max-size": "10m" } }),
    ...onEc2,
    verdict: "met",
  },
  {
    name: "an option of another driver",
    ...log({ logDriver: "json-file", options: { "awslogs-group": "x" } }),
    ...onEc2,
    verdict: "unmet",
    says: ["unknown log opt 'awslogs-group' for json-file log driver"],
  },
  { name: "the driver is called awsfirelens", ...log({ logDriver: "firelens" }), verdict: "unmet" },
  {
    name: "a driver of one's own agent",
    ...log({ logDriver: "vector" }),
    ...onEc2,
    verdict: "unknown",
    suspects: "vector",
  },
  {
    name: "splunk with its token in a secret",
    ...log({
      logDriver: "splunk",
      options: { "splunk-url": "https://splunk" },
      secretOptions: [{ name: "splunk-token", valueFrom: "token" }],
    }),
    verdict: "met",
  },
  {
    name: "splunk without a token",
    ...log({ logDriver: "splunk", options: { "splunk-url": "https://splunk" } }),
    verdict: "unmet",
    says: ["splunk-token"],
  },
  {
    name: "FireLens with its router",
    ...routed({ Name: "cloudwatch", region: "eu-west-1" }),
    verdict: "met",
  },
  {
    name: "FireLens without a router",
    ...log({ logDriver: "awsfirelens", options: { Name: "s3" } }),
    verdict: "unmet",
    says: ["firelens configuration object must be configured"],
  },
  {
    name: "a router that nobody uses",
    container: { firelensConfiguration: { type: "fluentbit" } },
    verdict: "unmet",
    says: ["at least one container has to be configured"],
  },
  {
    name: "two routers",
    containers: [
      { ...CONTAINER, logConfiguration: { logDriver: "awsfirelens", options: { Name: "s3" } } },
      { ...CONTAINER, name: "a", portMappings: [], firelensConfiguration: { type: "fluentbit" } },
      { ...CONTAINER, name: "b", portMappings: [], firelensConfiguration: { type: "fluentd" } },
    ],
    verdict: "unmet",
    says: ["containers a and b"],
  },
  { name: "a router of no known type", ...routed({ Name: "s3" }, { type: "vector" }), verdict: "unmet" },
  {
    name: "FireLens without options may be configured in its file",
    ...routed(undefined),
    verdict: "unknown",
    suspects: "no options",
  },
  {
    name: "output options without an output",
    ...routed({ region: "eu-west-1" }),
    verdict: "unknown",
    suspects: "missing output key Name",
  },
  {
    name: "fluentd names its output otherwise",
    ...routed({ "@type": "s3" }, { type: "fluentd" }),
    verdict: "met",
  },
  { name: "a filter needs no output", ...routed({ "exclude-pattern": "health" }), verdict: "met" },
  {
    name: "containers come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
  {
    name: "no launch type is known",
    ...log({ logDriver: "json-file" }),
    taskDefinition: { requiresCompatibilities: undefined },
    service: null,
    verdict: "unknown",
  },
]);

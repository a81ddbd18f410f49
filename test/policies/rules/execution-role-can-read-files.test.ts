import { Unknown } from "../../../launch/known";
import { executionRoleCanReadFiles } from "../../../policies/rules/execution-role-can-read-files";
import { testRule } from "../../support/judge";
import { allow, attach, deny, documentOf, inline } from "../../support/role-policies";

const FILE = "arn:aws:s3:::settings/api.env";
const container = { environmentFiles: [{ type: "s3", value: FILE }] };
const all = [allow("s3:GetObject", FILE), allow("s3:GetBucketLocation", "arn:aws:s3:::settings")];
const bucket = (policy: object): { type: string; name: string; inputs: Record<string, unknown> }[] => [
  { type: "aws:s3/bucket:Bucket", name: "settings", inputs: { bucket: "settings" } },
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "settings",
    inputs: { bucket: "settings", policy: documentOf(policy) },
  },
];

testRule(executionRoleCanReadFiles, [
  { name: "no files", verdict: "none" },
  {
    name: "the managed policy for task execution reads no files",
    container,
    verdict: "unmet",
    resource: "exec",
    says: [`{"Effect":"Allow","Action":"s3:GetObject","Resource":"${FILE}"}`],
  },
  { name: "the file and its bucket", container, others: [inline(all)], verdict: "met" },
  {
    name: "newer agents learn the bucket's region without a right",
    container,
    others: [inline([allow("s3:GetObject", FILE)])],
    verdict: "unknown",
  },
  {
    name: "the bucket is not what is in it",
    container,
    others: [inline([allow("s3:*", "arn:aws:s3:::settings")])],
    verdict: "unmet",
    says: ["`arn:aws:s3:::settings/*` does"],
  },
  {
    name: "the policy of AWS for reading S3",
    container,
    others: [attach("exec", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")],
    verdict: "met",
  },
  { name: "a deny wins", container, others: [inline([...all, deny("s3:Get*", "*")])], verdict: "unmet" },
  {
    name: "the bucket's own policy denies",
    container,
    others: [
      inline(all),
      ...bucket({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${FILE.slice(0, -7)}*`,
      }),
    ],
    verdict: "unmet",
    says: ["policy settings denies"],
  },
  {
    name: "the bucket's own policy denies what does not come through an endpoint",
    container,
    others: [
      inline(all),
      ...bucket({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      }),
    ],
    verdict: "unknown",
  },
  {
    name: "a FireLens configuration in S3, on instances",
    container: {
      firelensConfiguration: {
        type: "fluentbit",
        options: { "config-file-type": "s3", "config-file-value": FILE },
      },
    },
    taskDefinition: { requiresCompatibilities: ["EC2"] },
    service: { launchType: "EC2" },
    verdict: "unmet",
    says: [FILE],
  },
  {
    name: "a FireLens configuration in the image",
    container: {
      firelensConfiguration: {
        type: "fluentbit",
        options: { "config-file-type": "file", "config-file-value": "/extra.conf" },
      },
    },
    verdict: "none",
  },
  {
    name: "containers that come later",
    taskDefinition: { containerDefinitions: new Unknown("later") },
    verdict: "unknown",
  },
]);

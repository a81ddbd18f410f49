/** The functions that programs call most; an account that exists nowhere answers. */
import { ACCOUNT } from "./outputs";
import { policyDocument } from "./policy-document";
import type { Properties } from "./values";

/** Throws for a function that is not answered here. */
export function invoke(token: string, args: Properties, region: string): Properties {
  const here = typeof args["region"] === "string" ? args["region"] : region;
  switch (token) {
    case "aws:index/getRegion:getRegion": {
      const name = typeof args["name"] === "string" ? args["name"] : here;
      const endpoint = `ec2.${name}.amazonaws.com`;
      return { description: `Region ${name}`, endpoint, id: name, name, region: name };
    }
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return {
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/deployer`,
        id: ACCOUNT,
        userId: "AIDA0123456789ABCDEF0",
      };
    case "aws:index/getPartition:getPartition":
      return { dnsSuffix: "amazonaws.com", id: "aws", partition: "aws", reverseDnsPrefix: "com.amazonaws" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones": {
      const letters = ["a", "b", "c"];
      return {
        ...args,
        groupNames: [`${here}-zg-1`],
        id: here,
        names: letters.map((letter) => `${here}${letter}`),
        region: here,
        zoneIds: letters.map((_, index) => `${here}-az${index + 1}`),
      };
    }
    case "aws:ssm/getParameter:getParameter": {
      const name = String(args["name"]);
      // The public parameters of images are what programs read.
      const value = name.endsWith("/image_id") ? "ami-0d1e2f3a4b5c6d7e8" : "value";
      const arn = `arn:aws:ssm:${here}:${ACCOUNT}:parameter/${name.replace(/^\//, "")}`;
      return { arn, id: name, insecureValue: value, name, region: here, type: "String", value, version: 1 };
    }
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return policyDocument(args);
    default:
      throw new Error(`${token}: the stand-in provider of the tests does not answer this function`);
  }
}

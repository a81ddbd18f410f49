import type { StackView } from "../../view";

/** What AWS makes with every VPC, under ids of its own. */
export const madeIds = {
  routeTable: (vpc: string): string => `${vpc}#main-route-table`,
  securityGroup: (vpc: string): string => `${vpc}#default-security-group`,
} as const;

/** Outputs of a VPC that name it. */
export const madeOutputs: Readonly<Record<keyof typeof madeIds, readonly string[]>> = {
  routeTable: ["defaultRouteTableId", "mainRouteTableId"],
  securityGroup: ["defaultSecurityGroupId"],
};

/** Those that name it for good: another table may become the main one. */
const LASTING = ["defaultRouteTableId", "defaultSecurityGroupId"];

/** The VPCs of a stack by the ids of what AWS made with them, where these are known. */
export function vpcsByWhatIsMade(stack: StackView, types: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const view of stack.ofType(...types)) {
    for (const property of LASTING) {
      const id = view.output(property);
      if (typeof id === "string") found.set(id, view.resource.urn);
    }
  }
  return found;
}

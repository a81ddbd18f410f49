import { Config, type Input, type ProviderResource } from "@pulumi/pulumi";

/**
 * The region of a component's resources, known at preview wherever the program says it: a lookup would make
 * everything that names it unknown.
 */
export function regionOf(provider: ProviderResource | undefined): Input<string> | undefined {
  const ofProvider = (provider as { readonly region?: Input<string> } | undefined)?.region;
  return (
    ofProvider ??
    new Config("aws").get("region") ??
    process.env["AWS_REGION"] ??
    process.env["AWS_DEFAULT_REGION"]
  );
}

import type { Rule } from "./rule";
import { launchDecided } from "./rules/launch-decided";
import { fargateSizeValid } from "./rules/fargate-size-valid";

/** Every rule, in the order of the stages of a start. */
export const RULES: readonly Rule[] = [fargateSizeValid, launchDecided];

/** Where the page of a rule stands. */
export const docsUrl = (rule: string): string =>
  `https://github.com/ecs-preflight/ecs-preflight/blob/main/docs/rules/${rule}.md`;

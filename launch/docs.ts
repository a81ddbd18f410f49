/** The documentation, as the web shows it. */
export const DOCS = "https://github.com/ecs-preflight/ecs-preflight/blob/main/docs";

/** Where the page of a cause of the failure catalogue stands; the list of all causes for one that nobody knows. */
export const causePage = (cause: string): string =>
  `${DOCS}/causes/${cause === "unknown" ? "README" : cause}.md`;

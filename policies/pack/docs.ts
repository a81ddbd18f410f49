import { DOCS } from "../../launch/docs";

/** Where the page of a rule stands. */
export const docsUrl = (rule: string): string => `${DOCS}/rules/${rule}.md`;

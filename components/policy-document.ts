/** An IAM policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** @typeParam Resource other than a text where one may not be known yet */
export interface PolicyStatement<Resource = string> {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly Resource[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export const policyDocument = (Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement,
});

/** What the engine has made before it makes one resource. */
export interface Waits {
  /** URNs, however indirect the wait. */
  readonly on: ReadonlySet<string>;
  /** Why there may be more; `undefined` when all are in view. */
  readonly open: string | undefined;
}

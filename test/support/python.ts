import type { Python } from "../../tools/python";

/**
 * A suite that needs packages of Python. Where Python is missing it is skipped and says why; in CI it fails instead.
 * @param needs name of what it needs, such as `moto`
 */
export function describeWithPython(
  needs: string,
  ensure: () => Python,
  title: string,
  body: (this: Mocha.Suite) => void,
): void {
  describe(title, function () {
    this.timeout(60_000);
    this.slow(5_000);
    before(function () {
      this.timeout(5 * 60_000);
      const found = ensure();
      if ("python" in found) return;
      if (process.env["CI"]) throw new Error(`these tests need ${needs}: ${found.missing}`);
      console.log(`      SKIPPED, these tests need ${needs}: ${found.missing}`);
      this.skip();
    });
    body.call(this);
  });
}

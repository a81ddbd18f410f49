"use strict";
const { reporters, Runner } = require("mocha");

/**
 * The spec reporter, closed by one line that a script can read. A test that is skipped for lack of a component says so here,
 * and is a failure where CI is set, because there everything must be installed.
 */
module.exports = class PlainTotals extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const strict = Boolean(process.env.CI);
      const { passes, failures } = runner.stats;
      if (skipped.length > 0) {
        process.stdout.write(`${skipped.length} tests could not run for lack of a component:\n`);
        for (const title of skipped) process.stdout.write(`  ${title}\n`);
      }
      const failed = failures + (strict ? skipped.length : 0);
      if (strict && skipped.length > 0) process.exitCode = 1;
      const rest = strict || skipped.length === 0 ? "" : `, ${skipped.length} skipped`;
      process.stdout.write(`${passes} passed, ${failed} failed${rest}\n`);
    });
  }
};

// Adds up the results that `make test`, `make check` and `make check-infra` left. A result that is not there is a failure, and so is a
// test file that could not even be loaded.
import { readFileSync } from 'node:fs';

const totals = { passed: 0, failed: 0 };
for (const file of process.argv.slice(2)) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    totals.passed += result.numPassedTests;
    totals.failed += result.numFailedTests + (result.numRuntimeErrorTestSuites ?? 0);
  } catch (error) {
    console.error(`No result in ${file}: ${error.message}`);
    totals.failed += 1;
  }
}
if (totals.passed === 0) totals.failed += 1;
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

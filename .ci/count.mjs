// Reads what a test suite printed and says how it closed: `N passed, N failed` on standard output.
// Knows the closing lines of Node's test runner, of Python's unittest, and the plain line itself.
// A skipped or unfinished test counts as failed: this gate has none. Output without a count is an
// error (exit status 1), since a suite that ran nothing has shown nothing.
// Usage: node count.mjs LOG

import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const [log] = process.argv.slice(2);
const lines = stripVTControlCharacters(readFileSync(log, 'utf8'))
    .split(/\r?\n/)
    .map((line) => line.trimEnd());

let passed = 0;
let failed = 0;
let unittestRan = 0;
for (const line of lines) {
    const plain = /^(\d+) passed, (\d+) failed$/.exec(line);
    const node = /^(?:ℹ|#) (pass|fail|cancelled|skipped|todo) (\d+)$/.exec(line);
    const ran = /^Ran (\d+) tests? in /.exec(line);
    const unittest = /^(?:OK|FAILED)(?: \((.+)\))?$/.exec(line);
    if (plain !== null) {
        passed += Number(plain[1]);
        failed += Number(plain[2]);
    } else if (node !== null) {
        passed += node[1] === 'pass' ? Number(node[2]) : 0;
        failed += node[1] === 'pass' ? 0 : Number(node[2]);
    } else if (ran !== null) {
        unittestRan = Number(ran[1]);
    } else if (unittest !== null && 0 < unittestRan) {
        // failures=1, errors=2, skipped=3: a subtest counts here, and not among the tests that ran.
        const bad = [...(unittest[1] ?? '').matchAll(/=(\d+)/g)].map(([, count]) => Number(count));
        const sum = bad.reduce((total, count) => total + count, 0);
        passed += Math.max(0, unittestRan - sum);
        failed += sum;
        unittestRan = 0;
    }
}

if (passed + failed === 0) {
    console.error(`count.mjs: ${log} holds no count of tests`);
    process.exit(1);
}
console.log(`${passed} passed, ${failed} failed`);

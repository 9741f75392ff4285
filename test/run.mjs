// Runs the compiled tests with Node's own runner, the same way on every version from 20 on.
// `node test/run.mjs` runs all but the suites that need a folder of recorded worlds;
// `node test/run.mjs conformance` runs those alone; any other word filters by file name.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [filter] = process.argv.slice(2);
const files = readdirSync('out/test', { recursive: true })
    .filter((name) => name.endsWith('.test.js'))
    .filter((name) =>
        filter === undefined
            ? !name.endsWith('.conformance.test.js')
            : filter === 'conformance'
              ? name.endsWith('.conformance.test.js')
              : name.includes(filter),
    )
    .map((name) => join(process.cwd(), 'out/test', name))
    .sort();

if (filter === 'conformance' && process.env.CKPTMAP_SHARED === undefined) {
    console.error(
        'The conformance suites read recorded worlds: set CKPTMAP_SHARED to their folder.',
    );
    process.exit(1);
}
if (files.length === 0) {
    console.error(`No test file matches '${filter}' under out/test; run 'npx tsc -b' first.`);
    process.exit(1);
}

let failed = 0;
const stream = run({ files, concurrency: true, timeout: 300_000 });
stream.on('test:fail', (event) => {
    failed += event.todo === undefined || event.todo === false ? 1 : 0;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
    process.exitCode = 0 < failed ? 1 : 0;
});

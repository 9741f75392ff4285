// The command `npm run bench` as a process.

import { runBench } from './runBench.js';

await runBench(process.argv.slice(2), (text) => process.stdout.write(text));

// Opens TensorFlow's own sources in the language service as if they were a user's: Python that is
// no business of ours. None gives a diagnostic or an exception, and what mentions nothing of ours is
// not even parsed, which is counted where the parser is called.
// Usage: node foreignSources.js FOLDER [LINES], the folder of the installed package and how many
// lines must be evaluated.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLanguageService } from '../../server/src/languageService.js';
import type { PythonRuntime } from '../../server/src/python/runtime.js';
import { mentionsCheckpoints } from '../../server/src/tensorflow/mentions.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import { uriOfPath } from '../../server/src/workspace/paths.js';
import { WorkspaceSession } from '../../server/src/workspace/session.js';
import { defaultSettings } from '../../server/src/workspace/settings.js';
import { MemoryWorkspace } from '../support/memoryWorkspace.js';
import { pythonFromSources } from '../support/python.js';
import { richStyle } from '../support/service.js';

const [folder, wanted = '12000'] = process.argv.slice(2);
if (folder === undefined) {
    throw new Error('give the folder of the installed package tensorflow');
}
const workspace = new MemoryWorkspace();
const texts = new Map<string, string>();
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.py')) {
        const path = join(folder, name);
        const text = readFileSync(path, 'utf8');
        texts.set(path, text);
        workspace.write(path, text);
    }
}

let parsed = 0;
const runtime = await pythonFromSources();
const counting: PythonRuntime = {
    ...runtime,
    parse: (text) => {
        parsed += 1;
        return runtime.parse(text);
    },
};
let logged = 0;
const log = (message: string, error?: unknown): void => {
    logged += 1;
    console.log(`${message}: ${error instanceof Error ? String(error.stack) : ''}`);
};
const session = new WorkspaceSession({
    workspace,
    logger: { error: log, warn: log, info: () => undefined, debug: () => undefined },
    settings: () => Promise.resolve(defaultSettings),
    excluded: () => Promise.resolve([]),
    onDidChangePlans: () => undefined,
    settleTimes: { quiet: 0, most: 0 },
    python: () => Promise.resolve(counting),
});
const service = createLanguageService(session, richStyle, '');
session.setFolders([folder]);

const sums = { lines: 0, unparsed: 0, parsed: 0, evaluatedLines: 0, failed: 0 };
let scanning = 0;
for (const [path, text] of texts) {
    const lines = text.split('\n').length;
    sums.lines += lines;
    const began = performance.now();
    const mentions = mentionsCheckpoints(text);
    scanning += performance.now() - began;
    const [parsedBefore, loggedBefore] = [parsed, logged];
    const document = session.open(uriOfPath(path), 'python', 1, text);
    const said: string[] = [];
    try {
        const diagnostics = await service.diagnostics(document, neverCancelled);
        said.push(...diagnostics.map(({ code, message }) => `${String(code)}: ${String(message)}`));
    } catch (error) {
        said.push(error instanceof Error ? String(error.stack) : String(error));
    }
    session.close(document.uri);
    if (parsed === parsedBefore) {
        sums.unparsed += 1;
    } else {
        sums.parsed += 1;
        sums.evaluatedLines += lines;
    }
    if ((parsed !== parsedBefore) !== mentions) {
        said.push(mentions ? 'it is not parsed' : 'it is parsed, and mentions nothing of ours');
    }
    if (said.length !== 0 || logged !== loggedBefore) {
        sums.failed += 1;
        console.log(said.map((each) => `${path}: ${each}`).join('\n'));
    }
}

console.log(
    `${texts.size} files of ${sums.lines} lines, scanned in ${scanning.toFixed(0)} ms: ` +
        `${sums.unparsed} were not parsed, ${sums.parsed} of ${sums.evaluatedLines} lines were ` +
        `evaluated, and ${sums.failed} gave a diagnostic`,
);
const enough = Number(wanted) <= sums.evaluatedLines && sums.parsed < sums.unparsed;
if (!enough) {
    console.log(`too few: ${wanted} lines are wanted, and most files mention nothing`);
}
console.log(`${texts.size - sums.failed} passed, ${sums.failed + (enough ? 0 : 1)} failed`);
process.exitCode = 0 < sums.failed || !enough ? 1 : 0;

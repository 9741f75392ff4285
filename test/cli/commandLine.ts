// Runs the command line inside the test's process: the same verbs over the same files, with streams
// that keep what was written.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Output } from '../../server/src/cli/cliHost.js';
import { runCommandLine } from '../../server/src/cli/program.js';
import { pythonFromSources } from '../support/python.js';

/** What a command did. */
export interface Ran {
    readonly status: 0 | 1 | 2;
    readonly out: string;
    readonly error: string;
}

/** Where and how a command runs. */
export interface RunOptions {
    /** Relative to the repository; the repository itself where nothing is said. */
    readonly folder?: string;
    readonly input?: string;
    readonly hasColors?: boolean;
    readonly isTerminal?: boolean;
}

/** Runs `ckptmap` with arguments. */
export async function ckptmap(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const kept = { out: '', error: '' };
    const output = (name: keyof typeof kept): Output => ({
        terminal: options.isTerminal === true ? keepingStream(kept, name) : undefined,
        hasColors: options.hasColors === true,
        write: (text) => {
            kept[name] += text;
        },
    });
    const status = await runCommandLine(
        {
            workingDirectory: resolve(options.folder ?? '.'),
            out: output('out'),
            error: output('error'),
            readInput: () => Promise.resolve(options.input ?? ''),
            dumpVariables: readFileSync('server/src/cli/dumpVariables.py', 'utf8'),
            python: () => pythonFromSources(),
            startLanguageServer: () => Promise.resolve(),
        },
        args,
    );
    return { status, ...kept };
}

function keepingStream(kept: { out: string; error: string }, name: 'out' | 'error'): PassThrough {
    const stream = new PassThrough();
    stream.on('data', (piece: Buffer) => {
        kept[name] += piece.toString();
    });
    return Object.assign(stream, { isTTY: true, columns: 80 });
}

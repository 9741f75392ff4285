// The command line as a process: the only file of it that touches `process`.

import { startLanguageServer } from '../lsp/startLanguageServer.js';
import { loadPackagedPython } from '../host/pythonRuntime.js';
import type { PythonRuntime } from '../python/runtime.js';
import { version } from '../util/version.js';
import type { CliHost, Output } from './cliHost.js';
import dumpVariables from './dumpVariables.py';
import { runCommandLine } from './program.js';

let python: Promise<PythonRuntime> | undefined;

const host: CliHost = {
    workingDirectory: process.cwd(),
    out: outputOf(process.stdout),
    error: outputOf(process.stderr),
    readInput: async () => {
        const pieces: Buffer[] = [];
        for await (const piece of process.stdin) {
            pieces.push(piece as Buffer);
        }
        return Buffer.concat(pieces).toString('utf8');
    },
    dumpVariables,
    python: () => (python ??= loadPackagedPython()),
    startLanguageServer: () => {
        startLanguageServer(process, version);
        return Promise.resolve();
    },
};

function outputOf(stream: NodeJS.WriteStream): Output {
    // Node gives `undefined` where it says `boolean`: a pipe has no such property.
    const isTerminal = (stream.isTTY as boolean | undefined) === true;
    const { NO_COLOR: noColor, FORCE_COLOR: forceColor, TERM: terminal } = process.env;
    const isForced = forceColor !== undefined && forceColor !== '' && forceColor !== '0';
    const isForbidden = (noColor !== undefined && noColor !== '') || terminal === 'dumb';
    return {
        terminal: isTerminal ? stream : undefined,
        hasColors: isForced || (isTerminal && !isForbidden),
        write: (text) => stream.write(text),
    };
}

// `ckptmap plan … | head` closes the pipe early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
        throw error;
    }
    process.exit();
});

runCommandLine(host, process.argv.slice(2)).then(
    (status) => {
        process.exitCode = status;
    },
    (error: unknown) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        process.stderr.write(`ckptmap: this is a fault of ckptmap itself: ${text}\n`);
        process.exitCode = 2;
    },
);

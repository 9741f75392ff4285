// The language server over the transport that the command line names: `--stdio`, `--node-ipc` or
// `--socket=…`. For the server's own program and for `ckptmap lsp`.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import freezeScript from '../features/freezeMap.py';
import { nodeWorkspace } from '../host/nodeWorkspace.js';
import { packagedPage } from '../host/packagedPage.js';
import { loadPackagedPython } from '../host/pythonRuntime.js';
import type { PythonRuntime } from '../python/runtime.js';
import { clientLogger } from './logger.js';
import { startServer } from './server.js';

/** What the server needs of the process in which it runs. */
export interface ServerProcess {
    readonly argv: readonly string[];
    on(event: 'unhandledRejection' | 'uncaughtException', listener: (error: unknown) => void): void;
}

/** Serves until the client says `exit`. `version` is what the server says of itself. */
export function startLanguageServer(process: ServerProcess, version?: string): void {
    const connection = createConnection(ProposedFeatures.all);
    const logger = clientLogger(connection);
    // One promise or timer that goes wrong must not end the service for all open files.
    process.on('unhandledRejection', (reason) => {
        logger.error('a promise was rejected and nobody looked', reason);
    });
    process.on('uncaughtException', (error) => {
        logger.error('an exception reached the top', error);
    });
    const documentation = packagedPage(process.argv[1], 'diagnostics.md');
    let python: Promise<PythonRuntime> | undefined;
    startServer(connection, {
        workspace: nodeWorkspace,
        freezeScript,
        python: () => (python ??= loadPackagedPython()),
        ...(version === undefined ? {} : { version }),
        ...(documentation === undefined ? {} : { documentation }),
    });
}

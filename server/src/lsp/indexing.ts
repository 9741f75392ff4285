// The background index: started when the editor is ready, shown as progress where it lasts, told as
// the server's status, cancelled and started again when folders change.

import type { Connection } from 'vscode-languageserver';
import { CancellationSource } from '../workspace/cancellation.js';
import { fileLimit } from '../workspace/fileIndex.js';
import type { WorkspaceSession } from '../workspace/session.js';
import type { Logger } from '../workspace/workspace.js';
import type { ClientSupport } from './clientSupport.js';
import { withProgress } from './progress.js';
import { serverStatusMethod, type ServerStatusParams } from './protocol.js';
import { inBackground } from './request.js';

/** Runs the background index. */
export class Indexing {
    readonly #connection: Connection;
    readonly #session: WorkspaceSession;
    readonly #support: ClientSupport;
    readonly #logger: Logger;
    #running: CancellationSource | undefined;

    constructor(
        connection: Connection,
        session: WorkspaceSession,
        support: ClientSupport,
        logger: Logger,
    ) {
        this.#connection = connection;
        this.#session = session;
        this.#support = support;
        this.#logger = logger;
    }

    /** Starts the index; one that is running is given up. */
    start(): void {
        this.stop();
        const source = new CancellationSource();
        this.#running = source;
        inBackground(this.#logger, 'index', () => this.#run(source));
    }

    /** Gives the index up. */
    stop(): void {
        this.#running?.cancel();
        this.#running = undefined;
    }

    async #run(source: CancellationSource): Promise<void> {
        const began = performance.now();
        this.#tell({ health: 'ok', busy: true, text: 'Reading the workspace' });
        let truncated = false;
        try {
            const options = { title: 'Reading checkpoints', supported: this.#support.progress };
            const result = await withProgress(
                this.#connection,
                options,
                (report, token) =>
                    this.#session.indexWorkspace((done, total) => {
                        report(done, total, `${done} of ${total} checkpoints`);
                    }, token),
                source.token,
            );
            ({ truncated } = result);
            const milliseconds = Math.round(performance.now() - began);
            this.#logger.info(`indexed workspace files=${result.files} ms=${milliseconds}`);
        } finally {
            if (this.#running === source) {
                this.#running = undefined;
                this.#tell(this.#rest(truncated));
            }
        }
    }

    #rest(truncated: boolean): ServerStatusParams {
        const checkpoints = [...this.#session.checkpoints.known()].filter(
            ({ kind }) => kind === 'checkpoint',
        ).length;
        const models = this.#session.models.known().length;
        const text = `${counted(checkpoints, 'checkpoint')}, ${counted(models, 'model')}`;
        return truncated
            ? {
                  health: 'warning',
                  busy: false,
                  text,
                  detail:
                      `The workspace has more than ${fileLimit.toLocaleString('en-US')} files of ` +
                      'checkpoints; the others are read when a map names them. ' +
                      'files.exclude leaves folders out',
              }
            : { health: 'ok', busy: false, text };
    }

    #tell(status: ServerStatusParams): void {
        inBackground(this.#logger, 'status', () =>
            this.#connection.sendNotification(serverStatusMethod, status),
        );
    }
}

function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

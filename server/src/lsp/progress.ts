// Progress of work that nobody asked for, shown only where it lasts, and cancellable.

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { CancellationSource, type CancellationToken } from '../workspace/cancellation.js';

/** Work that is over before this many milliseconds shows nothing. */
const patience = 500;

/** Tells how far the work has come; the message is what people read. */
export type ReportProgress = (done: number, total: number, message: string) => void;

/** How progress is shown. */
export interface ProgressOptions {
    readonly title: string;
    /** Whether the client can show it at all. */
    readonly supported: boolean;
    readonly patience?: number;
}

/**
 * Runs work that reports how far it has come. The work's token is cancelled when the user cancels,
 * or when the outer token is.
 */
export async function withProgress<T>(
    connection: Connection,
    options: ProgressOptions,
    work: (report: ReportProgress, token: CancellationToken) => Promise<T>,
    token: CancellationToken,
): Promise<T> {
    const source = new CancellationSource();
    const outer = token.onCancellationRequested(() => {
        source.cancel();
    });
    let latest: { readonly percentage: number; readonly message: string } | undefined;
    let reporter: WorkDoneProgressServerReporter | undefined;
    let over = false;

    const show = async () => {
        const created = await connection.window.createWorkDoneProgress();
        if (over) {
            created.done();
            return;
        }
        reporter = created;
        created.token.onCancellationRequested(() => {
            source.cancel();
        });
        created.begin(options.title, latest?.percentage ?? 0, latest?.message, true);
    };
    const timer = options.supported
        ? setTimeout(() => {
              // A client that cannot show progress after all must not stop the work.
              show().catch(() => undefined);
          }, options.patience ?? patience)
        : undefined;

    try {
        return await work((done, total, message) => {
            const percentage = total === 0 ? 0 : Math.floor((100 * done) / total);
            latest = { percentage, message };
            reporter?.report(percentage, message);
        }, source.token);
    } finally {
        over = true;
        clearTimeout(timer);
        reporter?.done();
        outer.dispose();
    }
}

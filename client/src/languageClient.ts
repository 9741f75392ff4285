// Builds and owns the language client. The only file that names the server's module.

import * as vscode from 'vscode';
import {
    CloseAction,
    LanguageClient,
    RevealOutputChannelOn,
    State,
    TransportKind,
    type CancellationToken,
    type ErrorHandler,
    type LanguageClientOptions,
    type MessageSignature,
    type ServerOptions,
} from 'vscode-languageclient/node';
import type {
    didChangeLoadPlanMethod,
    DidChangeLoadPlanParams,
    freezeMapMethod,
    FreezeMapParams,
    FreezeMapResult,
    previewLoadPlanMethod,
    PreviewLoadPlanParams,
    PreviewLoadPlanResult,
    serverStatusMethod,
    ServerStatusParams,
} from '../../server/src/lsp/protocol.js';

// Repeated from the protocol; the compiler compares them.
const previewMethod: typeof previewLoadPlanMethod = 'ckptmap/previewLoadPlan';
const freezeMethod: typeof freezeMapMethod = 'ckptmap/freezeMap';
const planMethod: typeof didChangeLoadPlanMethod = 'ckptmap/didChangeLoadPlan';
const statusMethod: typeof serverStatusMethod = 'ckptmap/serverStatus';

/** The language of assignment maps. */
export const languageId = 'assignment-map';

/** The type of the notebooks that are read. */
export const notebookType = 'jupyter-notebook';

/** Whether a file is a notebook, by its name. */
export function isNotebook({ path }: vscode.Uri): boolean {
    return path.endsWith('.ipynb');
}

/** How the server is: what it says of itself, or that it does not run. */
export type ServerHealth =
    | { readonly state: 'starting' | 'stopped' | 'failed' }
    | { readonly state: 'running'; readonly status: ServerStatusParams | undefined };

/**
 * A client to which a server that is being stopped is no failure: what was asked of it last has no
 * answer, and nobody waits for one.
 */
class QuietLanguageClient extends LanguageClient {
    override handleFailedRequest<T>(
        type: MessageSignature,
        token: CancellationToken | undefined,
        error: unknown,
        defaultValue: T,
        showNotification?: boolean,
        throwOnCancel?: boolean,
    ): T {
        return this.isRunning()
            ? super.handleFailedRequest(
                  type,
                  token,
                  error,
                  defaultValue,
                  showNotification,
                  throwOnCancel,
              )
            : defaultValue;
    }
}

/** The language server of this window, started and stopped as often as need be. */
export class LanguageServer implements vscode.Disposable {
    readonly #client: LanguageClient;
    readonly #log: vscode.LogOutputChannel;
    readonly #onDidChangeLoadPlan = new vscode.EventEmitter<DidChangeLoadPlanParams>();
    readonly #onDidChangeHealth = new vscode.EventEmitter<ServerHealth>();
    readonly #disposables: vscode.Disposable[] = [];

    /** The plan of a map may be another than before. */
    readonly onDidChangeLoadPlan = this.#onDidChangeLoadPlan.event;

    /** The server started, stopped, or has something else to say of itself. */
    readonly onDidChangeHealth = this.#onDidChangeHealth.event;

    constructor(context: vscode.ExtensionContext) {
        this.#log = vscode.window.createOutputChannel('Checkpoint Map', { log: true });
        const name = 'Checkpoint Map';
        this.#client = new QuietLanguageClient(
            'ckptmap',
            name,
            serverOptions(context),
            clientOptions(this.#log, () => this.#errorHandler()),
        );
        this.#disposables.push(
            this.#log,
            this.#onDidChangeLoadPlan,
            this.#onDidChangeHealth,
            this.#client.onNotification(planMethod, (params: DidChangeLoadPlanParams) => {
                this.#onDidChangeLoadPlan.fire(params);
            }),
            this.#client.onNotification(statusMethod, (status: ServerStatusParams) => {
                this.#onDidChangeHealth.fire({ state: 'running', status });
            }),
            this.#client.onDidChangeState(({ newState }) => {
                this.#onDidChangeHealth.fire(healthOf(newState));
            }),
        );
    }

    /** Starts the server; a failure is shown once, with a way on. */
    async start(): Promise<void> {
        try {
            await this.#client.start();
        } catch (error) {
            this.#log.error('The server did not start', error);
            this.#fail(vscode.l10n.t('The Checkpoint Map server did not start'));
        }
    }

    /** Stops the server, if it runs. */
    async stop(): Promise<void> {
        if (this.#client.needsStop()) {
            await this.#client.stop();
        }
    }

    /** Stops the server and starts it again. */
    async restart(): Promise<void> {
        try {
            await this.stop();
        } catch (error) {
            // A server that hangs cannot be stopped in order; a new one is started all the same.
            this.#log.warn('The server did not stop in order', error);
        }
        await this.start();
    }

    /** Shows the log. */
    showOutput(): void {
        this.#log.show(true);
    }

    /** The load plan of a map, as the preview shows it; null where it is no map. */
    async previewLoadPlan(
        uri: vscode.Uri,
        token: vscode.CancellationToken,
    ): Promise<PreviewLoadPlanResult> {
        const params: PreviewLoadPlanParams = {
            textDocument: { uri: this.#client.code2ProtocolConverter.asUri(uri) },
        };
        return this.#client.sendRequest<PreviewLoadPlanResult>(previewMethod, params, token);
    }

    /** The map of a program's call as new files; null where it is no program that is open. */
    async freezeMap(uri: vscode.Uri, position: vscode.Position): Promise<FreezeMapResult> {
        const converter = this.#client.code2ProtocolConverter;
        const params: FreezeMapParams = {
            textDocument: { uri: converter.asUri(uri) },
            position: converter.asPosition(position),
        };
        return this.#client.sendRequest<FreezeMapResult>(freezeMethod, params);
    }

    /** Whether a URI of the protocol names this document. */
    isSame(protocolUri: string, uri: vscode.Uri): boolean {
        return this.#client.code2ProtocolConverter.asUri(uri) === protocolUri;
    }

    dispose(): void {
        vscode.Disposable.from(...this.#disposables).dispose();
    }

    #errorHandler(): ErrorHandler {
        const usual = this.#client.createDefaultErrorHandler();
        return {
            error: (error, message, count) => usual.error(error, message, count),
            closed: async () => {
                const result = await usual.closed();
                if (result.action === CloseAction.DoNotRestart) {
                    this.#fail(vscode.l10n.t('The Checkpoint Map server stopped several times'));
                }
                return { ...result, handled: true };
            },
        };
    }

    #fail(message: string): void {
        this.#onDidChangeHealth.fire({ state: 'failed' });
        const showOutput = vscode.l10n.t('Show Output');
        const restart = vscode.l10n.t('Restart');
        void vscode.window.showErrorMessage(message, showOutput, restart).then((choice) => {
            if (choice === showOutput) {
                this.showOutput();
            } else if (choice === restart) {
                void this.restart();
            }
        });
    }
}

function healthOf(state: State): ServerHealth {
    switch (state) {
        case State.Running:
            return { state: 'running', status: undefined };
        case State.Starting:
            return { state: 'starting' };
        case State.Stopped:
            return { state: 'stopped' };
        case State.StartFailed:
            return { state: 'failed' };
    }
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
    const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.cjs').fsPath;
    const transport = TransportKind.ipc;
    const debug = { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] };
    return {
        run: { module, transport },
        debug: { module, transport, options: debug },
    };
}

function clientOptions(
    log: vscode.LogOutputChannel,
    errorHandler: () => ErrorHandler,
): LanguageClientOptions {
    // The handler belongs to the client, which does not exist yet.
    let handler: ErrorHandler | undefined;
    const lazyHandler = (): ErrorHandler => (handler ??= errorHandler());
    return {
        // Not every scheme: the old side of a comparison has no folder in which paths are found.
        documentSelector: [
            { scheme: 'file', language: languageId },
            { scheme: 'untitled', language: languageId },
            { scheme: 'vscode-vfs', language: languageId },
            { scheme: 'file', language: 'python' },
            // The cells of notebooks; those who read them know their scheme, so that the notebook's counts.
            {
                notebook: { notebookType, scheme: 'file' },
                language: 'python',
            },
            // A variables file that is being edited is the model, as its text stands.
            { scheme: 'file', pattern: '**/*.variables.json' },
        ],
        outputChannel: log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationOptions: {
            triggerSuggestCommand: 'editor.action.triggerSuggest',
            previewCommand: 'ckptmap.previewMapping',
        },
        synchronize: { configurationSection: ['ckptmap', 'files.exclude'] },
        diagnosticPullOptions: { onChange: true, onSave: true },
        markdown: { isTrusted: false, supportHtml: false },
        errorHandler: {
            error: (error, message, count) => lazyHandler().error(error, message, count),
            closed: () => lazyHandler().closed(),
        },
    };
}

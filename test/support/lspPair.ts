// The real server and a small client over a pair of streams, in one process. Whatever the server
// says is kept; a test waits for what it expects, and never for a time.

import { PassThrough } from 'node:stream';
import {
    createMessageConnection,
    createProtocolConnection,
    StreamMessageReader,
    StreamMessageWriter,
    type ClientCapabilities,
    type InitializeResult,
    type MessageConnection,
} from 'vscode-languageserver/node';
import { createConnection as createBareConnection } from 'vscode-languageserver';
import { startServer } from '../../server/src/lsp/server.js';
import { readFixture, root } from './fixture.js';
import { MemoryWorkspace } from './memoryWorkspace.js';
import { pythonFromSources } from './python.js';

/** A message that the server sent. */
export interface ServerMessage {
    readonly method: string;
    readonly params: unknown;
}

/** A client of a running server. */
export interface LspPair {
    readonly client: MessageConnection;
    readonly workspace: MemoryWorkspace;
    readonly initialized: InitializeResult;
    /** Everything the server sent of its own accord, in order. */
    readonly messages: readonly ServerMessage[];
    /** The first message of this method that a test has not waited for yet. */
    next(method: string): Promise<unknown>;
    /** Stops the server in order; gives the code with which it would have ended its process. */
    stop(): Promise<number>;
}

/** What a test's client can do, and how it answers. */
export interface LspPairOptions {
    readonly capabilities?: ClientCapabilities;
    readonly initializationOptions?: unknown;
    /** Values of `workspace/configuration` by section. */
    readonly configuration?: Readonly<Record<string, unknown>>;
}

/** Starts a server over a fixture's files. */
export async function startPair(source: string, options: LspPairOptions = {}): Promise<LspPair> {
    const workspace = new MemoryWorkspace();
    readFixture(source).files.forEach(({ path, content }) => {
        workspace.write(path, content);
    });
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    let exited: (code: number) => void = () => undefined;
    const exit = new Promise<number>((resolve) => {
        exited = resolve;
    });
    const server = createBareConnection(
        (logger) =>
            createProtocolConnection(
                new StreamMessageReader(toServer),
                new StreamMessageWriter(toClient),
                logger,
            ),
        {
            shutdownReceived: false,
            initialize: () => undefined,
            exit: exited,
        },
    );
    startServer(server, {
        workspace,
        version: '1.2.3',
        settleTimes: { quiet: 0, most: 0 },
        python: pythonFromSources,
    });

    const client = createMessageConnection(
        new StreamMessageReader(toClient),
        new StreamMessageWriter(toServer),
    );
    const mailbox = new Mailbox();
    client.onNotification((method, params) => {
        mailbox.put({ method, params });
    });
    client.onRequest((method, params) => {
        mailbox.put({ method, params });
        if (method === 'workspace/configuration') {
            const { items } = params as { items: { section: string }[] };
            return items.map(({ section }) => options.configuration?.[section] ?? null);
        }
        return null;
    });
    client.listen();

    const initialized: InitializeResult = await client.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        workspaceFolders: [{ uri: `file://${root}`, name: 'w' }],
        capabilities: options.capabilities ?? {},
        initializationOptions: options.initializationOptions,
    });
    await client.sendNotification('initialized', {});
    return {
        client,
        workspace,
        initialized,
        messages: mailbox.all,
        next: (method) => mailbox.next(method),
        stop: async () => {
            await client.sendRequest('shutdown');
            await client.sendNotification('exit');
            const code = await exit;
            client.dispose();
            server.dispose();
            return code;
        },
    };
}

class Mailbox {
    readonly all: ServerMessage[] = [];
    readonly #unread: ServerMessage[] = [];
    readonly #waiting: { method: string; resolve: (params: unknown) => void }[] = [];

    put(message: ServerMessage): void {
        this.all.push(message);
        const index = this.#waiting.findIndex(({ method }) => method === message.method);
        const [waiter] = index === -1 ? [] : this.#waiting.splice(index, 1);
        if (waiter === undefined) {
            this.#unread.push(message);
        } else {
            waiter.resolve(message.params);
        }
    }

    next(method: string): Promise<unknown> {
        const index = this.#unread.findIndex((each) => each.method === method);
        const [message] = index === -1 ? [] : this.#unread.splice(index, 1);
        return message === undefined
            ? new Promise((resolve) => this.#waiting.push({ method, resolve }))
            : Promise.resolve(message.params);
    }
}

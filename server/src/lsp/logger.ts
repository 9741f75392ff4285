// The log, as the editor shows it: `window/logMessage`, whose levels the editor filters.

import { MessageType, type Connection } from 'vscode-languageserver';
import type { Logger } from '../workspace/workspace.js';

/** A logger that sends its lines to the editor. */
export function clientLogger(connection: Connection): Logger {
    const send = async (type: MessageType, message: string) => {
        await connection.sendNotification('window/logMessage', { type, message });
    };
    const log = (type: MessageType, message: string) => {
        // Nobody is left to tell when the log itself cannot be sent.
        send(type, message).catch(() => undefined);
    };
    return {
        error: (message, error) => {
            log(MessageType.Error, error === undefined ? message : `${message}: ${trace(error)}`);
        },
        warn: (message) => {
            log(MessageType.Warning, message);
        },
        info: (message) => {
            log(MessageType.Info, message);
        },
        debug: (message) => {
            log(MessageType.Debug, message);
        },
    };
}

/** An error with its stack, where it has one. */
export function trace(error: unknown): string {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// Settings as the editor has them, asked for once a folder and kept until the editor says that they
// changed. What cannot be used is a warning in the log, and what it was before stays.

import type { Connection } from 'vscode-languageserver';
import { parseSettings, type Settings } from '../workspace/settings.js';
import type { Logger } from '../workspace/workspace.js';
import { uriOfPath } from '../workspace/paths.js';
import type { ClientSupport } from './clientSupport.js';

/** The editor's settings. */
export class Configuration {
    readonly #connection: Connection;
    readonly #support: ClientSupport;
    readonly #logger: Logger;
    readonly #settings = new Map<string, Promise<Settings>>();
    readonly #excluded = new Map<string, Promise<readonly string[]>>();
    /** What an editor without `workspace/configuration` told us. */
    #pushed: unknown;

    constructor(connection: Connection, support: ClientSupport, logger: Logger) {
        this.#connection = connection;
        this.#support = support;
        this.#logger = logger;
        this.#pushed = support.options.settings;
    }

    /** The settings that hold in a folder (undefined: outside of all folders). */
    settings(folder: string | undefined): Promise<Settings> {
        return kept(this.#settings, folder ?? '', async () => {
            const value = this.#support.configuration
                ? await this.#ask('ckptmap', folder)
                : this.#pushed;
            const { settings, problems } = parseSettings(value ?? {});
            problems.forEach((problem) => {
                this.#logger.warn(`setting ignored: ${problem}`);
            });
            return settings;
        });
    }

    /** The globs that the user hides in a folder. */
    excluded(folder: string): Promise<readonly string[]> {
        return kept(this.#excluded, folder, async () => {
            if (!this.#support.configuration) {
                return this.#support.options.exclude ?? [];
            }
            const value = await this.#ask('files.exclude', folder);
            return typeof value === 'object' && value !== null
                ? Object.entries(value).flatMap(([glob, hides]) => (hides === true ? [glob] : []))
                : [];
        });
    }

    /** Forgets everything; `value` is what the editor sent along. */
    changed(value: unknown): void {
        this.#settings.clear();
        this.#excluded.clear();
        if (typeof value === 'object' && value !== null && 'ckptmap' in value) {
            this.#pushed = value.ckptmap;
        }
    }

    #ask(section: string, folder: string | undefined): Promise<unknown> {
        return this.#connection.workspace.getConfiguration({
            section,
            ...(folder === undefined ? {} : { scopeUri: uriOfPath(folder) }),
        }) as Promise<unknown>;
    }
}

function kept<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
    const made = known.get(key) ?? make();
    known.set(key, made);
    // What failed is asked for again.
    made.catch(() => known.delete(key));
    return made;
}

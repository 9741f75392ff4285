// Everything that an editor can ask about assignment maps, without a word of the protocol: the
// façade over documents, index and features. lsp/ speaks for it, tests ask it directly.

import {
    TextDocument,
    type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import type {
    CodeAction,
    CompletionItem,
    CompletionList,
    Diagnostic,
    Hover,
    Position,
} from 'vscode-languageserver-types';
import { openCheckpoint } from './checkpoint/openCheckpoint.js';
import { codeActions, type CodeActionRequest } from './features/codeActions.js';
import { completion, resolveCompletion, type CompletionStyle } from './features/completion.js';
import { diagnosticsOf, type DiagnosticStyle } from './features/diagnostics.js';
import type { FeatureContext, ReportedMap } from './features/featureContext.js';
import { hover } from './features/hover.js';
import { previewLoadPlan } from './features/preview.js';
import type { PreviewData } from './features/previewData.js';
import type { ProseFormat } from './features/prose.js';
import { reportFindings } from './loadPlan/reportFindings.js';
import { screenFindings } from './loadPlan/screenFindings.js';
import { readModel } from './model/readModel.js';
import { read, stat, type Reading } from './util/reading.js';
import {
    neverCancelled,
    throwIfCancelled,
    type CancellationToken,
} from './workspace/cancellation.js';
import { CheckpointIndex, type Report } from './workspace/checkpointIndex.js';
import { Documents, isMapDocument } from './workspace/documents.js';
import { FileIndex, type ScanResult } from './workspace/fileIndex.js';
import { Foreground } from './workspace/foreground.js';
import { lookupFolders, workspaceFolderOf } from './workspace/lookupFolders.js';
import type { MapInputs, ParsedMap, PlannedMap } from './workspace/mapInputs.js';
import { ModelIndex } from './workspace/modelIndex.js';
import { liesIn, pathOfUri } from './workspace/paths.js';
import { Plans } from './workspace/plans.js';
import { resolveInputs } from './workspace/resolveInputs.js';
import type { Settings } from './workspace/settings.js';
import { Settling, type SettleTimes } from './workspace/settling.js';
import type { FileChange, Logger, Workspace } from './workspace/workspace.js';

/** How the editor wants its answers. */
export interface ServiceStyle {
    readonly diagnostics: DiagnosticStyle;
    readonly completion: CompletionStyle;
    readonly hover: ProseFormat;
}

/** What the language service needs from its host. */
export interface ServiceHost {
    readonly workspace: Workspace;
    readonly logger: Logger;
    readonly style: ServiceStyle;
    /** The settings that hold for a document. */
    settings(uri: string): Promise<Settings>;
    /** Globs of files that the user hides in a folder of the workspace. */
    excluded(folder: string): Promise<readonly string[]>;
    /** Told when diagnostics and plans of maps may be others than before. */
    onDidChangePlans(): void;
    readonly settleTimes?: SettleTimes;
}

const defaultSettleTimes: SettleTimes = { quiet: 300, most: 3000 };

/** Files that nobody watches are looked at no more often than this, in milliseconds. */
const revalidateEvery = 2000;

/** So many checkpoints are held in full; there are rarely more maps open. */
const maxCheckpoints = 24;
const maxModels = 24;

/** Of a checkpoint with very many shards, only so many files are looked at again. */
const maxLookedAt = 200;

/** The language service over one workspace. */
export class LanguageService implements FeatureContext {
    readonly documents = new Documents();
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
    readonly #host: ServiceHost;
    readonly #files: FileIndex;
    readonly #foreground = new Foreground();
    readonly #plans: Plans;
    readonly #settling: Settling;
    readonly #closed = new Map<string, TextDocument>();
    #folders: readonly string[] = [];
    #validatedAt = -Infinity;

    constructor(host: ServiceHost) {
        this.#host = host;
        this.#files = new FileIndex(host.workspace);
        const fingerprint = (paths: readonly string[], token: CancellationToken) =>
            this.#fingerprint(paths, token);
        this.checkpoints = new CheckpointIndex({
            read: (argument, folders, token) =>
                host.workspace.run(openCheckpoint(argument, folders), token),
            files: this.#files,
            foreground: this.#foreground,
            cache: { capacity: maxCheckpoints, fingerprint },
        });
        this.models = new ModelIndex({
            read: (argument, folders, token) => this.read(readModel(argument, folders), token),
            files: this.#files,
            cache: { capacity: maxModels, fingerprint },
        });
        this.#plans = new Plans({
            checkpoints: this.checkpoints,
            models: this.models,
            resolve: async (document, calls) => {
                const settings = await host.settings(document.uri);
                const path = pathOfUri(document.uri);
                const workspaceFolder = workspaceFolderOf(document.uri, this.#folders);
                return calls.map((call) =>
                    resolveInputs(call, { path, workspaceFolder, settings }),
                );
            },
        });
        this.#settling = new Settling(host.settleTimes ?? defaultSettleTimes, (changes) => {
            this.#settled(changes).catch((error: unknown) => {
                host.logger.error('file changes were not taken in', error);
            });
        });
    }

    // ---- The workspace

    folders(): readonly string[] {
        return this.#folders;
    }

    read<T>(reading: Reading<T>, token: CancellationToken): Promise<T> {
        return this.#host.workspace.run(this.documents.overlay(reading), token);
    }

    lookupFolders(document: TextDocument): readonly string[] {
        return lookupFolders(document.uri, this.#folders);
    }

    /** Takes other folders for the workspace; what lies in those that left is forgotten. */
    setFolders(folders: readonly string[]): void {
        this.#folders
            .filter((folder) => !folders.includes(folder))
            .forEach((folder) => {
                this.#files.clear(folder);
            });
        this.#folders = folders;
        this.#plansChanged();
    }

    /**
     * Finds what lies in the folders, and reads every checkpoint whenever nobody waits for anything
     * else. Open maps do not wait for this: they read their own checkpoint when they are asked.
     */
    async indexWorkspace(report: Report, token: CancellationToken): Promise<ScanResult> {
        let result: ScanResult = { files: 0, truncated: false };
        for (const folder of this.#folders) {
            await this.#foreground.quiet();
            const exclude = await this.#host.excluded(folder);
            result = await this.#files.scan({ folder, exclude }, token);
            throwIfCancelled(token);
        }
        await this.checkpoints.readAll(report, token);
        return result;
    }

    /** Takes in what the editor says about files on disk; it counts once they have settled. */
    filesChanged(changes: readonly FileChange[]): void {
        this.#settling.add(changes);
    }

    /**
     * Looks for changes of files that nobody watches: outside of the workspace, behind links, or in
     * an editor that watches nothing. Not more often than every other second; no answer waits.
     */
    lookAround(): void {
        const now = performance.now();
        if (now - this.#validatedAt < revalidateEvery) {
            return;
        }
        this.#validatedAt = now;
        Promise.all([
            this.checkpoints.revalidate(neverCancelled),
            this.models.revalidate(neverCancelled),
        ]).then(
            (changed) => {
                if (changed.includes(true)) {
                    this.#plansChanged();
                }
            },
            (error: unknown) => {
                this.#host.logger.error('files were not looked at again', error);
            },
        );
    }

    /** Says that settings may be others than before. */
    settingsChanged(): void {
        this.#plansChanged();
    }

    /** Lets go of everything. */
    dispose(): void {
        this.#settling.dispose();
        this.checkpoints.clear();
        this.models.clear();
    }

    // ---- Documents

    /** Takes the editor's text of a document for the truth. */
    open(uri: string, languageId: string, version: number, text: string): TextDocument {
        const document = this.documents.open(uri, languageId, version, text);
        this.#textChanged(document);
        return document;
    }

    /** Applies the editor's changes to an open document. */
    change(
        uri: string,
        version: number,
        changes: readonly TextDocumentContentChangeEvent[],
    ): TextDocument | undefined {
        const document = this.documents.change(uri, version, changes);
        if (document !== undefined) {
            this.#textChanged(document);
        }
        return document;
    }

    /** Takes the disk's text for the truth again. */
    close(uri: string): void {
        const document = this.documents.get(uri);
        this.documents.close(uri);
        this.#plans.forget(uri);
        if (document !== undefined) {
            this.#textChanged(document);
        }
    }

    // ---- Questions

    parse(document: TextDocument): ParsedMap {
        return this.#plans.parse(document);
    }

    inputs(document: TextDocument, token: CancellationToken): Promise<MapInputs> {
        this.lookAround();
        return this.#foreground.run(() => this.#plans.inputs(document, token));
    }

    plan(document: TextDocument, token: CancellationToken): Promise<PlannedMap> {
        this.lookAround();
        return this.#foreground.run(() => this.#plans.plan(document, token));
    }

    async findings(document: TextDocument, token: CancellationToken): Promise<ReportedMap> {
        const planned = await this.plan(document, token);
        const { severity } = await this.#host.settings(document.uri);
        throwIfCancelled(token);
        return {
            planned,
            findings: reportFindings(screenFindings(planned.plan), planned.map, severity),
        };
    }

    /** What is wrong with a map, or worth knowing. */
    async diagnostics(
        document: TextDocument,
        token: CancellationToken,
    ): Promise<readonly Diagnostic[]> {
        const { planned, findings } = await this.findings(document, token);
        return diagnosticsOf(document, planned.lines, findings, this.#host.style.diagnostics);
    }

    /** What could stand at the cursor. */
    completion(
        document: TextDocument,
        position: Position,
        token: CancellationToken,
    ): Promise<CompletionList> {
        return this.#foreground.run(() =>
            completion(this, document, position, this.#host.style.completion, token),
        );
    }

    /** The details of an item that was offered. */
    resolveCompletion(item: CompletionItem, token: CancellationToken): Promise<CompletionItem> {
        return this.#foreground.run(() =>
            resolveCompletion(this, this.documents, item, this.#host.style.completion, token),
        );
    }

    /** What is under the cursor. */
    hover(
        document: TextDocument,
        position: Position,
        token: CancellationToken,
    ): Promise<Hover | undefined> {
        return hover(this, document, position, this.#host.style.hover, token);
    }

    /** How to mend what is wrong at a place. */
    codeActions(
        document: TextDocument,
        request: CodeActionRequest,
        token: CancellationToken,
    ): Promise<readonly CodeAction[]> {
        return codeActions(this, document, request, token);
    }

    /** The load plan as the preview shows it, of a map that is open or only on disk. */
    async preview(uri: string, token: CancellationToken): Promise<PreviewData | null> {
        const open = this.documents.get(uri);
        const document = open ?? (await this.#fromDisk(uri, token));
        throwIfCancelled(token);
        if (document === undefined || !isMapDocument(document)) {
            return null;
        }
        const { plan } = await this.plan(document, token);
        throwIfCancelled(token);
        const version = open === undefined ? null : document.version;
        return previewLoadPlan({ uri, version, text: document.getText(), plan });
    }

    // ---- Changes

    #plansChanged(): void {
        this.#plans.invalidate();
        this.#host.onDidChangePlans();
    }

    /** A document that is no map may be a model that maps use. */
    #textChanged(document: TextDocument): void {
        const path = pathOfUri(document.uri);
        this.#closed.delete(document.uri);
        if (!isMapDocument(document) && path !== undefined && this.models.filesChanged([path])) {
            this.#plansChanged();
        }
    }

    async #settled(changes: readonly FileChange[]): Promise<void> {
        const paths = changes.map(({ path }) => path);
        const changedMaps = [...this.#closed.keys()].filter((uri) => {
            const path = pathOfUri(uri);
            return path !== undefined && paths.some((each) => liesIn(path, each));
        });
        changedMaps.forEach((uri) => {
            this.#closed.delete(uri);
            this.#plans.forget(uri);
        });
        const wasUsed = [this.checkpoints, this.models]
            .map((index) => index.filesChanged(paths))
            .includes(true);
        const excluded = new Map<string, readonly string[]>();
        for (const folder of this.#folders) {
            excluded.set(folder, await this.#host.excluded(folder));
        }
        const touched = await this.#files.apply(
            changes,
            (path) =>
                this.#folders.flatMap((each) =>
                    liesIn(path, each) ? (excluded.get(each) ?? []) : [],
                ),
            neverCancelled,
        );
        if (wasUsed || 0 < touched.length || 0 < changedMaps.length) {
            this.#plansChanged();
        }
        if (0 < touched.length) {
            await this.checkpoints.readAll(() => undefined, neverCancelled);
        }
    }

    // ---- Files

    async #fingerprint(paths: readonly string[], token: CancellationToken): Promise<string> {
        const stats = await Promise.all(
            paths.slice(0, maxLookedAt).map((path) => this.read(stat(path), token)),
        );
        return JSON.stringify(stats);
    }

    async #fromDisk(uri: string, token: CancellationToken): Promise<TextDocument | undefined> {
        const known = this.#closed.get(uri);
        const path = pathOfUri(uri);
        if (known !== undefined || path === undefined) {
            return known;
        }
        const answer = await this.read(read(path), token);
        if (answer.kind !== 'bytes') {
            return undefined;
        }
        const text = new TextDecoder().decode(answer.bytes);
        const document = TextDocument.create(uri, 'assignment-map', 0, text);
        this.#closed.set(uri, document);
        return document;
    }
}

// Everything that is known at a moment: open documents, the folders of the workspace and what lies in
// them, and the meaning of maps. Changes come in here, and nowhere else; questions are the features'.

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { openCheckpoint } from '../checkpoint/openCheckpoint.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import { reportFindings } from '../loadPlan/reportFindings.js';
import { screenFindings } from '../loadPlan/screenFindings.js';
import { readModelAndOthers } from '../model/modelsBeside.js';
import { namesNotebook } from '../python/notebook.js';
import type { PythonRuntime } from '../python/runtime.js';
import { namesProgram, readProgramModel } from '../tensorflow/programModel.js';
import { stat, type Reading } from '../util/reading.js';
import { neverCancelled, throwIfCancelled, type CancellationToken } from './cancellation.js';
import { CheckpointIndex, type Report } from './checkpointIndex.js';
import { ClosedMaps } from './closedMaps.js';
import { Documents, hasLoadPlan, isMapDocument, type TextDocument } from './documents.js';
import { excludes } from './excludes.js';
import { FileIndex, type ScanResult } from './fileIndex.js';
import { Foreground } from './foreground.js';
import { lookupFolders, workspaceFolderOf } from './lookupFolders.js';
import { KerasHeads } from './kerasHeads.js';
import type { MapInputs, ParsedMap, PlannedMap } from './mapInputs.js';
import { ModelIndex } from './modelIndex.js';
import { type NotebookChange, type NotebookDocument, type OpenedCell } from './notebooks.js';
import { pathOfUri } from './paths.js';
import { Plans } from './plans.js';
import { resolveInputs } from './resolveInputs.js';
import type { Settings } from './settings.js';
import { Settling, type SettleTimes } from './settling.js';
import type { FileChange, Logger, Workspace } from './workspace.js';

/** What a session needs from its host. */
export interface SessionHost {
    readonly workspace: Workspace;
    readonly logger: Logger;
    /** Loads what reading Python needs; undefined where the host has none of it. */
    readonly python?: () => Promise<PythonRuntime>;
    /** The settings that hold for a document. */
    settings(uri: string): Promise<Settings>;
    /** Globs of files that the user hides in a folder of the workspace. */
    excluded(folder: string): Promise<readonly string[]>;
    /** Told when diagnostics and plans of maps may be others than before. */
    onDidChangePlans(): void;
    readonly settleTimes?: SettleTimes;
}

/** A planned map and the findings that are shown, in the order of the text. */
export interface ReportedMap {
    readonly planned: PlannedMap;
    readonly findings: readonly Finding[];
}

const defaultSettleTimes: SettleTimes = { quiet: 300, most: 3000 };

/** Files that nobody watches are looked at no more often than this, in milliseconds. */
const revalidateEvery = 2000;

/** So many checkpoints are held in full; there are rarely more maps open. */
const maxCheckpoints = 24;
const maxModels = 24;

/** Of a checkpoint with very many shards, only so many files are looked at again. */
const maxLookedAt = 200;

/** One workspace, while an editor works in it. */
export class WorkspaceSession {
    readonly documents = new Documents();
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
    readonly python: SessionHost['python'];
    readonly #host: SessionHost;
    readonly #files: FileIndex;
    readonly #heads: KerasHeads;
    readonly #foreground = new Foreground();
    readonly #plans: Plans;
    readonly #settling: Settling;
    readonly #closed = new ClosedMaps((reading, token) => this.read(reading, token));
    #folders: readonly string[] = [];
    #validatedAt = -Infinity;

    constructor(host: SessionHost) {
        this.#host = host;
        this.python = host.python;
        this.#files = new FileIndex(host.workspace);
        const fingerprint = (paths: readonly string[], token: CancellationToken) =>
            this.#fingerprint(paths, token);
        this.#heads = new KerasHeads({
            run: (reading, token) => this.read(reading, token),
            files: this.#files,
            foreground: this.#foreground,
        });
        this.checkpoints = new CheckpointIndex({
            read: (argument, folders, token) =>
                host.workspace.run(openCheckpoint(argument, folders), token),
            files: this.#files,
            heads: this.#heads,
            foreground: this.#foreground,
            cache: { capacity: maxCheckpoints, fingerprint },
        });
        this.models = new ModelIndex({
            read: async (argument, folders, token) => {
                const python = namesProgram(argument) ? await host.python?.() : undefined;
                return this.read(
                    python === undefined
                        ? readModelAndOthers(argument, folders)
                        : readProgramModel(argument, folders, python),
                    token,
                );
            },
            files: this.#files,
            heads: this.#heads,
            cache: { capacity: maxModels, fingerprint },
        });
        this.#plans = new Plans({
            checkpoints: this.checkpoints,
            models: this.models,
            python: {
                python: host.python,
                checkpoints: this.checkpoints,
                models: this.models,
                run: (reading, token) => this.read(reading, token),
                folders: (document) => this.lookupFolders(document),
            },
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

    /** The workspace's folders, absolute; none where a single file is open. */
    folders(): readonly string[] {
        return this.#folders;
    }

    /** Runs a reading over the workspace's files, open text in place of the disk's. */
    read<T>(reading: Reading<T>, token: CancellationToken): Promise<T> {
        return this.#host.workspace.run(this.documents.overlay(reading), token);
    }

    /** The folders in which a document's paths are looked up, in order. */
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
        await this.#heads.readAll(token);
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
        this.#heads.clear();
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

    /** Takes the editor's cells of a notebook for the truth. */
    openNotebook(uri: string, cells: readonly OpenedCell[]): NotebookDocument {
        const document = this.documents.notebooks.open(uri, cells);
        this.#textChanged(document);
        return document;
    }

    /** Applies the editor's changes to an open notebook. */
    changeNotebook(uri: string, change: NotebookChange): NotebookDocument | undefined {
        const document = this.documents.notebooks.change(uri, change);
        if (document !== undefined) {
            this.#textChanged(document);
        }
        return document;
    }

    /** Takes the disk's text for the truth again. */
    close(uri: string): void {
        const document = this.documents.get(uri);
        this.documents.close(uri);
        this.#forget(uri, document);
    }

    /** Takes a notebook's file for the truth again. */
    closeNotebook(uri: string): void {
        const document = this.documents.notebooks.get(uri);
        this.documents.notebooks.close(uri);
        this.#forget(uri, document);
    }

    // ---- Questions

    /** What a document says. The same value for the same text. */
    parse(document: TextDocument): ParsedMap {
        return this.#plans.parse(document);
    }

    /** The document with what its calls' arguments lead to. */
    inputs(document: TextDocument, token: CancellationToken): Promise<MapInputs> {
        this.lookAround();
        return this.#foreground.run(() => this.#plans.inputs(document, token));
    }

    /** The document with its load plan. */
    plan(document: TextDocument, token: CancellationToken): Promise<PlannedMap> {
        this.lookAround();
        return this.#foreground.run(() => this.#plans.plan(document, token));
    }

    /** The document's plan with those of its findings that are shown. */
    async findings(document: TextDocument, token: CancellationToken): Promise<ReportedMap> {
        const planned = await this.plan(document, token);
        const { severity } = await this.#host.settings(document.uri);
        throwIfCancelled(token);
        return {
            planned,
            findings: reportFindings(
                screenFindings(planned.plan),
                planned.map,
                severity,
                planned.lines,
            ),
        };
    }

    /** A map or program that is open, or else its text on disk; undefined where there is neither. */
    async mapAt(uri: string, token: CancellationToken): Promise<TextDocument | undefined> {
        const open = this.documents.get(uri);
        // Where a notebook is open as a text, that is the text of its file.
        const isFile = open !== undefined && namesNotebook(uri) && !hasLoadPlan(open);
        const document = open === undefined || isFile ? await this.#closed.get(uri, token) : open;
        throwIfCancelled(token);
        return document !== undefined && hasLoadPlan(document) ? document : undefined;
    }

    /** Answers a question; background work rests meanwhile. */
    answer<T>(work: () => Promise<T>): Promise<T> {
        return this.#foreground.run(work);
    }

    // ---- Changes

    #forget(uri: string, document: TextDocument | undefined): void {
        this.#plans.forget(uri);
        if (document !== undefined) {
            this.#textChanged(document);
        }
    }

    #plansChanged(): void {
        this.#plans.invalidate();
        this.#host.onDidChangePlans();
    }

    /** A document that is no map may be a model that maps use. */
    #textChanged(document: TextDocument): void {
        const path = pathOfUri(document.uri);
        this.#closed.forget(document.uri);
        if (path === undefined || isMapDocument(document)) {
            return;
        }
        const wasUsed = [this.models, this.#plans].map((index) => index.filesChanged([path]));
        if (wasUsed.includes(true)) {
            this.#plansChanged();
        }
    }

    async #settled(changes: readonly FileChange[]): Promise<void> {
        const paths = changes.map(({ path }) => path);
        const changedMaps = this.#closed.filesChanged(paths);
        changedMaps.forEach((uri) => {
            this.#plans.forget(uri);
        });
        this.#heads.filesChanged(paths);
        const wasUsed = [this.checkpoints, this.models, this.#plans]
            .map((index) => index.filesChanged(paths))
            .includes(true);
        const isExcluded = await this.#exclusion();
        const touched = await this.#files.apply(changes, isExcluded, neverCancelled);
        if (wasUsed || 0 < touched.length || 0 < changedMaps.length) {
            this.#plansChanged();
        }
        if (0 < touched.length) {
            await this.#heads.readAll(neverCancelled);
            await this.checkpoints.readAll(() => undefined, neverCancelled);
        }
    }

    /** Whether the user hides a path. */
    async #exclusion(): Promise<(path: string) => boolean> {
        const tests = await Promise.all(
            this.#folders.map(async (folder) =>
                excludes(folder, await this.#host.excluded(folder)),
            ),
        );
        return (path) => tests.some((isExcluded) => isExcluded(path));
    }

    // ---- Files

    async #fingerprint(paths: readonly string[], token: CancellationToken): Promise<string> {
        const stats = await Promise.all(
            paths.slice(0, maxLookedAt).map((path) => this.read(stat(path), token)),
        );
        return JSON.stringify(stats);
    }
}

// What every feature works with: the meaning of maps, and what the workspace holds.

import type { Reading } from '../util/reading.js';
import type { Finding } from '../loadPlan/loadPlan.js';
import type { CheckpointIndex } from '../workspace/checkpointIndex.js';
import type { CancellationToken } from '../workspace/cancellation.js';
import type { TextDocument } from '../workspace/documents.js';
import type { MapInputs, ParsedMap, PlannedMap } from '../workspace/mapInputs.js';
import type { ModelIndex } from '../workspace/modelIndex.js';

/** A planned map and the findings that are shown, in the order of the text. */
export interface ReportedMap {
    readonly planned: PlannedMap;
    readonly findings: readonly Finding[];
}

/** The language service as its features see it. */
export interface FeatureContext {
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
    /** The workspace's folders, absolute; none where a single file is open. */
    folders(): readonly string[];
    /** Runs a reading over the workspace's files, open text in place of the disk's. */
    read<T>(reading: Reading<T>, token: CancellationToken): Promise<T>;
    /** The folders in which a document's paths are looked up, in order. */
    lookupFolders(document: TextDocument): readonly string[];
    /** What a document says. The same value for the same text. */
    parse(document: TextDocument): ParsedMap;
    /** The document with what its calls' arguments lead to. */
    inputs(document: TextDocument, token: CancellationToken): Promise<MapInputs>;
    /** The document with its load plan. */
    plan(document: TextDocument, token: CancellationToken): Promise<PlannedMap>;
    /** The document's plan with those of its findings that are shown. */
    findings(document: TextDocument, token: CancellationToken): Promise<ReportedMap>;
}

// What our client and server say to each other beyond the Language Server Protocol. Everything here
// begins with `ckptmap/`; docs/protocol.md describes it for other editors.
// The client imports types alone: it repeats a method's name and the compiler compares the two.

import type { Position, TextDocumentIdentifier } from 'vscode-languageserver-types';
import type { FrozenMap } from '../features/freezeMap.js';
import type { PreviewData } from '../features/previewData.js';

/** Request: the load plan of a map as the preview shows it. The map may be open or only on disk. */
export const previewLoadPlanMethod = 'ckptmap/previewLoadPlan';

/** Parameters of `ckptmap/previewLoadPlan`; the result is `PreviewData`, or null for no map. */
export interface PreviewLoadPlanParams {
    readonly textDocument: TextDocumentIdentifier;
}

/** The answer to `ckptmap/previewLoadPlan`; null where the document is no map or cannot be read. */
export type PreviewLoadPlanResult = PreviewData | null;

/** Request: the map that a program's call was evaluated to, as files that are to be made. */
export const freezeMapMethod = 'ckptmap/freezeMap';

/** Parameters of `ckptmap/freezeMap`. */
export interface FreezeMapParams {
    readonly textDocument: TextDocumentIdentifier;
    /** In a call: that call; elsewhere, or absent: all calls of the program. */
    readonly position?: Position;
}

/** The answer to `ckptmap/freezeMap`; null where the document is not open. */
export type FreezeMapResult = FrozenMap | null;

/**
 * Notification to the client: the plan of a map may be another than before. Sent after a change of
 * its text, checkpoint, model or settings, for every open map and every map whose preview was asked
 * for since the server started. Asking again is the client's business.
 */
export const didChangeLoadPlanMethod = 'ckptmap/didChangeLoadPlan';

/** Parameters of `ckptmap/didChangeLoadPlan`. */
export interface DidChangeLoadPlanParams {
    readonly uri: string;
    /** The version of the text, where the map is open; else null. */
    readonly version: number | null;
}

/** Notification to the client: how the server is, for a status item. */
export const serverStatusMethod = 'ckptmap/serverStatus';

/** Parameters of `ckptmap/serverStatus`. */
export interface ServerStatusParams {
    /** `warning`: something was left out, such as folders beyond the limit; `error`: no service. */
    readonly health: 'ok' | 'warning' | 'error';
    /** Whether the workspace is being read in the background. */
    readonly busy: boolean;
    /** One line: `14 checkpoints, 3 models`. */
    readonly text: string;
    /** More, where there is more to say. */
    readonly detail?: string;
}

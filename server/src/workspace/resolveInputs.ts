// Which checkpoint, which model and whose rules a call means, before anything is looked up: what the
// user says on the command line, then what the file says, then the settings.

import { dirname, relative } from 'node:path';
import picomatch from 'picomatch';
import type { MapCall, TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import { liesIn, slashes } from './paths.js';
import type { Association, Settings } from './settings.js';

/** An argument, and the folders (absolute paths) in which to look it up, in order; at least one. */
export interface NamedInput {
    readonly argument: string;
    readonly folders: readonly string[];
}

/** What a call means. */
export interface ResolvedInputs {
    /** Undefined where nothing says it. */
    readonly checkpoint?: NamedInput;
    readonly model?: NamedInput;
    readonly rules: TensorFlowRules;
}

/** What was said on the command line. */
export interface InputOptions {
    readonly checkpoint?: string | undefined;
    readonly model?: string | undefined;
    readonly tensorflow?: TensorFlowRules | undefined;
    /** An absolute path, to which the others are relative. */
    readonly workingDirectory: string;
}

/** Where a call stands. */
export interface CallPlace {
    /** The file's absolute path; undefined where it has none. */
    readonly path: string | undefined;
    /** The folder of the workspace in which the file lies; undefined outside of any. */
    readonly workspaceFolder: string | undefined;
    readonly settings: Settings;
    readonly options?: InputOptions;
}

/** Decides what a call means. */
export function resolveInputs(call: MapCall, place: CallPlace): ResolvedInputs {
    const { options, settings } = place;
    const folders = foldersOf(place);
    const association = associationOf(place);
    const choose = (
        option: string | undefined,
        own: { readonly path: string | undefined } | undefined,
        associated: string | undefined,
    ): NamedInput | undefined => {
        if (options !== undefined && option !== undefined) {
            return { argument: option, folders: [options.workingDirectory] };
        }
        // A file that says something which is no text has spoken all the same.
        const argument = own === undefined ? associated : own.path;
        return argument === undefined ? undefined : { argument, folders };
    };
    const checkpoint = choose(options?.checkpoint, call.checkpoint, association?.checkpoint);
    const model = choose(options?.model, call.model, association?.model);
    return {
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(model === undefined ? {} : { model }),
        rules: call.rules ?? options?.tensorflow ?? settings.tensorflow ?? '2.21',
    };
}

/** Beside the file first, then from the folder of the workspace. */
function foldersOf({ path, workspaceFolder }: CallPlace): readonly string[] {
    const folders = [
        ...(path === undefined ? [] : [dirname(path)]),
        ...(workspaceFolder === undefined ? [] : [workspaceFolder]),
    ];
    // A text without a place can name absolute paths alone; those are the same from everywhere.
    return folders.length === 0 ? ['/'] : [...new Set(folders)];
}

function associationOf(place: CallPlace): Association | undefined {
    const { path, workspaceFolder, settings } = place;
    if (path === undefined || workspaceFolder === undefined || !liesIn(path, workspaceFolder)) {
        return undefined;
    }
    const name = slashes(relative(workspaceFolder, path));
    return settings.associations.find(({ files }) => picomatch.isMatch(name, files, { dot: true }));
}

// What a map needs to be understood, brought together: its text, parsed, and for each of its calls
// the checkpoint and the model. And what comes of them, the load plan.

import type { AssignmentMap, MapCall, TensorFlowRules } from '../assignmentMap/assignmentMap.js';
import type { CheckpointSource } from '../checkpoint/checkpoint.js';
import type { LoadPlan } from '../loadPlan/loadPlan.js';
import type { ModelSource } from '../model/model.js';
import type { ProgramFiles } from '../tensorflow/programFiles.js';
import type { TracedRestore } from '../tensorflow/trace.js';
import type { TextPlaces } from '../util/lineIndex.js';
import type { TextDocument } from './documents.js';

/** A document and what it says. */
export interface ParsedMap {
    readonly document: TextDocument;
    readonly map: AssignmentMap;
    /** Where offsets of the map's text are, in the document or in the cells of a notebook. */
    readonly lines: TextPlaces;
}

/** A call with what its arguments lead to. */
export interface CallSources {
    readonly call: MapCall;
    /** Undefined where nothing says which one is meant. */
    readonly checkpoint: CheckpointSource | undefined;
    readonly model: ModelSource | undefined;
    readonly rules: TensorFlowRules;
}

/** A parsed map with the inputs of its calls, in order. */
export interface MapInputs extends ParsedMap {
    readonly calls: readonly CallSources[];
}

/** What a program has besides calls: what it restores, and the files in which that stands. */
export interface PlannedRestores {
    readonly restores: readonly TracedRestore[];
    readonly files: ProgramFiles;
}

/** A map and its load plan. */
export interface PlannedMap extends MapInputs {
    readonly plan: LoadPlan;
    readonly program?: PlannedRestores;
}

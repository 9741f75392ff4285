// Maps and what comes of them, kept for as long as their text and what they rest on stay the same.
// The text of a document is parsed once; its load plan is made anew whenever a checkpoint, a model
// or a setting changed, from sources that are themselves kept.

import { languageOf, parseAssignmentMap } from '../assignmentMap/parseAssignmentMap.js';
import type { MapCall } from '../assignmentMap/assignmentMap.js';
import { planFile } from '../loadPlan/planFile.js';
import { LineIndex } from '../util/lineIndex.js';
import { throwIfCancelled, type CancellationToken } from './cancellation.js';
import type { CheckpointIndex } from './checkpointIndex.js';
import { isPythonDocument, type TextDocument } from './documents.js';
import type { CallSources, MapInputs, ParsedMap, PlannedMap } from './mapInputs.js';
import { Memo } from './memo.js';
import type { ModelIndex } from './modelIndex.js';
import { fileNameOfUri } from './paths.js';
import { nothingSaid, planPython, type PythonPlansOptions } from './pythonPlans.js';
import type { ResolvedInputs } from './resolveInputs.js';

/** What plans are made from. */
export interface PlansOptions {
    readonly checkpoints: CheckpointIndex;
    readonly models: ModelIndex;
    readonly python: PythonPlansOptions;
    /** What each call's checkpoint and model are, by the text and the settings; in order. */
    readonly resolve: (
        document: TextDocument,
        calls: readonly MapCall[],
        token: CancellationToken,
    ) => Promise<readonly ResolvedInputs[]>;
}

interface Entry {
    readonly document: TextDocument;
    readonly inputs: Memo<MapInputs>;
    readonly plan: Memo<PlannedMap>;
    /** The files on which the plan of a program rests, absolute. */
    dependencies: ReadonlySet<string>;
}

/** The meaning of documents. */
export class Plans {
    readonly #options: PlansOptions;
    readonly #parsed = new WeakMap<TextDocument, ParsedMap>();
    readonly #entries = new Map<string, Entry>();

    constructor(options: PlansOptions) {
        this.#options = options;
    }

    /** What a document says. */
    parse(document: TextDocument): ParsedMap {
        const known = this.#parsed.get(document);
        if (known !== undefined) {
            return known;
        }
        if (isPythonDocument(document)) {
            return nothingSaid(document);
        }
        const text = document.getText();
        const map = parseAssignmentMap(text, languageOf(fileNameOfUri(document.uri)));
        const parsed = { document, map, lines: new LineIndex(text) };
        this.#parsed.set(document, parsed);
        return parsed;
    }

    /** The document with what its calls' arguments lead to. */
    inputs(document: TextDocument, token: CancellationToken): Promise<MapInputs> {
        return this.#entry(document).inputs.get(token);
    }

    /** The document with its load plan. */
    plan(document: TextDocument, token: CancellationToken): Promise<PlannedMap> {
        return this.#entry(document).plan.get(token);
    }

    /** Says that checkpoints, models or settings may be others than before. */
    invalidate(): void {
        for (const { inputs, plan } of this.#entries.values()) {
            inputs.invalidate();
            plan.invalidate();
        }
    }

    /** Forgets a document. */
    forget(uri: string): void {
        this.#entries.delete(uri);
    }

    #entry(document: TextDocument): Entry {
        const known = this.#entries.get(document.uri);
        if (known?.document === document) {
            return known;
        }
        const entry = isPythonDocument(document)
            ? this.#programEntry(document)
            : this.#mapEntry(document);
        this.#entries.set(document.uri, entry);
        return entry;
    }

    #mapEntry(document: TextDocument): Entry {
        const inputs = new Memo((token) => this.#computeInputs(document, token));
        const plan = new Memo(async (token) => planOf(await inputs.get(token)));
        return { document, inputs, plan, dependencies: new Set() };
    }

    #programEntry(document: TextDocument): Entry {
        const plan = new Memo(async (token: CancellationToken) => {
            const { planned, dependencies } = await planPython(
                document,
                this.#options.python,
                token,
            );
            entry.dependencies = new Set(dependencies);
            return planned;
        });
        const inputs = new Memo((token) => plan.get(token));
        const entry: Entry = { document, inputs, plan, dependencies: new Set() };
        return entry;
    }

    /** Takes in that files changed; whether the plan of a program rests on one of them. */
    filesChanged(paths: readonly string[]): boolean {
        return [...this.#entries.values()].some(({ dependencies }) =>
            paths.some((path) => dependencies.has(path)),
        );
    }

    async #computeInputs(document: TextDocument, token: CancellationToken): Promise<MapInputs> {
        const parsed = this.parse(document);
        const resolved = await this.#options.resolve(document, parsed.map.calls, token);
        throwIfCancelled(token);
        const calls = await Promise.all(
            parsed.map.calls.map((call, index) => this.#sources(call, resolved[index], token)),
        );
        throwIfCancelled(token);
        return { ...parsed, calls };
    }

    async #sources(
        call: MapCall,
        resolved: ResolvedInputs | undefined,
        token: CancellationToken,
    ): Promise<CallSources> {
        const { checkpoint, model, rules } = resolved ?? { rules: call.rules ?? '2.21' };
        const [checkpointSource, modelSource] = await Promise.all([
            checkpoint &&
                this.#options.checkpoints.source(checkpoint.argument, checkpoint.folders, token),
            model && this.#options.models.source(model.argument, model.folders, token),
        ]);
        return { call, checkpoint: checkpointSource, model: modelSource, rules };
    }
}

function planOf(inputs: MapInputs): PlannedMap {
    const calls = inputs.calls.map(({ checkpoint, model, rules }) => ({
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(model === undefined ? {} : { model }),
        rules,
    }));
    return { ...inputs, plan: planFile({ map: inputs.map, calls }) };
}

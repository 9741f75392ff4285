// Graphs as text: a `graph.pbtxt` as Estimators write it (GraphDef), a MetaGraphDef written with
// `as_text=True`, and `saved_model.pbtxt`. Only what speaks of variables is decoded; the rest, such
// as constants of hundreds of megabytes, passes by in windows.
// Defined in TensorFlow: core/framework/graph.proto, core/protobuf/{meta_graph,saved_model}.proto.

import { pause, read, type Reading } from '../util/reading.js';
import { MalformedFileError, windowBytes } from './fileWindow.js';
import { fileMessage } from './graphTextMessages.js';
import { GraphFacts, type GraphResult } from './graphVariables.js';
import { TextScanner } from './textScanner.js';

/** Reads the variables of a graph from a text file of the given size in bytes. */
export function* readGraphText(path: string, size: number): Reading<GraphResult> {
    const facts = new GraphFacts();
    const seen = { graphs: 0 };
    const scanner = new TextScanner(fileMessage(facts, seen));
    try {
        for (let place = 0; place < size;) {
            const answer = yield* read(path, place, Math.min(windowBytes, size - place));
            if (answer.kind !== 'bytes') {
                const reason = answer.kind === 'missing' ? 'it is gone' : answer.reason;
                return { reason: `it could not be read further: ${reason}` };
            }
            const { bytes } = answer;
            const isLast = size <= place + bytes.length;
            const passed = scanner.scan(bytes, place, isLast);
            if (passed === 0) {
                return { reason: 'it became shorter while it was read' };
            }
            place += passed;
            yield* pause(place, size);
        }
        scanner.finish(size);
        if (seen.graphs === 0) {
            return { reason: 'it holds no node: it is no GraphDef, MetaGraphDef or SavedModel' };
        }
        return yield* facts.assemble();
    } catch (error) {
        // protobufjs throws a RangeError, or an Error for a wire type that does not exist.
        if (
            error instanceof MalformedFileError ||
            error instanceof RangeError ||
            (error instanceof Error && error.message.startsWith('invalid wire type'))
        ) {
            return { reason: error.message };
        }
        throw error;
    }
}

// Runs a program from its first statement to its last, on all paths, and says how it ends.

import { Lost } from './raised.js';
import { moduleFrame, type ModuleText } from './imports.js';
import { assignModuleName } from './moduleNames.js';
import { Machine } from './machine.js';
import type { MachineOptions } from './machineOptions.js';
import type { PathEnd } from './paths.js';
import { execute } from './statements.js';
import { ModuleValue, type Steps } from './values.js';

/** How a program ends: on one path, or on several that could not be told apart. */
export interface ProgramEnd {
    readonly ends: readonly PathEnd[];
    readonly main: ModuleValue;
    readonly machine: Machine;
}

/** Runs a module as `__main__`. */
export function* evaluateProgram(options: MachineOptions, text: ModuleText): Steps<ProgramEnd> {
    const machine = new Machine(options);
    const main = new ModuleValue('__main__', text.file, 'program', false);
    assignModuleName(main);
    machine.setName(machine.loaded, '__main__', main);
    const frame = moduleFrame(main, text.module);
    const completion = yield* machine.within(frame, () =>
        machine.paths.collect(function* () {
            try {
                return yield* execute(machine, frame, text.module.body);
            } catch (thrown) {
                if (thrown instanceof RangeError) {
                    throw new Lost(
                        'calls, or turns of a loop that may go on or not, are nested deeper than is followed',
                        machine.places(),
                    );
                }
                throw thrown;
            }
        }),
    );
    if (completion.kind !== 'split') {
        return { ends: [completion], main, machine };
    }
    const ends = completion.paths.map(({ end }) => end);
    // All that the paths have done is joined, whichever way each of them ends.
    machine.paths.group(
        completion.paths.map(({ delta }) => ({ end: { kind: 'normal' }, delta })),
        completion.newest,
    );
    return { ends, main, machine };
}

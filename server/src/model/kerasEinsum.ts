// EinsumDense: the shapes of its variables and of what comes out, by its equation.
// Defined in Keras: src/layers/core/einsum_dense.py (_analyze_einsum_string).

import type { StaticShape } from '../util/shape.js';
import { lengthOf, listOf, textOf, type Fields, type Length } from './kerasFields.js';

/** The shapes of a layer with an equation; unknown where the equation is none. */
export interface EinsumShapes {
    readonly kernel: StaticShape;
    /** Undefined where the layer has no bias. */
    readonly bias: StaticShape | undefined;
    /** As Keras 3 says it: what the configuration leaves open is unknown. */
    readonly declared: StaticShape;
    /** As it is: what the configuration leaves open is that of the input. */
    readonly output: StaticShape;
}

/** Works out the shapes for an input. */
export function einsumShapes(config: Fields, input: StaticShape): EinsumShapes {
    const biasAxes = textOf(config, 'bias_axes');
    const unknown: EinsumShapes = {
        kernel: null,
        bias: biasAxes === undefined ? undefined : null,
        declared: null,
        output: null,
    };
    const equation = (textOf(config, 'equation') ?? '').replaceAll(' ', '');
    const parts = /^(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?$/.exec(
        equation,
    );
    if (parts === null || input === null) {
        return unknown;
    }
    const [, left, inputAxes = '', , weightAxes = '', , outputAxes = ''] = parts;
    const elided = input.length - inputAxes.length;
    if (elided < 0) {
        return unknown;
    }
    const before = left === undefined ? 0 : elided;
    const given = outputLengths(config, input, elided, left !== undefined);
    const inputLengths = byLetter(inputAxes, input.slice(before));
    const givenLengths = byLetter(outputAxes, given.slice(before));
    const output = given.map(
        (each, axis) => each ?? inputLengths.get(outputAxes[axis - before] ?? '') ?? null,
    );
    return {
        kernel: [...weightAxes].map((letter) =>
            inputLengths.has(letter)
                ? (inputLengths.get(letter) ?? null)
                : (givenLengths.get(letter) ?? null),
        ),
        bias:
            biasAxes === undefined
                ? undefined
                : biasShape(biasAxes, outputAxes, givenLengths, left === undefined ? elided : 0),
        declared: given,
        output,
    };
}

// The configuration has them without the first axis and without those that the equation leaves out.
function outputLengths(
    config: Fields,
    input: readonly Length[],
    elided: number,
    isLeft: boolean,
): readonly Length[] {
    const field = config['output_shape'];
    const given = (listOf(field) ?? [field]).map(lengthOf);
    const [batch = null] = input;
    return isLeft
        ? [batch, ...input.slice(1, Math.max(1, elided)), ...given]
        : [batch, ...given, ...input.slice(input.length - elided)];
}

function byLetter(letters: string, shape: readonly Length[]): ReadonlyMap<string, Length> {
    return new Map([...letters].map((letter, axis) => [letter, shape[axis] ?? null]));
}

function biasShape(
    biasAxes: string,
    outputAxes: string,
    lengths: ReadonlyMap<string, Length>,
    elidedAfter: number,
): StaticShape {
    const first = Math.min(...[...biasAxes].map((letter) => outputAxes.indexOf(letter)));
    const named = first < 0 ? [] : [...outputAxes.slice(first)];
    return [
        ...named.map((letter) => (biasAxes.includes(letter) ? (lengths.get(letter) ?? null) : 1)),
        ...Array.from({ length: elidedAfter }, () => 1),
    ];
}

/**
 * The equation of a projection, as attention makes it: some axes stay free, the next ones are summed
 * over, others come out at the end (_build_proj_equation).
 */
export function projection(
    free: number,
    bound: number,
    made: number,
): { readonly equation: string; readonly biasAxes: string } {
    const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);
    const range = (start: number, count: number) =>
        Array.from({ length: count }, (_, index) => letter(start + index)).join('');
    const kept = range(0, free);
    const summed = range(free, bound);
    const biasAxes = range(free + bound, made);
    return { equation: `${kept}${summed},${summed}${biasAxes}->${kept}${biasAxes}`, biasAxes };
}

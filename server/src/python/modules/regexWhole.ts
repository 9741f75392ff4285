// What `re` does with all matches in a text: findall, finditer, split and sub.
// Defined in CPython 3.11: Modules/_sre/sre.c (pattern_subx and its kin).

import type { Evaluation } from '../evaluation.js';
import { indexOf } from '../numeric.js';
import { partsOf, textOf, type Part } from '../texts.js';
import { int, list, none, str, tuple, type Instance, type Steps, type Value } from '../values.js';
import { boundsOf, findAll, type Compiled, type Found } from './regexMatching.js';
import { expandTemplate, matchObject, templateOf } from './regexMatch.js';
import type { TemplatePart } from './regexTemplate.js';

function groupText({ text, spans }: Found, group: number): Value {
    const span = spans[group];
    return span === undefined ? none : str(text.slice(span[0], span[1]));
}

/** `findall`: the texts of the matches, or of their groups. */
export function* listAll(_evaluation: Evaluation, compiled: Compiled, text: string): Steps<Value> {
    const { groups } = compiled.translation;
    const empty = (value: Value): Value => (value.kind === 'none' ? str('') : value);
    return list(
        findAll(compiled, text, 0).map((found) =>
            groups < 2
                ? empty(groupText(found, groups))
                : tuple(found.spans.slice(1).map((_, index) => empty(groupText(found, index + 1)))),
        ),
    );
}

/** `finditer`: an iterator over the matches. */
export function* iterateAll(
    evaluation: Evaluation,
    compiled: Compiled,
    self: Instance,
    text: string,
): Steps<Value> {
    return yield* evaluation.iterator(
        tuple(findAll(compiled, text, 0).map((found) => matchObject(self, found, 0))),
    );
}

/** `split`: the texts between the matches, with the groups' texts among them. */
export function* splitBy(
    evaluation: Evaluation,
    compiled: Compiled,
    text: string,
    most: Value | undefined,
): Steps<Value> {
    const count = most === undefined ? 0n : yield* indexOf(evaluation, most);
    if (count === undefined) {
        return evaluation.unknown('how often a text is split is not known', 'list');
    }
    const all = findAll(compiled, text, 0);
    const used = count === 0n ? all : count < 0n ? [] : all.slice(0, Number(count));
    const pieces: Value[] = [];
    let at = 0;
    for (const found of used) {
        const [start, end] = boundsOf(found);
        pieces.push(
            str(text.slice(at, start)),
            ...found.spans.slice(1).map((_, index) => groupText(found, index + 1)),
        );
        at = end;
    }
    return list([...pieces, str(text.slice(at))]);
}

/** `sub` and `subn`. */
export function* replaceAll(
    evaluation: Evaluation,
    compiled: Compiled,
    self: Instance,
    by: Value,
    text: string,
    count: Value | undefined,
    counted: boolean,
): Steps<Value> {
    const most = count === undefined ? 0n : yield* indexOf(evaluation, count);
    if (most === undefined) {
        return evaluation.unknown(
            'how often a text is replaced is not known',
            counted ? 'tuple' : 'str',
        );
    }
    const { groups, names } = compiled.translation;
    // Python reads a replacement before it looks for anything to replace.
    const template = by.kind === 'str' ? templateOf(evaluation, by.value, groups, names) : by;
    if (template === undefined) {
        return evaluation.unknown('a replacement is not followed', counted ? 'tuple' : 'str');
    }
    const all = findAll(compiled, text, 0);
    const used = most === 0n ? all : most < 0n ? [] : all.slice(0, Number(most));
    const parts: Part[] = [];
    let at = 0;
    for (const found of used) {
        const [start, end] = boundsOf(found);
        parts.push(
            text.slice(at, start),
            ...(yield* replacement(evaluation, self, template, found)),
        );
        at = end;
    }
    const result = textOf([...parts, text.slice(at)]);
    return counted ? tuple([result, int(used.length)]) : result;
}

function* replacement(
    evaluation: Evaluation,
    self: Instance,
    by: Value | readonly TemplatePart[],
    found: Found,
): Steps<readonly Part[]> {
    if (!('kind' in by)) {
        return [expandTemplate(by, found)];
    }
    if (by.kind === 'unknown' || by.kind === 'pattern') {
        return [evaluation.unknown('a replacement is not known', 'str')];
    }
    const made = yield* evaluation.call(by, [matchObject(self, found, 0)]);
    if (
        made.kind === 'str' ||
        made.kind === 'pattern' ||
        made.kind === 'unknown' ||
        made.kind === 'choice'
    ) {
        return partsOf(made);
    }
    return made.kind === 'none'
        ? ['']
        : evaluation.raise(
              'TypeError',
              `expected str instance, ${evaluation.typeOf(made).name} found`,
          );
}

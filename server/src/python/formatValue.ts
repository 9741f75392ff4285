// `format(value, spec)` of every value. The mini-language itself is in format.ts.

import { formatFloat, formatInt, formatString, type Fail } from './format.js';
import type { Evaluation } from './evaluation.js';
import { strOf } from './repr.js';
import { partsOf, textOf, type Text } from './texts.js';
import { str, type Steps, type Value } from './values.js';

/** `format(value, spec)`, as str.format() and f-strings ask for it. */
export function* formatValue(evaluation: Evaluation, value: Value, spec: string): Steps<Text> {
    const fail: Fail = (className, message) => evaluation.raise(className, message);
    switch (value.kind) {
        case 'str':
            return spec === '' ? value : str(formatString(value.value, spec, fail));
        case 'int':
            return spec === ''
                ? yield* strOf(evaluation, value)
                : str(formatInt(value.value, spec, 'int', fail));
        case 'bool':
            return str(
                spec === ''
                    ? value.value
                        ? 'True'
                        : 'False'
                    : formatInt(value.value ? 1n : 0n, spec, 'bool', fail),
            );
        case 'float':
            return str(formatFloat(value.value, spec, fail));
        case 'pattern':
            return spec === '' || spec === 's'
                ? value
                : evaluation.unknown('part of a text is not known', 'str');
        case 'unknown':
            return evaluation.unknown(value.reason, 'str');
        case 'choice': {
            const joined = yield* evaluation.fork(
                value.options.map((option) => () => formatValue(evaluation, option, spec)),
                value.why,
            );
            return textOf(partsOf(joined));
        }
        case 'instance': {
            const method = evaluation.findMethod(value, '__format__');
            if (method !== undefined) {
                const text = yield* evaluation.call(method, [str(spec)]);
                return textOf(partsOf(text));
            }
            break;
        }
        default:
    }
    if (spec !== '') {
        const type = evaluation.typeOf(value).name;
        evaluation.raise('TypeError', `unsupported format string passed to ${type}.__format__`);
    }
    return yield* strOf(evaluation, value);
}

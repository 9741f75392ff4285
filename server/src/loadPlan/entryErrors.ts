// What Python raises over the names of a map entry, and the exceptions of an entry in general.
// The messages are CPython 3.11's, for the expressions that init_from_checkpoint applies to a name.

import type { TensorFlowError } from '../util/problem.js';
import { pythonTypeName } from '../util/pythonRepr.js';
import type { PythonValue } from '../util/pythonValue.js';

/**
 * Why an entry raises: a name of the wrong type, a tensor that is not there, a shape that does not
 * fit, a right side that is no variable while the left is no scope, slices that do not belong
 * together, or a `/part_` that leads to no variable.
 */
export type Cause = 'type' | 'tensor' | 'shape' | 'not-a-scope' | 'slices' | 'part';

/** An exception and why it is raised. */
export interface EntryError extends TensorFlowError {
    readonly cause: Cause;
}

/** What `store.get(target)` and `target + "/part_0"` raise over a target that is no name. */
export function variableTypeError(value: PythonValue): EntryError | undefined {
    switch (value.type) {
        case 'str':
            return undefined;
        case 'list':
            return value.items.length === 0 ? undefined : typeError("unhashable type: 'list'");
        case 'dict':
        case 'set':
            return typeError(`unhashable type: '${value.type}'`);
        case 'tuple':
            return typeError('can only concatenate tuple (not "str") to tuple');
        case 'bytes':
            return typeError("can't concat str to bytes");
        case 'int':
        case 'float':
        case 'bool':
        case 'NoneType':
        case 'date':
        case 'datetime':
        case 'object':
            return typeError(
                `unsupported operand type(s) for +: '${pythonTypeName(value)}' and 'str'`,
            );
    }
}

/** `key not in SHAPES` needs a hash. */
export function tensorHashError(value: PythonValue): EntryError | undefined {
    return value.type === 'list' || value.type === 'dict' || value.type === 'set'
        ? typeError(`unhashable type: '${value.type}'`)
        : undefined;
}

/** `key.endswith("/")`. */
export function tensorEndsWithError(value: PythonValue): EntryError | undefined {
    switch (value.type) {
        case 'str':
            return undefined;
        case 'bytes':
            return typeError('endswith first arg must be bytes or a tuple of bytes, not str');
        case 'int':
        case 'float':
        case 'bool':
        case 'NoneType':
        case 'date':
        case 'datetime':
        case 'object':
        case 'list':
        case 'tuple':
        case 'set':
        case 'dict': {
            const message = `'${pythonTypeName(value)}' object has no attribute 'endswith'`;
            return attributeError('type', message);
        }
    }
}

/** A TypeError over a name of the wrong type. */
export function typeError(message: string): EntryError {
    return { type: 'TypeError', message, cause: 'type' };
}

/** An AttributeError. */
export function attributeError(cause: Cause, message: string): EntryError {
    return { type: 'AttributeError', message, cause };
}

/** A ValueError, which is what TensorFlow itself raises. */
export function valueError(cause: Cause, message: string): EntryError {
    return { type: 'ValueError', message, cause };
}

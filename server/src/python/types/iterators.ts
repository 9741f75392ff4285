// The methods of iterators over Python's own classes.

import { builtinTypes, defineMethods, exceptionTypes, objectType } from '../builtinTypes.js';
import { Perhaps } from '../evaluation.js';
import { oneOf } from '../sequences.js';
import { memberOf } from './members.js';
import { makeException } from './exceptions.js';

/** Puts the methods into the class of iterators. */
export function defineIterators(): void {
    const owner = builtinTypes.iterator;
    defineMethods(owner, [
        memberOf(owner, ['iterator'], '__iter__', '', function* (_, self) {
            return self;
        }),
        memberOf(owner, ['iterator'], '__next__', '', function* (evaluation, self) {
            const item = yield* evaluation.next(self);
            if (item === 'done') {
                return evaluation.raiseException(
                    makeException(exceptionTypes.get('StopIteration') ?? objectType, []),
                );
            }
            return item instanceof Perhaps
                ? oneOf(item.rest.possible, item.rest.why, item.rest.open)
                : item;
        }),
    ]);
}

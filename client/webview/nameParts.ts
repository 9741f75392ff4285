// Names in parts, so that where there is little room that gives way which tells least.

import { element } from './dom.js';

/**
 * Where the path of an object ends in a key of tf.train.Checkpoint, and what it keeps for another
 * one or in itself begins.
 */
const endOfPath = /\/\.(?:OPTIMIZER_SLOT|ATTRIBUTES)\//;

/**
 * A name in three parts. Where there is little room the scope gives way first, then the segment
 * before the last, each at its end; then the last one at its beginning, where names differ least.
 */
export function nameParts(name: string): Node | string {
    if (name === '') {
        return '';
    }
    const last = name.lastIndexOf('/', name.length - 2);
    const parent = last < 1 ? -1 : name.lastIndexOf('/', last - 1);
    const part = (className: string, text: string): readonly HTMLElement[] =>
        text === ''
            ? []
            : [
                  element('span', {
                      className: text.length < 4 ? `${className} short` : className,
                      text,
                  }),
              ];
    const leaf = element('span', {
        className: 'leaf',
        children: [element('bdi', { text: name.slice(last + 1) })],
    });
    const tail = element('span', {
        className: 'tail',
        children: [...part('parent', name.slice(parent + 1, last + 1)), leaf],
    });
    return element('span', {
        className: 'name',
        children: [...part('scope', name.slice(0, parent + 1)), tail],
    });
}

/**
 * A name as `nameParts` has it; of an object's key, what stands behind its path gives way before
 * anything else.
 */
export function keyParts(name: string): Node | string {
    const mark = name.search(endOfPath);
    return mark < 1
        ? nameParts(name)
        : element('span', {
              className: 'key',
              children: [
                  nameParts(name.slice(0, mark)),
                  element('span', { className: 'attribute', text: name.slice(mark) }),
              ],
          });
}

/** The last segment of a name; of a scope with the slash behind it. */
export function lastSegment(name: string): string {
    return name.slice(name.lastIndexOf('/', name.length - 2) + 1);
}

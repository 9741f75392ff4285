// Files that people give as a model and that are none which we read: what they are, and what to
// give instead.

import { decodeUtf8 } from '../util/utf8.js';

/** How many bytes of a file's beginning and end tell what it is. */
export const tellingBytes = 512;

const instead =
    'give a *.variables.json file (`ckptmap dump-python` prints the code that writes one), a graph (.meta, .pb, .pbtxt) or a model of Keras (.keras, config.json)';

const beginnings: readonly (readonly [string, string])[] = [
    ['\x1f\x8b', 'is compressed with gzip'],
    ['\x80', 'is a Python pickle'],
];

// The last 8 bytes of a TensorFlow table: an .index file, or a checkpoint of V1.
const tableMagic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

/** Whether a file is a zip archive, such as a `.keras` file. */
export function isArchive(head: Uint8Array): boolean {
    return String.fromCharCode(...head.subarray(0, 4)) === 'PK\x03\x04';
}

/** Whether a file is an HDF5 file. */
export function isHdf5(head: Uint8Array): boolean {
    return String.fromCharCode(...head.subarray(0, 8)) === '\x89HDF\r\n\x1a\n';
}

/** Whether a file is what Git leaves in place of a file that is stored with Git LFS. */
export function isLfsPointer(head: Uint8Array): boolean {
    return String.fromCharCode(...head).startsWith('version https://git-lfs.github.com/spec/');
}

/**
 * Whether a binary file was once read and written as text: what was no UTF-8 in it is lost, and
 * U+FFFD stands in its place.
 */
export function wasTakenForText(head: Uint8Array): boolean {
    return String.fromCharCode(...head).includes('\xef\xbf\xbd');
}

/**
 * Whether a file begins as a JSON object. A graph may begin with a line break and a brace too: the
 * tag and the length of its first node; but bytes follow that are in no text.
 */
export function isJsonObject(head: Uint8Array): boolean {
    return isText(head) && /^(ï»¿)?\s*\{/.test(String.fromCharCode(...head));
}

/** Whether a file is a graph in protocol buffers' text format, told by its first field. */
export function isGraphText(head: Uint8Array): boolean {
    return isText(head) && graphField.test(decodeUtf8(head));
}

const graphField =
    /^\s*(#.*\n\s*)*(meta_info_def|graph_def|saver_def|collection_def|node|versions|library|saved_model_schema_version|meta_graphs)\s*[:{<]/;

/**
 * What to open for a checkpoint whose file was given, told by its name or its last bytes; undefined
 * where it is none.
 */
export function checkpointPrefix(path: string, tail: Uint8Array): string | undefined {
    const part = /^(.+)\.(?:index|data-\d{5}-of-\d{5})$/s.exec(path)?.[1];
    return part ?? (endsAsTable(tail) ? path : undefined);
}

function endsAsTable(tail: Uint8Array): boolean {
    const start = tail.length - tableMagic.length;
    return tableMagic.every((byte, index) => tail[start + index] === byte);
}

/** A sentence about a file that is no model we read; undefined where it may be one. */
export function otherFormat(name: string, head: Uint8Array): string | undefined {
    const kind = kindOf(name, head);
    if (kind === undefined) {
        return undefined;
    }
    return kind.endsWith('.') ? kind : `${kind}: ${instead}`;
}

function kindOf(name: string, head: Uint8Array): string | undefined {
    const start = String.fromCharCode(...head);
    if (head.length === 0) {
        return 'is empty: write it again.';
    }
    if (isLfsPointer(head)) {
        return 'is a Git LFS pointer, not the file itself: fetch it with `git lfs pull`.';
    }
    const beginning = beginnings.find(([magic]) => start.startsWith(magic));
    if (beginning !== undefined) {
        return beginning[1];
    }
    if (name === 'checkpoint') {
        return "is a folder's list of checkpoints";
    }
    if (/\.pyc?$|\.ipynb$/.test(name)) {
        return 'is a Python program, which is not read as a model';
    }
    return isText(head) ? 'is a text file, and neither JSON nor a graph' : undefined;
}

// Text has no control characters but white space; the beginning of a binary message always has.
function isText(head: Uint8Array): boolean {
    return head.every((byte) => 0x20 <= byte || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

// Whether a text of Python can concern us at all: a scan for names, before anything is parsed.

const names = [
    'init_from_checkpoint',
    'warm_start',
    'WarmStartSettings',
    'train.Checkpoint',
    'import Checkpoint',
    'CheckpointManager',
];

/**
 * Each of the names holds one of these, so that most texts are gone through three times; and they
 * begin with letters that are rare, from which an engine searches fastest.
 */
const parts = ['kpoint', 'warm_start', 'WarmStart'];

/** Whether a program may load or restore something; where this is false it is not even parsed. */
export function mentionsCheckpoints(text: string): boolean {
    return parts.some((part) => text.includes(part)) && names.some((name) => text.includes(name));
}

/** Whether a program may make variables itself. */
export function mentionsTensorFlow(text: string): boolean {
    return ['tensorflow', 'keras', 'tf_slim'].some((name) => text.includes(name));
}

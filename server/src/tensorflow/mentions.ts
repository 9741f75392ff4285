// Whether a text of Python can concern us at all: a scan for names, before anything is parsed.

const names = [
    'init_from_checkpoint',
    'warm_start',
    'WarmStartSettings',
    'train.Checkpoint',
    'import Checkpoint',
    'CheckpointManager',
];

/** Whether a program may load or restore something; where this is false it is not even parsed. */
export function mentionsCheckpoints(text: string): boolean {
    return names.some((name) => text.includes(name));
}

/** Whether a program may make variables itself. */
export function mentionsTensorFlow(text: string): boolean {
    return ['tensorflow', 'keras', 'tf_slim'].some((name) => text.includes(name));
}

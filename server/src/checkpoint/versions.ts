// Whether TensorFlow agrees to read a file of some version.
// Defined in TensorFlow: core/framework/versions.cc; both formats have version 1, and no oldest.

import type { TensorFlowError } from '../util/problem.js';
import type { VersionDef } from './protos.js';

const currentVersion = 1;
const minProducer = 0;
const release = '2.21.0';

/** What TensorFlow raises for a file of this version; undefined where it reads it. */
export function versionError(version: VersionDef): TensorFlowError | undefined {
    const message = versionMessage(version);
    return message === undefined ? undefined : { type: 'ValueError', message };
}

function versionMessage({ producer, minConsumer, badConsumers }: VersionDef): string | undefined {
    if (producer < minProducer) {
        return (
            `Checkpoint producer version ${producer} below min producer ${minProducer} supported by ` +
            `TensorFlow ${release}.  Please regenerate your checkpoint.`
        );
    }
    if (currentVersion < minConsumer) {
        return (
            `Checkpoint min consumer version ${minConsumer} above current version ${currentVersion} ` +
            `for TensorFlow ${release}.  Please upgrade TensorFlow.`
        );
    }
    return badConsumers.includes(currentVersion)
        ? `Checkpoint disallows consumer version ${currentVersion}.  Please upgrade TensorFlow: ` +
              'this version is likely buggy.'
        : undefined;
}

// A model of Keras in a file: the archive `.keras`, the older HDF5, or its configuration alone as
// JSON. The weights beside it are not looked at: what the loaded model has follows from the configuration.
// Defined in Keras: src/saving/saving_lib.py.

import { limits } from '../checkpoint/limits.js';
import { directoryName, joinPath } from '../util/path.js';
import type { Problem } from '../util/problem.js';
import { read, readHdf5, stat, type Reading } from '../util/reading.js';
import { decodeUtf8, utf8Error } from '../util/utf8.js';
import { readZipDirectory, readZipEntry, type ZipEntry } from '../util/zipEntries.js';
import { readKerasConfig, type KerasModel, type UnknownLayers } from './kerasConfig.js';
import { fieldsOf, textOf } from './kerasFields.js';
import type { Model } from './model.js';

/** What messages call the file, and its absolute path. */
export interface KerasFile {
    readonly argument: string;
    readonly path: string;
}

/** A model of Keras, or why there is none; the reason begins with "it" or "its". */
export type KerasSourceResult =
    | {
          readonly model: Model;
          readonly problems: readonly Problem[];
          /** Absolute paths of further files that were looked at. */
          readonly dependencies: readonly string[];
      }
    | { readonly reason: string };

const configName = 'config.json';
const metadataName = 'metadata.json';

/** Reads a `.keras` file. */
export function* readKerasArchive(file: KerasFile): Reading<KerasSourceResult> {
    const entries = yield* readZipDirectory(file.path);
    if ('reason' in entries) {
        return { reason: `it ${entries.reason}` };
    }
    const config = entries.get(configName);
    if (config === undefined) {
        return {
            reason: `it is a zip archive without '${configName}', and no model that Keras saved`,
        };
    }
    const text = yield* readText(file.path, config);
    if (typeof text !== 'string') {
        return text;
    }
    const metadata = entries.get(metadataName);
    const beside = metadata === undefined ? '' : yield* readText(file.path, metadata);
    return typeof beside === 'string' ? modelOf(file, text, versionIn(beside), []) : beside;
}

function* readText(path: string, entry: ZipEntry): Reading<string | { readonly reason: string }> {
    const bytes = yield* readZipEntry(path, entry, limits.kerasConfigBytes);
    if (!(bytes instanceof Uint8Array)) {
        return { reason: `it ${bytes.reason}` };
    }
    const encoding = utf8Error(bytes);
    return encoding === undefined
        ? decodeUtf8(bytes)
        : { reason: `its '${entry.name}' is not UTF-8: ${encoding}` };
}

/** Reads an HDF5 file, in which older models have their configuration as an attribute. */
export function* readKerasHdf5(file: KerasFile, size: number): Reading<KerasSourceResult> {
    const answer = yield* readHdf5({ path: file.path, offset: 0, length: size });
    if (answer.kind === 'unreadable') {
        return { reason: `it is an HDF5 file that cannot be read: ${answer.reason}` };
    }
    const attribute = (wanted: string) =>
        answer.contents.texts.find(({ group, name }) => group === '' && name === wanted)?.values[0];
    const config = attribute('model_config');
    return config === undefined
        ? { reason: "it is an HDF5 file without the attribute 'model_config', such as of weights" }
        : modelOf(file, config, attribute('keras_version'), []);
}

/** Reads the text of a configuration; of an unpacked `.keras` file, the version lies beside it. */
export function* readKerasText(file: KerasFile, text: string): Reading<KerasSourceResult> {
    const beside = joinPath(directoryName(file.path), metadataName);
    const found = yield* stat(beside);
    const isSmall = found.kind === 'file' && found.size <= limits.kerasConfigBytes;
    const answer = isSmall ? yield* read(beside) : undefined;
    const metadata = answer?.kind === 'bytes' ? decodeUtf8(answer.bytes) : '';
    return modelOf(file, text, versionIn(metadata), [beside]);
}

function versionIn(metadata: string): string | undefined {
    try {
        return textOf(fieldsOf(JSON.parse(metadata)) ?? {}, 'keras_version');
    } catch {
        // What is beside it may be anything; the configuration tells the version, too.
        return undefined;
    }
}

/** What a configuration says, as a model. */
function modelOf(
    file: KerasFile,
    text: string,
    version: string | undefined,
    dependencies: readonly string[],
): KerasSourceResult {
    const result = readKerasConfig(text, version);
    return 'reason' in result
        ? result
        : { model: modelIn(result), problems: problemsOf(file, result), dependencies };
}

// Keras makes its variables itself, always as resources, and puts none into a variable store.
function modelIn({ variables, unknown }: KerasModel): Model {
    return {
        certainty: 'graph',
        variables: variables.map((each) => ({ ...each, kind: 'resource', storeKey: null })),
        ...(unknown.length === 0 ? {} : { unlisted: unknown.flatMap(({ layers }) => layers) }),
    };
}

function problemsOf(
    { argument, path }: KerasFile,
    { variables, unknown }: KerasModel,
): readonly Problem[] {
    const warning = (message: string): Problem => ({
        code: 'model.unreadable',
        severity: 'warning',
        message,
        path,
    });
    if (0 < unknown.length) {
        return [
            warning(
                `Model '${argument}' has layers whose variables its configuration does not tell, and which are not listed: ${unknownText(unknown)}; \`ckptmap dump-python\` prints the code that lists all of them`,
            ),
        ];
    }
    return variables.length === 0
        ? [
              warning(
                  `Model '${argument}' has no variable: it was saved before it was built; call it once, or build(input_shape), and save it then`,
              ),
          ]
        : [];
}

const shownClasses = 5;

function unknownText(unknown: readonly UnknownLayers[]): string {
    const shown = unknown.slice(0, shownClasses).map(({ className, layers }) => {
        const [first = ''] = layers;
        const rest = layers.length === 1 ? '' : ` and ${layers.length - 1} more`;
        return `${className} ('${first}/*'${rest})`;
    });
    const others = unknown.length - shown.length;
    return `${shown.join(', ')}${others === 0 ? '' : ` and ${others} more classes`}`;
}

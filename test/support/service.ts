// The language service over a fixture, without a protocol: what the feature tests ask.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
    createLanguageService,
    type LanguageService,
    type ServiceStyle,
} from '../../server/src/languageService.js';
import { neverCancelled } from '../../server/src/workspace/cancellation.js';
import type { TextDocument } from '../../server/src/workspace/documents.js';
import { WorkspaceSession } from '../../server/src/workspace/session.js';
import { uriOfPath } from '../../server/src/workspace/paths.js';
import { defaultSettings, type Settings } from '../../server/src/workspace/settings.js';
import type { Logger } from '../../server/src/workspace/workspace.js';
import { readFixture, root, type Fixture } from './fixture.js';
import { MemoryWorkspace } from './memoryWorkspace.js';
import { pythonFromSources } from './python.js';
import { root as repository } from './repository.js';

/** An editor that can show everything. */
export const richStyle: ServiceStyle = {
    diagnostics: { relatedInformation: true, data: true, tags: true, documentation: 'docs:codes' },
    completion: {
        labelDetails: true,
        defaultRange: true,
        defaultData: true,
        retriggerCommand: 'retrigger',
        documentation: 'markdown',
    },
    hover: 'markdown',
    createsFiles: true,
};

/** The script that freezes a map in a running program. */
function freezeScript(): string {
    return readFileSync(join(repository, 'server/src/features/freezeMap.py'), 'utf8');
}

/** How a fixture is opened. */
export interface OpenOptions {
    readonly settings?: Partial<Settings>;
    readonly style?: ServiceStyle;
    /** Globs of what the user hides. */
    readonly excluded?: readonly string[];
    /** Whether the workspace is indexed before anything is asked. */
    readonly indexed?: boolean;
}

/** A fixture that is open. */
export interface OpenFixture {
    readonly fixture: Fixture;
    readonly workspace: MemoryWorkspace;
    readonly session: WorkspaceSession;
    readonly service: LanguageService;
    readonly document: TextDocument;
    /** How often plans were said to have changed. */
    readonly changes: () => number;
}

/** A bug that is logged is a bug that fails the test. */
const strictLogger: Logger = {
    error: (message, error) => {
        throw new Error(message, { cause: error });
    },
    warn: (message) => {
        throw new Error(message);
    },
    info: () => undefined,
    debug: () => undefined,
};

/** Opens a fixture's main file in a language service. */
export async function openFixture(
    source: string,
    { settings = {}, style = richStyle, excluded = [], indexed = false }: OpenOptions = {},
): Promise<OpenFixture> {
    const fixture = readFixture(source);
    const workspace = new MemoryWorkspace();
    fixture.files.forEach(({ path, content }) => {
        workspace.write(path, content);
    });
    let changes = 0;
    const session = new WorkspaceSession({
        workspace,
        logger: strictLogger,
        settings: () => Promise.resolve({ ...defaultSettings, ...settings }),
        excluded: () => Promise.resolve(excluded),
        onDidChangePlans: () => changes++,
        settleTimes: { quiet: 0, most: 0 },
        python: pythonFromSources,
    });
    const service = createLanguageService(session, style, freezeScript());
    session.setFolders([root]);
    if (indexed) {
        await session.indexWorkspace(() => undefined, neverCancelled);
    }
    const { path, text } = fixture.main;
    const document = session.open(uriOfPath(path), 'assignment-map', 1, text);
    return { fixture, workspace, session, service, document, changes: () => changes };
}

// What a command is, and what it works with. The list of them is in commands/index.ts.

import type { LanguageServer } from './languageClient.js';
import type { MappingPreviewManager } from './preview/mappingPreviewManager.js';

/** What commands work with. */
export interface CommandContext {
    readonly server: LanguageServer;
    readonly previews: MappingPreviewManager;
}

/** A command as the manifest names it. */
export interface Command {
    readonly id: string;
    /** What VS Code passes to it: from a menu, the URI of the file; nothing from the palette. */
    readonly run: (argument?: unknown) => unknown;
}

// The list of commands; each is a file beside this one.

import type { LanguageServer } from '../languageClient.js';
import type { MappingPreviewManager } from '../preview/mappingPreviewManager.js';
import { previewMapping } from './previewMapping.js';
import { restartServer } from './restartServer.js';
import { showOutput } from './showOutput.js';

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

/** All commands of the manifest. */
export function commands(ctx: CommandContext): readonly Command[] {
    return [previewMapping(ctx), restartServer(ctx), showOutput(ctx)];
}

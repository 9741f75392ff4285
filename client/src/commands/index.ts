// The list of commands; each is a file beside this one.

import type { Command, CommandContext } from '../command.js';
import { freezeMap } from './freezeMap.js';
import { previewMapping } from './previewMapping.js';
import { restartServer } from './restartServer.js';
import { showOutput } from './showOutput.js';

/** All commands of the manifest. */
export function commands(ctx: CommandContext): readonly Command[] {
    return [previewMapping(ctx), freezeMap(ctx), restartServer(ctx), showOutput(ctx)];
}

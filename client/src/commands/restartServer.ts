// "Restart server".

import type { Command, CommandContext } from '../command.js';

/** Stops the server and starts it again. */
export function restartServer({ server }: CommandContext): Command {
    return { id: 'ckptmap.restartServer', run: () => server.restart() };
}

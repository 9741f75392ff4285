// "Show output".

import type { Command, CommandContext } from '../command.js';

/** Shows the log of client and server. */
export function showOutput({ server }: CommandContext): Command {
    return {
        id: 'ckptmap.showOutput',
        run: () => {
            server.showOutput();
        },
    };
}

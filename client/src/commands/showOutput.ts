// "Show output".

import type { Command, CommandContext } from './index.js';

/** Shows the log of client and server. */
export function showOutput({ server }: CommandContext): Command {
    return {
        id: 'ckptmap.showOutput',
        run: () => {
            server.showOutput();
        },
    };
}

// The language server as a program of its own, which the editor's client starts.

import { startLanguageServer } from './startLanguageServer.js';

startLanguageServer(process);

// The page of the preview: takes plans from the panel, draws them, and says what a person does.

import type { FromPage, ToPage } from '../src/preview/messages.js';
import { element } from './dom.js';
import { PreviewPage } from './previewPage.js';
import { restoreState, type ViewState } from './state.js';
import './styles.css';

interface Host {
    postMessage(message: FromPage): void;
    getState(): unknown;
    setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const root = document.getElementById('preview') ?? document.body.appendChild(element('main'));
const page = new PreviewPage(root, {
    kept: restoreState(host.getState()),
    send: (message) => {
        host.postMessage(message);
    },
    keep: (state) => {
        host.setState(state);
    },
});

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
    page.receive(event.data);
});
host.postMessage({ type: 'ready' });

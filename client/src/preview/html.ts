// The page of the preview before it has anything to show. Nothing of the workspace is in it: plans
// come as messages, and the page makes its elements itself.

import { escapeHtml } from '../util/escape.js';

/** What the page is made from; URIs are those which the webview may load. */
export interface PageParts {
    /** The source that the policy admits for styles. */
    readonly cspSource: string;
    readonly nonce: string;
    readonly scriptUri: string;
    readonly styleUri: string;
    readonly title: string;
}

/** The whole document. */
export function previewHtml(parts: PageParts): string {
    const { cspSource, nonce, scriptUri, styleUri, title } = parts;
    const policy = [
        `default-src 'none'`,
        `script-src 'nonce-${nonce}'`,
        `style-src ${cspSource}`,
        `base-uri 'none'`,
        `form-action 'none'`,
    ].join('; ');
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
<main id="preview"></main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

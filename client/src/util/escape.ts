// Text for HTML.

const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};

/** Text that may stand between tags and in a quoted attribute. */
export function escapeHtml(text: string): string {
    return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

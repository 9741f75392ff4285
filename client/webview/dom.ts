// Elements, made with textContent alone: names are data, never markup.

interface ElementParts {
    readonly className?: string;
    readonly text?: string;
    readonly title?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly (Node | string)[];
    readonly onClick?: (event: MouseEvent) => void;
}

/** An element with its parts. */
export function element<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    parts: ElementParts = {},
): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag);
    if (parts.className !== undefined) {
        made.className = parts.className;
    }
    if (parts.text !== undefined) {
        made.textContent = parts.text;
    }
    if (parts.title !== undefined) {
        made.title = parts.title;
    }
    for (const [name, value] of Object.entries(parts.attributes ?? {})) {
        made.setAttribute(name, value);
    }
    made.append(...(parts.children ?? []));
    if (parts.onClick !== undefined) {
        made.addEventListener('click', parts.onClick as EventListener);
    }
    return made;
}

/** A button that looks like a link. */
export function linkButton(text: string, onClick: () => void, title?: string): HTMLButtonElement {
    return element('button', {
        className: 'link',
        text,
        attributes: { type: 'button' },
        ...(title === undefined ? {} : { title }),
        onClick: (event) => {
            event.stopPropagation();
            onClick();
        },
    });
}

/**
 * A text of ours in which names stand between single quotes, with the names set apart. An
 * apostrophe inside a word opens nothing.
 */
export function withNames(text: string): (Node | string)[] {
    return text
        .split(/(?<!\w)'([^']+)'(?!\w)/)
        .map((piece, index) => (index % 2 === 0 ? piece : element('code', { text: piece })));
}

// The bar between counts and table: chips, the filter box, and buttons for the whole page.

import { element } from './dom.js';

/** What a person can do in the bar. */
export interface ToolbarActions {
    readonly setFilter: (text: string) => void;
    readonly leaveFilter: () => void;
    readonly copy: () => void;
    readonly setLocked: (locked: boolean) => void;
}

/** The bar. It stays when plans change, so that typing in the box is not disturbed. */
export class Toolbar {
    readonly root: HTMLElement;
    readonly #actions: ToolbarActions;
    readonly #chips = element('div');
    readonly #box: HTMLInputElement;
    readonly #problem = element('span', {
        className: 'filter-problem',
        attributes: { role: 'status', id: 'filter-problem' },
    });
    readonly #copy: HTMLButtonElement;
    readonly #lock: HTMLButtonElement;
    #isLocked = false;

    constructor(actions: ToolbarActions) {
        this.#actions = actions;
        this.#box = element('input', {
            className: 'filter',
            title: 'Words of names, /regex/, shape:[768,*], dtype:float32, role:slot, line:7. Press / to come here',
            attributes: {
                type: 'search',
                placeholder: 'filter names, /regex/, shape:[768,*]',
                'aria-label': 'Filter the table',
                'aria-describedby': 'filter-problem',
                spellcheck: 'false',
                autocomplete: 'off',
            },
        });
        this.#box.addEventListener('input', () => {
            actions.setFilter(this.#box.value);
        });
        this.#box.addEventListener('keydown', (event) => {
            this.#onKey(event);
        });
        this.#copy = element('button', {
            className: 'tool',
            text: 'Copy load plan',
            title: 'Copy this plan as text',
            attributes: { type: 'button' },
            onClick: () => {
                actions.copy();
                this.#sayCopied();
            },
        });
        this.#lock = element('button', {
            className: 'tool',
            attributes: { type: 'button' },
            onClick: () => {
                this.#setLocked(!this.#isLocked);
                actions.setLocked(this.#isLocked);
            },
        });
        this.root = element('div', {
            className: 'toolbar',
            children: [
                this.#chips,
                element('div', {
                    className: 'tools',
                    children: [this.#problem, this.#box, this.#copy, this.#lock],
                }),
            ],
        });
    }

    /** Shows what is set. A box in which a person is typing is left alone. */
    show(filter: string, locked: boolean): void {
        if (document.activeElement !== this.#box) {
            this.#box.value = filter;
        }
        this.#setLocked(locked);
    }

    setChips(chips: HTMLElement): void {
        this.#chips.replaceChildren(chips);
    }

    /** Says why a filter cannot be understood. */
    setProblem(reason: string | undefined): void {
        this.#problem.textContent = reason ?? '';
        this.#box.setAttribute('aria-invalid', String(reason !== undefined));
    }

    focusFilter(): void {
        this.#box.focus();
        this.#box.select();
    }

    #onKey(event: KeyboardEvent): void {
        if (event.key === 'Escape' && this.#box.value !== '') {
            this.#box.value = '';
            this.#actions.setFilter('');
        } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            this.#actions.leaveFilter();
        }
    }

    #setLocked(locked: boolean): void {
        this.#isLocked = locked;
        this.#lock.textContent = locked ? 'Locked' : 'Follows the editor';
        this.#lock.title = locked
            ? 'Stays with this map; click to follow the map in the editor'
            : 'Shows the map in the active editor; click to stay with this one';
        this.#lock.setAttribute('aria-pressed', String(locked));
    }

    #sayCopied(): void {
        this.#copy.textContent = 'Copied';
        window.setTimeout(() => {
            this.#copy.textContent = 'Copy load plan';
        }, 1500);
    }
}

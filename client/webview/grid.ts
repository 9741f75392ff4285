// The windowed table: of 100,000 items only those in view are elements. It knows how to scroll,
// select and announce; what an item looks like is the business of gridRow.ts.

import {
    elementScroll,
    observeElementOffset,
    observeElementRect,
    Virtualizer,
} from '@tanstack/virtual-core';
import { element } from './dom.js';
import { gridAction } from './gridKeys.js';

/** What a grid asks of the page. */
export interface GridHost {
    /** The element of an item, a `tr`. */
    renderItem(index: number): HTMLTableRowElement;
    /** Whether an item has two lines. */
    isTall(index: number): boolean;
    /** Enter or a click. */
    activate(index: number): void;
    /** Opens (`true`), closes (`false`) or turns over (undefined) what an item folds. */
    fold(index: number, open: boolean | undefined): void;
    onDidChangeSelection(index: number): void;
    onDidScroll(scrollTop: number): void;
}

/** A column's head. */
export interface GridColumn {
    readonly title: string;
    readonly className: string;
    /** In the table's own em. */
    readonly width: number;
}

/** A table of items which are one line high, or two. */
export class Grid {
    readonly root: HTMLElement;
    readonly #host: GridHost;
    readonly #table: HTMLTableElement;
    readonly #body = element('tbody');
    readonly #head = element('thead');
    readonly #virtualizer: Virtualizer<HTMLElement, HTMLTableRowElement>;
    readonly #rows = new Map<number, HTMLTableRowElement>();
    readonly #above = element('tr', { className: 'space', attributes: { role: 'presentation' } });
    readonly #below = element('tr', { className: 'space', attributes: { role: 'presentation' } });
    #count = 0;
    #rowHeight = 22;
    #tallHeight = 38;
    #selected = -1;
    #drawn = '';

    constructor(host: GridHost, label: string) {
        this.#host = host;
        this.#table = element('table', {
            attributes: { role: 'grid', 'aria-label': label, tabindex: '0' },
            children: [this.#head, this.#body],
        });
        this.root = element('div', { className: 'scroller', children: [this.#table] });
        this.#virtualizer = new Virtualizer(this.#options());
        this.#table.addEventListener('keydown', (event) => {
            this.#onKey(event);
        });
        this.#body.addEventListener('click', (event) => {
            this.#onClick(event);
        });
        this.root.addEventListener('scroll', () => {
            host.onDidScroll(this.root.scrollTop);
        });
    }

    /** Starts to watch the page's size; once, when the root is in the document. */
    connect(): void {
        this.#rowHeight = this.#measureRow('row-probe') ?? this.#rowHeight;
        this.#tallHeight = this.#measureRow('row-probe tall') ?? this.#tallHeight;
        this.#virtualizer.setOptions(this.#options());
        this.#virtualizer._didMount();
        this.#virtualizer._willUpdate();
    }

    /** Shows other items. Scroll and selection stay where they are, as far as they can. */
    setItems(count: number, columns: readonly GridColumn[], selected: number): void {
        this.#count = count;
        this.#selected = selected < count ? selected : -1;
        this.#table.setAttribute('aria-rowcount', String(count + 1));
        this.#table.setAttribute('aria-colcount', String(columns.length));
        this.#setColumns(columns);
        this.#rows.clear();
        this.#body.replaceChildren(this.#above, this.#below);
        this.#drawn = '';
        this.#virtualizer.setOptions(this.#options());
        this.#virtualizer._willUpdate();
        this.#virtualizer.measure();
        this.#draw();
    }

    /** Moves the scroll position, in pixels. */
    scrollTo(top: number): void {
        this.root.scrollTop = top;
    }

    /** The width of the table, in the em of its letters. */
    widthInEm(): number {
        const size = Number.parseFloat(getComputedStyle(this.#table).fontSize);
        return this.root.clientWidth / (0 < size ? size : 12);
    }

    /** Takes in the indentation. */
    setNarrow(isNarrow: boolean): void {
        this.#table.classList.toggle('narrow', isNarrow);
    }

    focus(): void {
        this.#table.focus({ preventScroll: true });
    }

    #options(): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLTableRowElement>>[0] {
        return {
            count: this.#count,
            getScrollElement: () => this.root,
            estimateSize: (index) =>
                this.#host.isTall(index) ? this.#tallHeight : this.#rowHeight,
            overscan: 12,
            scrollToFn: elementScroll,
            observeElementRect,
            observeElementOffset,
            onChange: () => {
                this.#draw();
            },
            // The head sticks to the top and covers what is under it.
            scrollPaddingStart: this.#rowHeight,
        };
    }

    #measureRow(className: string): number | undefined {
        const probe = element('div', { className });
        this.root.append(probe);
        const { height } = probe.getBoundingClientRect();
        probe.remove();
        return 0 < height ? height : undefined;
    }

    #setColumns(columns: readonly GridColumn[]): void {
        const cells = columns.map(({ title, className, width }, index) => {
            const made = element('th', {
                className,
                text: title,
                attributes: {
                    role: 'columnheader',
                    scope: 'col',
                    'aria-colindex': String(index + 1),
                },
            });
            made.style.width = `${width}em`;
            return made;
        });
        const row = element('tr', {
            attributes: { role: 'row', 'aria-rowindex': '1' },
            children: cells,
        });
        this.#head.replaceChildren(row);
        this.#above.replaceChildren(spacer(columns.length));
        this.#below.replaceChildren(spacer(columns.length));
    }

    #draw(): void {
        const items = this.#virtualizer.getVirtualItems();
        const [first] = items;
        const last = items.at(-1);
        const drawn = `${first?.index}-${last?.index}/${this.#count}`;
        if (drawn === this.#drawn) {
            return;
        }
        this.#drawn = drawn;
        const wanted = new Set(items.map(({ index }) => index));
        for (const [index, row] of this.#rows) {
            if (!wanted.has(index)) {
                row.remove();
                this.#rows.delete(index);
            }
        }
        // Rows that stay are not touched: moving them would lay out all of them at every frame.
        let next = this.#above.nextSibling;
        for (const { index } of items) {
            const row = this.#rowOf(index);
            if (row === next) {
                next = row.nextSibling;
            } else {
                this.#body.insertBefore(row, next);
            }
        }
        setHeight(this.#above, first?.start ?? 0);
        setHeight(this.#below, this.#virtualizer.getTotalSize() - (last?.end ?? 0));
        this.#announceSelection();
    }

    #rowOf(index: number): HTMLTableRowElement {
        const known = this.#rows.get(index);
        if (known !== undefined) {
            return known;
        }
        const row = this.#host.renderItem(index);
        row.id = `item-${index}`;
        row.dataset['index'] = String(index);
        row.setAttribute('role', 'row');
        row.setAttribute('aria-rowindex', String(index + 2));
        // Parity by number, not by place: stripes must not jump when the window moves.
        row.classList.toggle('odd', index % 2 === 1);
        row.classList.toggle('tall', this.#host.isTall(index));
        this.#mark(row, index === this.#selected);
        this.#rows.set(index, row);
        return row;
    }

    #mark(row: HTMLTableRowElement, isSelected: boolean): void {
        row.classList.toggle('selected', isSelected);
        row.setAttribute('aria-selected', String(isSelected));
    }

    #announceSelection(): void {
        if (this.#rows.has(this.#selected)) {
            this.#table.setAttribute('aria-activedescendant', `item-${this.#selected}`);
        } else {
            this.#table.removeAttribute('aria-activedescendant');
        }
    }

    #select(index: number): void {
        const before = this.#rows.get(this.#selected);
        if (before !== undefined) {
            this.#mark(before, false);
        }
        this.#selected = index;
        const now = this.#rows.get(index);
        if (now !== undefined) {
            this.#mark(now, true);
        }
        this.#announceSelection();
        this.#host.onDidChangeSelection(index);
    }

    #reveal(index: number): void {
        const { start: top = 0, end = 0 } = this.#virtualizer.measurementsCache[index] ?? {};
        const visible = this.root.clientHeight - this.#head.offsetHeight;
        if (top < this.root.scrollTop) {
            this.root.scrollTop = top;
        } else if (this.root.scrollTop + visible < end) {
            this.root.scrollTop = end - visible;
        }
    }

    #onClick(event: MouseEvent): void {
        const target = event.target instanceof Element ? event.target : undefined;
        const row = target?.closest<HTMLElement>('tr[data-index]');
        const index = Number(row?.dataset['index'] ?? -1);
        if (index < 0) {
            return;
        }
        this.#select(index);
        if (target?.closest('.twisty') !== null) {
            this.#host.fold(index, undefined);
        } else {
            this.#host.activate(index);
        }
    }

    #onKey(event: KeyboardEvent): void {
        const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
        if (event.target !== this.#table || hasModifier) {
            return;
        }
        const page = Math.max(1, Math.floor(this.root.clientHeight / this.#rowHeight) - 2);
        const place = { selected: this.#selected, count: this.#count, page };
        const action = gridAction(event.key, place);
        if (action === undefined || this.#count === 0) {
            return;
        }
        event.preventDefault();
        switch (action.kind) {
            case 'move':
                this.#select(action.to);
                this.#reveal(action.to);
                return;
            case 'fold':
                this.#host.fold(this.#selected, action.open);
                return;
            case 'activate':
                this.#host.activate(this.#selected);
                return;
        }
    }
}

function spacer(columns: number): HTMLTableCellElement {
    return element('td', { attributes: { colspan: String(columns), role: 'presentation' } });
}

function setHeight(row: HTMLTableRowElement, height: number): void {
    row.style.height = `${height}px`;
    row.hidden = height <= 0;
}

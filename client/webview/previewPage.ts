// The page's state and what follows from it: one plan, one section of it, a chip, a filter and the
// folds give the items of the table.

import type { PreviewData } from '../../server/src/features/previewData.js';
import type { FromPage, ToPage } from '../src/preview/messages.js';
import { columnNeeds, layoutColumns, type ColumnLayout, type ColumnNeeds } from './columns.js';
import { renderChips, renderTiles, type CountActions } from './counts.js';
import { element } from './dom.js';
import { parseFilter } from './filter.js';
import { countChips, groupKey, lineKey, visibleItems, type Chip, type Item } from './foldModel.js';
import { Grid } from './grid.js';
import { isTall, renderItem } from './gridRow.js';
import { renderHead, type HeadActions } from './head.js';
import { KeptState } from './keptState.js';
import { decodeNames, PlanModel } from './planModel.js';
import { planText } from './planText.js';
import { freshState, toggled, type ViewState } from './state.js';
import { Toolbar } from './toolbar.js';

/** The page's connections to the outside. */
export interface PageHost {
    readonly kept: ViewState | undefined;
    readonly send: (message: FromPage) => void;
    readonly keep: (state: ViewState) => void;
}

type PlanMessage = Extract<ToPage, { type: 'plan' }>;

/** The page. */
export class PreviewPage {
    readonly #root: HTMLElement;
    readonly #host: PageHost;
    readonly #grid: Grid;
    readonly #toolbar: Toolbar;
    readonly #notice = element('p', { className: 'notice', attributes: { role: 'status' } });
    readonly #head = element('div', { className: 'head', attributes: { 'aria-live': 'polite' } });
    readonly #counts = element('div', { className: 'counts' });
    readonly #empty = element('p', { className: 'empty-table muted' });
    readonly #actions: HeadActions & CountActions;
    readonly #kept: KeptState;
    #models: readonly PlanModel[] = [];
    #items: readonly Item[] = [];
    #needs: ColumnNeeds | undefined;
    #layout: ColumnLayout = { narrow: false, columns: [] };
    #isFirstPlan = true;

    constructor(root: HTMLElement, host: PageHost) {
        this.#root = root;
        this.#host = host;
        this.#kept = new KeptState(host.kept, host.keep);
        this.#grid = new Grid(
            {
                renderItem: (index) => this.#renderItem(index),
                isTall: (index) => this.#isTall(index),
                activate: (index) => {
                    this.#activate(index);
                },
                fold: (index, open) => {
                    this.#fold(index, open);
                },
                onDidChangeSelection: (selected) => {
                    this.#kept.set({ selected });
                },
                onDidScroll: (scrollTop) => {
                    this.#kept.set({ scrollTop });
                },
            },
            'Variables and tensors',
        );
        this.#toolbar = new Toolbar({
            setFilter: (filter) => {
                this.#kept.set({ filter, selected: -1 });
                this.#showItems();
            },
            leaveFilter: () => {
                this.#grid.focus();
            },
            copy: () => {
                const model = this.#model();
                if (model !== undefined) {
                    host.send({ type: 'copy', text: planText(model) });
                }
            },
            setLocked: (locked) => {
                this.#kept.set({ locked });
                host.send({ type: 'lock', locked });
            },
        });
        this.#actions = {
            applyFix: (fix) => {
                this.#applyFix(fix);
            },
            revealOutcome: () => {
                this.#reveal(this.#model()?.section.outcome.range);
            },
            setChip: (chip) => {
                this.#setChip(chip);
            },
            setSection: (section) => {
                this.#kept.set({ section, selected: -1 });
                this.#showSection();
            },
        };
        new ResizeObserver(() => {
            this.#onResize();
        }).observe(this.#grid.root);
        document.addEventListener('keydown', (event) => {
            if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
                event.preventDefault();
                this.#toolbar.focusFilter();
            }
        });
    }

    /** Takes a message of the panel. */
    receive(message: ToPage): void {
        if (message.source !== this.#state.source) {
            // Another map: names differ, so only what a person may still want is kept.
            const { chip } = this.#state;
            this.#kept.set({ ...freshState(message.source, message.locked), chip });
            this.#isFirstPlan = true;
        }
        this.#kept.set({ locked: message.locked });
        switch (message.type) {
            case 'plan':
                this.#showPlan(message);
                return;
            case 'notice':
                this.#showNotice(message.text, message.busy);
                return;
        }
    }

    get #state(): ViewState {
        return this.#kept.current;
    }

    #showNotice(text: string, busy: boolean): void {
        this.#models = [];
        this.#notice.textContent = text;
        this.#notice.classList.toggle('busy', busy);
        this.#root.replaceChildren(this.#notice);
    }

    #showPlan({ plan: json, locked }: PlanMessage): void {
        const plan = JSON.parse(json) as PreviewData;
        const names = decodeNames(plan.names);
        this.#models = plan.sections.map((section) => new PlanModel(plan, names, section));
        if (!this.#grid.root.isConnected) {
            this.#root.replaceChildren(
                this.#head,
                this.#counts,
                this.#toolbar.root,
                this.#grid.root,
                this.#empty,
            );
            this.#grid.connect();
        }
        this.#toolbar.show(this.#state.filter, locked);
        this.#showSection();
        if (this.#isFirstPlan) {
            this.#isFirstPlan = false;
            this.#grid.scrollTo(this.#state.scrollTop);
        }
    }

    #model(): PlanModel | undefined {
        return (
            this.#models.find(({ section }) => section.title === this.#state.section) ??
            this.#models[0]
        );
    }

    #showSection(): void {
        const model = this.#model();
        if (model === undefined) {
            return;
        }
        const all = this.#models.map(({ section }) => section);
        this.#head.replaceChildren(...renderHead(all, model, this.#actions));
        this.#needs = columnNeeds(model);
        this.#showCounts(model);
        this.#showItems();
    }

    #showCounts(model: PlanModel): void {
        const { chip } = this.#state;
        this.#counts.replaceChildren(renderTiles(model, chip, this.#actions));
        this.#toolbar.setChips(renderChips(countChips(model), chip, this.#actions));
    }

    #showItems(): void {
        const model = this.#model();
        if (model === undefined) {
            return;
        }
        const filter = parseFilter(this.#state.filter);
        this.#toolbar.setProblem(filter.ok ? undefined : filter.reason);
        const folds = {
            closedGroups: new Set(this.#state.closedGroups),
            openLines: new Set(this.#state.openLines),
        };
        this.#items = filter.ok ? visibleItems(model, this.#state.chip, filter.matches, folds) : [];
        this.#layOut();
        this.#grid.setItems(this.#items.length, this.#layout.columns, this.#state.selected);
        this.#empty.hidden = 0 < this.#items.length;
        this.#empty.textContent = filter.ok
            ? this.#state.filter === ''
                ? 'Nothing here.'
                : 'No name matches the filter.'
            : '';
    }

    #renderItem(index: number): HTMLTableRowElement {
        const model = this.#model();
        const item = this.#items[index];
        if (model === undefined || item === undefined) {
            return element('tr');
        }
        const { applyFix } = this.#actions;
        return renderItem({ model, layout: this.#layout, applyFix }, item);
    }

    #isTall(index: number): boolean {
        const model = this.#model();
        const item = this.#items[index];
        return model !== undefined && item !== undefined && isTall(model, item);
    }

    #layOut(): void {
        if (this.#needs !== undefined) {
            this.#layout = layoutColumns(this.#needs, this.#grid.widthInEm());
            this.#grid.setNarrow(this.#layout.narrow);
        }
    }

    #onResize(): void {
        const before = this.#layout.columns;
        this.#layOut();
        const { columns } = this.#layout;
        const same =
            before.length === columns.length &&
            before.every(({ width }, index) => width === columns[index]?.width);
        if (!same) {
            this.#showItems();
        }
    }

    #activate(index: number): void {
        const item = this.#items[index];
        if (item?.kind === 'group') {
            this.#fold(index, undefined);
        } else if (item !== undefined) {
            this.#reveal(this.#model()?.row(item.firstRow).entry?.range);
        }
    }

    #fold(index: number, open: boolean | undefined): void {
        const model = this.#model();
        const item = this.#items[index];
        if (model === undefined || item?.isOpen === undefined || item.isOpen === open) {
            return;
        }
        const { closedGroups, openLines } = this.#state;
        if (item.kind === 'group') {
            this.#kept.set({ closedGroups: toggled(closedGroups, groupKey(model, item.index)) });
        } else {
            const group = model.section.groups.findLastIndex(
                ({ firstLine }) => firstLine <= item.index,
            );
            this.#kept.set({ openLines: toggled(openLines, lineKey(model, group, item.index)) });
        }
        this.#showItems();
    }

    #setChip(chip: Chip): void {
        const model = this.#model();
        this.#kept.set({ chip, selected: -1 });
        if (model !== undefined) {
            this.#showCounts(model);
            this.#showItems();
            this.#grid.scrollTo(0);
        }
    }

    #reveal(range: Extract<FromPage, { type: 'reveal' }>['range'] | undefined): void {
        if (range !== undefined) {
            this.#host.send({ type: 'reveal', source: this.#state.source, range });
        }
    }

    #applyFix(fix: number): void {
        const plan = this.#models[0]?.data;
        if (plan !== undefined) {
            const { source } = this.#state;
            this.#host.send({ type: 'applyFix', source, version: plan.version, fix });
        }
    }
}

// What a key does in the table. Pure.

/** Where the selection is, and how far a page is. */
export interface GridPlace {
    /** -1 is none. */
    readonly selected: number;
    readonly count: number;
    /** Items that are in view. */
    readonly page: number;
}

/** What a key does. `open` of undefined turns the fold over. */
export type GridAction =
    | { readonly kind: 'move'; readonly to: number }
    | { readonly kind: 'fold'; readonly open: boolean | undefined }
    | { readonly kind: 'activate' };

/** The action of a key without modifiers; undefined for keys that do nothing here. */
export function gridAction(key: string, place: GridPlace): GridAction | undefined {
    const { selected, count, page } = place;
    const move = (to: number): GridAction => ({
        kind: 'move',
        to: Math.max(0, Math.min(to, count - 1)),
    });
    switch (key) {
        case 'ArrowDown':
            return move(selected + 1);
        case 'ArrowUp':
            return move(selected - 1);
        case 'PageDown':
            return move(selected + page);
        case 'PageUp':
            return move(selected - page);
        case 'Home':
            return move(0);
        case 'End':
            return move(count - 1);
        case 'ArrowRight':
            return { kind: 'fold', open: true };
        case 'ArrowLeft':
            return { kind: 'fold', open: false };
        case ' ':
            return { kind: 'fold', open: undefined };
        case 'Enter':
            return { kind: 'activate' };
        default:
            return undefined;
    }
}

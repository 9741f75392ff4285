// What the preview's panel and its page say to each other: two closed unions. Types only; both
// sides check `source`, so that a message about another map is never taken for one about this.

import type { Range } from '../../../server/src/util/lineIndex.js';

/** From the panel to the page. */
export type ToPage =
    | {
          readonly type: 'plan';
          /** The map's URI. */
          readonly source: string;
          readonly locked: boolean;
          /** A `PreviewData` as JSON: VS Code copies a text several times faster than its objects. */
          readonly plan: string;
      }
    /** There is no plan to show: not yet, or not any more. */
    | {
          readonly type: 'notice';
          readonly source: string;
          readonly locked: boolean;
          readonly busy: boolean;
          readonly text: string;
      };

/** From the page to the panel. */
export type FromPage =
    /** The page is there and wants its first message. */
    | { readonly type: 'ready' }
    | { readonly type: 'reveal'; readonly source: string; readonly range: Range }
    /** Apply a fix of the plan that was made from this version of the text. */
    | {
          readonly type: 'applyFix';
          readonly source: string;
          readonly version: number | null;
          readonly fix: number;
      }
    | { readonly type: 'copy'; readonly text: string }
    | { readonly type: 'lock'; readonly locked: boolean };

/** What a page keeps when it is hidden and when the window is reloaded. */
export interface PageState {
    readonly source: string;
    readonly locked: boolean;
}

/** Whether a value that VS Code kept for us is a page's state. */
export function isPageState(value: unknown): value is PageState {
    return (
        typeof value === 'object' &&
        value !== null &&
        'source' in value &&
        typeof value.source === 'string' &&
        'locked' in value &&
        typeof value.locked === 'boolean'
    );
}
